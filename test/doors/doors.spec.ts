import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { consuming, polling, streaming, type Door } from '#subscriber';
import { tellBroadHistory } from '../support/broad-history.ts';
import { clientOf } from '../support/kafka-records.ts';
import { TestKafka } from '../support/kafka.ts';
import { Postgres } from '../support/postgres.ts';
import { ServedBook } from '../support/served-book.ts';
import { POSTING } from '../support/webhook-receiver.ts';
import {
  byKafka,
  byOutbox,
  byPolling,
  byStream,
  byWebhook,
  publish,
  settingsOf,
  type Heard,
  type Hearing,
} from './heard.ts';
import { Died, MortalPool } from './mortal-pool.ts';
import { OpenPromises } from './open-promises.ts';

/** What breaks bytes: quotes, what stands outside of 16 bits, what ends a line. */
const HARD = 'é 😀 "quoted" \\ \n </data>';
const kafka = await TestKafka.start();
const brokers = kafka?.brokers ?? [];

/** Everywhere that a history is heard. */
const DOORS: Readonly<Record<string, Hearing>> = {
  polling: byPolling,
  'a stream': byStream,
  'a webhook': byWebhook,
  ...(kafka ? { 'Kafka, binary': byKafka(brokers, 'binary') } : {}),
  ...(kafka ? { 'Kafka, structured': byKafka(brokers, 'structured') } : {}),
};

describe('One history at every door', () => {
  let served: ServedBook;
  beforeAll(async () => {
    served = await ServedBook.open(undefined, { environment: POSTING });
    const { gsma, other } = await tellBroadHistory(served);
    await gsma.done(`/v1/partnerships/${other}/make-commitment`, { statement: HARD, kind: 'policy' });
    await served.settled();
  }, 300_000);
  afterAll(async () => {
    await served.close();
    await kafka?.stop();
  });

  describe('the same history, wherever it is heard', () => {
    /** Of one source in order; between sources a topic has none. */
    const bySource = (heard: readonly Heard[]) =>
      Object.groupBy(heard, ({ source }) => source) as Record<string, Heard[]>;

    it.each(Object.entries(DOORS))(
      'has the same bytes of data, in the same order, by %s',
      async (_, hear) => {
        const told = await byOutbox(served);
        expect(told.at(-1)?.data).toContain(JSON.stringify(HARD));
        expect(bySource(await hear(served))).toEqual(bySource(told));
      },
    );
  });

  describe('a service that subscribes', () => {
    let postgres: Postgres;
    let topic: string;
    beforeAll(async () => {
      postgres = await Postgres.start();
      const settings = settingsOf(brokers, 'binary');
      ({ topic } = settings);
      if (kafka) await publish(served.book.publicFeed, settings);
    }, 300_000);
    afterAll(() => postgres.stop());

    const doors = (group: string): Readonly<Record<string, () => Door>> => ({
      polling: () => polling({ url: served.server.url, limit: 40 }),
      streaming: () => streaming({ url: served.server.url }),
      ...(kafka
        ? {
            consuming: () =>
              consuming(clientOf(brokers).consumer({ groupId: group, maxWaitTimeInMs: 100 }), topic),
          }
        : {}),
    });
    const NAMES = Object.keys(doors(''));

    /** What the ledgers say of the same. */
    async function openInLedgers(): Promise<Record<string, number>> {
      const open: Record<string, number> = {};
      const { rows: partnerships } = (await served.anybody().ask('/v1/partnerships?limit=1000')).body;
      for (const { partnership } of partnerships) {
        const path = `/v1/partnerships/${partnership}/ledger?limit=1000&status=open`;
        for (const { organisation } of (await served.anybody().ask(path)).body.rows)
          open[organisation] = (open[organisation] ?? 0) + 1;
      }
      return open;
    }

    const life = fc.record({ by: fc.constantFrom(...NAMES), statements: fc.nat(800) });

    it('comes to what the ledgers say, once each, wherever it dies and by whichever door it comes again', async () => {
      const expected = await openInLedgers();
      const told = await byOutbox(served);
      const promises = served.book.publicFeed.read(
        { number: 0, id: '' },
        { limit: 10_000, filter: { types: ['pledgebook.commitment-made.v1'] } },
      );
      const letters = (await promises).messages.length;
      expect(letters).toBeGreaterThan(1);
      await fc.assert(
        fc.asyncProperty(fc.array(life, { maxLength: 4 }), fc.constantFrom(...NAMES), async (lives, last) => {
          const mortal = new MortalPool(await postgres.database());
          const { pool } = mortal;
          try {
            const service = await OpenPromises.open(pool);
            const group = randomUUID();
            const live = async (by: string, statements: number) => {
              const end = new AbortController();
              mortal.livesFor(Infinity);
              mortal.committed = async () => {
                const { rows } = await pool.query('SELECT sum(sequence)::int AS told FROM pledgebook_inbox');
                if (rows[0].told === told.length) end.abort();
              };
              // It may have died when all was told.
              await mortal.committed();
              mortal.livesFor(statements);
              const door = doors(group)[by] as () => Door;
              await service.follow(door(), end.signal).catch((error: unknown) => {
                if (!(error instanceof Died)) throw error;
              });
            };
            for (const { by, statements } of lives) await live(by, statements);
            await live(last, Infinity);
            expect(await service.byOrganisation()).toEqual(expected);
            expect((await pool.query('SELECT 1 FROM letter')).rowCount).toBe(letters);
          } finally {
            await pool.end();
          }
        }),
        { numRuns: 6, examples: NAMES.map((name): [[], string] => [[], name]), endOnFailure: true },
      );
    }, 300_000);

    it('is the fifty lines that the README shows', () => {
      const lines = readFileSync(join(import.meta.dirname, 'open-promises.ts'), 'utf8');
      const readme = readFileSync(join(import.meta.dirname, '../../libs/subscriber/README.md'), 'utf8');
      expect(readme).toContain(`\`\`\`ts\n${lines}\`\`\``);
      expect(lines.trimEnd().split('\n').length).toBeLessThanOrEqual(55);
    });
  });
});
