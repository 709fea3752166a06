import { commandNamed } from '../support/command-named.ts';
import { pledgebook, Running } from '../support/command-line.ts';
import { Postgres } from '../support/postgres.ts';
import { Party } from '../support/served-book.ts';
import { SharedStorage } from '../support/shared-storage.ts';

const example = (name: string) => commandNamed(name).input.example;

describe('a server whose databases go away, each in turn', () => {
  let storage: SharedStorage;
  let views: Postgres;
  let server: Running;
  let convener: Party;
  beforeAll(async () => {
    [storage, views] = await Promise.all([SharedStorage.start(), Postgres.start()]);
    const url = await views.database();
    const environment = { ...storage.environment, PLEDGEBOOK_VIEWS: url, PLEDGEBOOK_VIEWS_LISTEN: url };
    server = await Running.until(/at http:\S+/, ['serve', '--port', '0'], {
      ...environment,
      PLEDGEBOOK_LOG_LEVEL: 'silent',
    });
    const token = pledgebook(['token', '--organisation', 'Our Ministry'], environment).stdout.trim();
    convener = new Party(server.url, '', token);
  }, 300_000);
  afterAll(async () => {
    await server.end('SIGTERM');
    await views.stop();
    await storage.stop();
  });

  const convene = () => convener.give('/v1/partnerships', example('ConvenePartnership'));
  const readiness = async () => {
    const { status, body } = await convener.ask('/readyz');
    return { status, log: body.details['event-store'].status, details: body.details };
  };
  /** Asks again until it is answered so. */
  const until = async <A>(ask: () => Promise<A>, isSo: (answer: A) => boolean): Promise<A> => {
    for (;;) {
      const answer = await ask();
      if (isSo(answer)) return answer;
    }
  };

  it('takes commands while the views are away, says which part is, and shows all once they are back', async () => {
    const before = await convene();
    expect(before.status).toBe(201);
    await views.pause();
    const given = await convene();
    expect(given.status).toBe(201);
    expect(await until(readiness, ({ status }) => status === 503)).toMatchObject({
      log: 'up',
      details: { views: { status: 'down', message: 'does not answer' } },
    });
    expect(await convener.ask('/v1/partnerships')).toMatchObject({ status: 503 });
    await views.resume();
    await until(readiness, ({ status }) => status === 200);
    const listed = await until(
      () => convener.ask(`/v1/partnerships?atLeast=${given.body.freshness}`),
      ({ status }) => status === 200,
    );
    const ids = (listed.body.rows as { partnership: string }[]).map(({ partnership }) => partnership);
    expect(ids).toEqual(expect.arrayContaining([before.body.ids.partnership, given.body.ids.partnership]));
  }, 300_000);

  it('refuses commands for a while where the events are away, and takes them once they are back', async () => {
    await storage.postgres.pause();
    const refused = await convene();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBeTruthy();
    expect((await readiness()).log).toBe('down');
    expect(await convener.ask('/healthz')).toMatchObject({ status: 200 });
    await storage.postgres.resume();
    await until(convene, ({ status }) => status === 201);
    await until(readiness, ({ status }) => status === 200);
  }, 300_000);
});
