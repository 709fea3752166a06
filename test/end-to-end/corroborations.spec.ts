import { Client } from '../../apps/cli/client.ts';
import { FtsImport, type Outcome } from '../../apps/cli/import/fts-import.ts';
import { ImportTotals } from '../../apps/cli/import/totals.ts';
import { ServedBook, Party } from '../support/served-book.ts';
import { sharedData } from '../support/shared-data.ts';

const files = sharedData('fts', '.json') ?? [];

interface Flow {
  readonly id: string;
  readonly versionId: number;
  readonly status: string;
  readonly sourceObjects: readonly { readonly type: string; readonly name: string }[];
  readonly destinationObjects: Flow['sourceObjects'];
  readonly reportDetails: readonly { readonly organization?: string }[];
}

/** Told from the files once more, by nothing of the import: flow, what it is about, and whose word it is. */
function expected(): string[] {
  const flows = new Map<string, Flow>();
  for (const { text } of files)
    for (const flow of (JSON.parse(text) as { data: { flows: Flow[] } }).data.flows)
      if ((flows.get(flow.id)?.versionId ?? 0) < flow.versionId) flows.set(flow.id, flow);
  const lower = (name = '') => name.trim().toLowerCase();
  const names = (side: Flow['sourceObjects']) =>
    new Set(side.filter(({ type }) => type === 'Organization').map(({ name }) => lower(name)));
  return [...flows.values()]
    .flatMap(({ id, status, sourceObjects, destinationObjects, reportDetails }) => {
      const [from, to] = [names(sourceObjects), names(destinationObjects)];
      const by = new Set(reportDetails.map(({ organization }) => lower(organization)));
      const meet = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
        [...one].some((name) => other.has(name));
      const both = meet(by, from) && meet(by, to) && !meet(from, to);
      return both ? [`${id} ${status === 'paid' ? 'entry' : 'commitment'} ${[...to].join(';')}`] : [];
    })
    .sort();
}

/** What the ledger and the files agree on. */
const agreeing = (...figures: string[]) => figures.map((file) => ({ ledger: file, file, agree: true }));

(files.length > 0 ? describe : describe.skip)('the corroborations of an FTS import', () => {
  let served: ServedBook;
  let ocha: Party;
  let partnership: string;
  let base: string;
  let first: Outcome;

  const run = () => new FtsImport(new Client(served.server.url, ocha.token), { partnership }).run(files);
  beforeAll(async () => {
    served = await ServedBook.open();
    ocha = await served.party('OCHA');
    const scope = { places: ['TR', 'LB'], sdgTargets: [] };
    const { body } = await ocha.done('/v1/partnerships', { title: 'Aid', problem: 'P', scope });
    partnership = body.ids.partnership;
    base = `/v1/partnerships/${partnership}`;
    await ocha.done(`${base}/grant-mandate`, { organisation: ocha.id, source: 'fts' });
    first = await run();
    await served.settled();
  }, 300_000);
  afterAll(() => served.close());

  const ask = async (path: string) => (await served.anybody().ask(`${base}${path}`)).body;

  it('are exactly those where source and recipient differ and both reported', async () => {
    expect(first).toMatchObject({ new: 961, corroborations: { new: 49, unchanged: 0 }, missed: [] });
    const { rows, names } = await ask('/observations?limit=1000');
    const told = rows.map(
      // oxlint-disable-next-line typescript/no-explicit-any -- a row as it is answered
      ({ source, claim, observer }: any) =>
        `${source.record.replace(':recipient', '')} ${claim.about} ${names[observer].toLowerCase()}`,
    );
    expect(told.sort()).toEqual(expected());
    expect(told).toHaveLength(49);
  });

  it('are shown as attributed, by the recipient that the commitment names', async () => {
    const { rows } = await ask('/observations?limit=1000&verdict=corroborated&voice=attributed');
    expect(rows).toHaveLength(49);
    expect((await ask('/ledger?observed=corroborated')).rows).toEqual([]);
    const ledger = await ask('/ledger?limit=1000&observed=attributed');
    const recipients = new Map<string, string>(
      // oxlint-disable-next-line typescript/no-explicit-any -- a row as it is answered
      ledger.rows.map(({ commitment, recipient }: any) => [commitment, recipient.organisation]),
    );
    for (const { commitment, observer, organisation, recordedBy, ofEarlierVersion } of rows) {
      expect(recipients.get(commitment)).toBe(observer);
      expect(organisation).not.toBe(observer);
      expect({ recordedBy, ofEarlierVersion }).toEqual({ recordedBy: ocha.id, ofEarlierVersion: false });
    }
    for (const { voice, standing, observations } of ledger.rows)
      expect({ voice, standing, observations }).toMatchObject({
        voice: 'attributed',
        standing: 'attributed',
        observations: { corroborated: 0, attributed: 1, attributedCorroborations: 1 },
      });
  });

  it('leave every sum as it was, and are counted beside it', async () => {
    const totals = new ImportTotals(new Client(served.server.url), partnership, undefined);
    expect(await totals.compare(files)).toMatchObject([
      { figures: agreeing('725591299', '0') },
      { figures: agreeing('714246261', '81128') },
    ]);
    const { groups } = await ask('/ledger/totals');
    const sum = (field: string) =>
      groups.reduce((all: number, group: Record<string, number>) => all + (group[field] ?? 0), 0);
    const counted = ['corroborated', 'disputed', 'observedAttributed'].map(sum);
    expect([sum('rows'), ...counted]).toEqual([961, 0, 0, 49]);
  });

  it('become the recipient’s own once it says the same, and no import says them again', async () => {
    const { rows } = await ask('/observations?about=entry&limit=1');
    const { observer, commitment, claim } = rows[0];
    const roles = ['participant'];
    const token = await served.book.issuer.issue({ person: 'per_recipient', organisation: observer, roles });
    const recipient = new Party(served.server.url, observer, token);
    await recipient.done(`${base}/corroborate-claim`, { claim: { ...claim, commitment } });
    await served.settled();
    expect((await ask(`/observations?commitment=${commitment}`)).rows).toMatchObject([
      { voice: 'own', recordedBy: observer, confirmedOn: expect.any(String) },
    ]);
    const { rows: corroborated } = await ask('/ledger?observed=corroborated');
    expect(corroborated).toMatchObject([
      { commitment, standing: 'corroborated', observations: { attributed: 0 } },
    ]);
    const head = await served.book.store.head();
    expect(await run()).toMatchObject({
      new: 0,
      amended: 0,
      unchanged: 961,
      corroborations: { new: 0, unchanged: 49 },
      missed: [],
    });
    expect(await served.book.store.head()).toBe(head);
  }, 300_000);
});
