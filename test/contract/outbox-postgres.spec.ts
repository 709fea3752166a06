import { Client } from 'pg';
import { PostgresOutbox } from '#outbox-postgres';
import { Postgres } from '../support/postgres.ts';
import { messagesOfCommitments } from './outbox-commitments.ts';
import { outboxContract } from './outbox.contract.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await Postgres.start();
}, 300_000);
afterAll(() => postgres.stop());

let schemas = 0;
/** @param listening whether the database tells of what was written, or is asked */
const open = (listening: boolean) => async () => {
  const { url } = postgres;
  const schema = `outbox_${++schemas}`;
  const opened: PostgresOutbox[] = [];
  const another = async (options = {}) => {
    const listen = listening ? { listenUrl: url } : {};
    const store = await PostgresOutbox.open({ url, schema, ...listen, ...options });
    opened.push(store);
    return store;
  };
  const tamper = async (statement: string) => {
    const client = new Client({ connectionString: url, options: `-c search_path=${schema}` });
    await client.connect();
    return client.query(statement).finally(() => client.end());
  };
  return {
    store: await another(),
    another: () => another(),
    readOnly: () => another({ readOnly: true }),
    restart: async () => {
      await opened.shift()?.close();
      return another();
    },
    tamper,
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
    },
  };
};

outboxContract('PostgreSQL', open(false));
messagesOfCommitments(open(false), ({ tamper }) =>
  tamper('DROP INDEX message_by_commitment; UPDATE schema_version SET version = 1'),
);

it('is woken by the database, where it may listen', async () => {
  const bench = await open(true)();
  const listening = await bench.another();
  const { count } = listening.changes;
  const woken = listening.changes.after(count, AbortSignal.timeout(20_000));
  await bench.store.begin(1);
  await woken;
  expect(listening.changes.count).toBeGreaterThan(count);
  await bench.close();
});

it('is not made by who opens it to read', async () => {
  const { url } = postgres;
  await expect(PostgresOutbox.open({ url, schema: 'none', readOnly: true })).rejects.toThrow(
    'holds no outbox',
  );
});

it('takes no name of a schema that would have to be quoted', async () => {
  await expect(PostgresOutbox.open({ url: postgres.url, schema: 'a"b' })).rejects.toThrow(TypeError);
});
