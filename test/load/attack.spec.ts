import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Envelope } from '#cqrs';
import { openStore } from '../../apps/api/opened-store.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { fillPartnership } from '../bench/filling.ts';
import { serving, type Running } from '../support/command-line.ts';
import { commandNamed } from '../support/command-named.ts';
import { Party } from '../support/served-book.ts';

const COMMITMENTS = 400;
/** What a server may have, in megabytes: all documents of the ledger, held for each of forty queries, are many times that. */
const HEAP = 128;

interface Ended {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: string | null;
}

/** A server with little memory and a large book, as built, and somebody without a token who asks for much at once. */
describe('a server that is asked for much at once', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-attack-'));
  let server: Running;
  let convener: Party;
  let anybody: Party;
  let base: string;
  /** When the book was as large as it is. */
  let then: string;
  beforeAll(async () => {
    const book = await openStore(directory);
    const organisation = await organisationFor(book, 'Convener');
    const actor = { person: 'per_a', organisation, roles: ['participant'] };
    const convene = commandNamed('ConvenePartnership');
    const { ids } = await book.runner.run(convene, new Envelope(convene.input.example, { actor }));
    base = `/v1/partnerships/${ids['partnership']}`;
    await fillPartnership(book.store, ids['partnership'] ?? '', COMMITMENTS);
    then = new Date().toISOString();
    const filled = book.tokens.seal('freshness', await book.store.head());
    const token = await book.issuer.issue(actor);
    await book.close();
    server = await serving(directory, { NODE_OPTIONS: `--max-old-space-size=${HEAP}` });
    convener = new Party(server.url, organisation, token);
    anybody = new Party(server.url, '', undefined);
    // The views are built meanwhile.
    while ((await anybody.ask(`${base}/ledger?limit=1&atLeast=${filled}`)).status !== 200);
  }, 300_000);
  afterAll(async () => {
    await server.end('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  /** Asks everything at once, and meanwhile something cheap and a command; in which order all came to their end. */
  async function attack(paths: readonly string[]): Promise<{ ended: Ended[]; order: string[] }> {
    const order: string[] = [];
    const costly = paths.map(async (path): Promise<Ended> => {
      // Megabytes, which are not to be read as JSON here: that would take longer than the answer.
      const answer = await fetch(new URL(path, server.url));
      const bytes = await answer.arrayBuffer();
      order.push(answer.ok ? 'costly' : 'refused');
      const { code } = answer.ok ? {} : (JSON.parse(Buffer.from(bytes).toString()) as { code?: string });
      return { status: answer.status, code, retryAfter: answer.headers.get('retry-after') };
    });
    // They have arrived, and are being answered.
    await anybody.ask('/healthz');
    const cheap = async () => {
      expect((await anybody.ask('/v1/partnerships')).status).toBe(200);
      order.push('cheap');
      const made = await convener.give(`${base}/make-commitment`, { statement: 'S', kind: 'policy' });
      expect(made.status).toBe(201);
      order.push('command');
    };
    await cheap();
    return { ended: await Promise.all(costly), order };
  }

  const refused = ({ status }: Ended) => status !== 200;
  const BUSY = { status: 503, code: 'too-busy', retryAfter: '5' };

  it('stands where forty ask of an earlier day: some are answered, the rest are told to come again', async () => {
    const paths = Array.from({ length: 40 }, (_, i) => {
      const day = `2022-01-${String(1 + (i % 28)).padStart(2, '0')}`;
      return i % 2 === 0
        ? `${base}/ledger?effective=${day}&limit=${10 + i}`
        : `${base}/desk?effective=${day}`;
    });
    const { ended, order } = await attack(paths);
    expect(ended.length - ended.filter(refused).length).toBeGreaterThan(0);
    for (const one of ended.filter(refused)) expect(one).toEqual(BUSY);
    expect(order.indexOf('command')).toBeLessThan(order.lastIndexOf('costly'));
    expect((await anybody.ask('/readyz')).body.status).toBe('ok');
  }, 300_000);

  it.each([
    ['different long pages', (i: number) => `${base}/ledger?limit=${377 + i}`],
    ['a past moment', (i: number) => `${base}/ledger?asOf=${then}&limit=${10 + i}`],
  ])(
    'answers others meanwhile where sixteen ask for %s',
    async (_, path) => {
      const { ended, order } = await attack(Array.from({ length: 16 }, (_, i) => path(i)));
      for (const one of ended.filter(refused)) expect(one).toEqual(BUSY);
      expect(order.indexOf('command')).toBeLessThan(order.lastIndexOf('costly'));
    },
    300_000,
  );

  // One answer for all of them: they may all have it before anything else is through.
  it.each([
    ['long page', () => `${base}/ledger?limit=1000`],
    ['thousand events', () => '/v1/events?limit=1000'],
  ])(
    'answers all sixty-four who ask for the same %s',
    async (_, path) => {
      const { ended } = await attack(Array.from({ length: 64 }, path));
      expect(ended.filter(refused)).toEqual([]);
    },
    300_000,
  );
});
