import { cpSync } from 'node:fs';
import { ServedBook, type Party } from '../support/served-book.ts';

/** Queries that name a place of the log, each as an earlier answer gave it. */
async function placesIn(served: ServedBook, base: string, by: Party): Promise<Record<string, string>> {
  const anybody = served.anybody();
  const ask = async (path: string) => (await anybody.ask(path)).body;
  const made = await by.done(`${base}/make-commitment`, { statement: 'Lost', kind: 'policy' });
  await served.settled();
  const timeline = (await by.ask(`${base}/timeline?limit=1&sort=-position`)).body;
  const ledger = await ask(`${base}/ledger`);
  const history = await ask(`${base}/history?limit=1`);
  const feed = await ask('/v1/events?limit=1000');
  const told = await by.ask(`${base}/disclosures`);
  return {
    'a freshness token': `${base}/ledger?atLeast=${made.body.freshness}`,
    'the moment of a view': `${base}/ledger?asOf=${ledger.asOf.position}`,
    'the moment of the book': `${base}/history?asOf=${history.asOf.position}`,
    'a moment to begin at': `${base}/timeline?since=${history.asOf.position}`,
    'the moment of what was disclosed': `${base}/disclosures?asOf=${told.body.asOf.position}`,
    'a cursor of the history': `${base}/history?limit=1&cursor=${history.next}`,
    'a cursor of the timeline': `${base}/timeline?limit=1&sort=-position&cursor=${timeline.next}`,
    'a place in the feed': `/v1/events?after=${feed.next}`,
  };
}

describe('what names a place in a log', () => {
  let base: string;
  let places: Record<string, string>;
  let early: string;
  let now: ServedBook;

  beforeAll(async () => {
    const served = await ServedBook.open();
    const owner = await served.party('Owner');
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await served.settled();
    early = `${served.directory}-early`;
    cpSync(served.directory, early, { recursive: true });
    places = await placesIn(served, base, owner);
    for (const path of Object.values(places))
      expect([path, (await owner.ask(path)).status]).toEqual([path, 200]);
    await served.close();
    now = await ServedBook.open(undefined, { directory: early });
    await now.settled();
  }, 300_000);
  afterAll(() => now.close());

  const refused = async () => {
    const owner = await now.party('Owner');
    for (const [what, path] of Object.entries(places)) {
      const { status, body } = await owner.ask(path);
      expect([what, status, body.code]).toEqual([what, 409, 'position-not-in-log']);
      expect(['atLeast', 'asOf', 'since', 'cursor', 'after']).toContain(body.field);
    }
  };

  it('is refused where an older copy of it was put back, never answered empty', refused);

  it('is refused where the log went another way since', async () => {
    const owner = await now.party('Owner');
    for (const statement of ['One', 'Two', 'Three'])
      await owner.done(`${base}/make-commitment`, { statement, kind: 'policy' });
    await now.settled();
    await refused();
  });
});
