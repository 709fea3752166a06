import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationFrom } from '#configuration';
import { openStore, type OpenedStore } from '../../apps/api/opened-store.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { serve, type Serving } from '../../apps/api/server.ts';
import { Running } from '../support/command-line.ts';
import { Party } from '../support/served-book.ts';
import { POSTING, WebhookReceiver } from '../support/webhook-receiver.ts';

const environment = {
  PLEDGEBOOK_PROJECTIONS: 'elsewhere',
  ...POSTING,
  PLEDGEBOOK_WORKER_PORT: '0',
};
/** So many partnerships, and so many promises in each. */
const [BOOKS, PROMISES] = [3, 12];

/** A server without projections, and workers in processes of their own, on one folder. */
describe('webhooks that workers deliver', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-delivering-'));
  let receiver: WebhookReceiver;
  let book: OpenedStore;
  let server: Serving;
  let party: Party;
  let workers: Running[] = [];
  const work = () => Running.until(/well or not at http:\S+/, ['work', '--data', directory], environment);
  const leads = async ({ url }: Running): Promise<readonly string[]> =>
    ((await (await fetch(`${url}/readyz`)).json()) as { leads: string[] }).leads;
  /** The worker that delivers, once one does. */
  async function deliverer(): Promise<Running> {
    for (;;) {
      for (const one of workers.filter(({ isRunning }) => isRunning))
        if ((await leads(one)).includes('webhooks')) return one;
    }
  }

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    book = await openStore(directory);
    const organisation = await organisationFor(book, 'Convener');
    server = await serve(book, { configuration: configurationFrom(environment), port: 0 });
    const token = await book.issuer.issue({ person: 'per_a', organisation, roles: ['participant'] });
    party = new Party(server.url, organisation, token);
    workers = await Promise.all([work(), work()]);
  }, 300_000);
  afterAll(async () => {
    for (const one of workers) await one.end('SIGKILL');
    await server.close();
    await book.close();
    await receiver.close();
    rmSync(directory, { recursive: true });
  });

  it('are taken over from one that is killed in the middle: nothing is missing, and nothing out of order', async () => {
    const waits = Promise.withResolvers<void>();
    let isKilled = false;
    // What is under way when it dies is answered by nobody.
    receiver.replies.set('/', () => {
      if (isKilled || receiver.received.length < (BOOKS * PROMISES) / 2) return 204;
      waits.resolve();
    });
    const { secret } = (await party.done('/v1/webhooks', { url: receiver.addressOf('/') })).body;
    receiver.secrets.set('/', secret);
    const scope = { places: ['CO'], sdgTargets: ['6.3'] };
    for (let b = 0; b < BOOKS; b++) {
      const { ids } = (await party.done('/v1/partnerships', { title: 'T', problem: 'P', scope })).body;
      for (let p = 0; p < PROMISES; p++)
        await party.done(`/v1/partnerships/${ids.partnership}/make-commitment`, {
          statement: 'S',
          kind: 'policy',
        });
    }
    await waits.promise;
    const first = await deliverer();
    await first.end('SIGKILL');
    isKilled = true;
    const all = BOOKS * (2 + PROMISES);
    const told = await receiver.until(() => {
      const byId = new Map(receiver.received.map(({ id, body }) => [id, JSON.parse(body) as Told]));
      // The listing of the organisation is told as well where it is published only after the webhook was made.
      const ofBooks = [...byId.values()].filter(({ source }) => source.includes('/partnerships/'));
      return ofBooks.length >= all && ofBooks;
    });
    expect(await deliverer()).not.toBe(first);
    const bySource = Map.groupBy(told, ({ source }) => source);
    expect(bySource.size).toBe(BOOKS);
    for (const messages of bySource.values())
      expect(messages.map(({ sequence }) => Number(sequence))).toEqual(messages.map((_, i) => i + 1));
    expect(receiver.refused).toEqual([]);
  }, 90_000);
});
interface Told {
  readonly source: string;
  readonly sequence: string;
}
