import { Client } from '../../apps/cli/client.ts';
import { FtsImport, TooManyGone, type Outcome } from '../../apps/cli/import/fts-import.ts';
import { ImportTotals } from '../../apps/cli/import/totals.ts';
import { agedFts, CHANGED, GONE, rowsOf, type Row } from '../support/aged-fts.ts';
import { ServedBook, SetClock, type Party } from '../support/served-book.ts';
import { sharedData } from '../support/shared-data.ts';

const files = (sharedData('fts', '.json') ?? []).filter(({ name }) => name.includes('locationid-114'));
const given = files.length > 0 ? describe : describe.skip;

given('three versions of one search, imported in their order', () => {
  const clock = new SetClock('2021-06-01T09:00:00Z');
  const versions = agedFts(files);
  const rows = rowsOf(files.flatMap(({ text }) => JSON.parse(text).data.flows));
  const outcomes: Outcome[] = [];
  let served: ServedBook;
  let ocha: Party;
  let aged: string;
  let fresh: string;

  const run = async (partnership: string, version: number, complete?: { sure: boolean }) => {
    await served.settled();
    const client = new Client(served.server.url, ocha.token);
    const outcome = await new FtsImport(client, { partnership, complete }).run(versions[version] ?? []);
    await served.settled();
    return outcome;
  };
  const convene = async (): Promise<string> => {
    const scope = { places: ['JO'], sdgTargets: [] };
    const { body } = await ocha.done('/v1/partnerships', { title: 'Aid', problem: 'P', scope });
    const { partnership } = body.ids;
    await ocha.done(`/v1/partnerships/${partnership}/grant-mandate`, {
      organisation: ocha.id,
      source: 'fts',
    });
    return partnership;
  };

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    ocha = await served.party('OCHA');
    [aged, fresh] = [await convene(), await convene()];
    outcomes.push(await run(aged, 0));
    clock.set('2021-07-01T09:00:00Z');
    outcomes.push(await run(aged, 1, { sure: false }));
    clock.set('2021-08-01T09:00:00Z');
    outcomes.push(await run(aged, 2, { sure: false }));
    await run(fresh, 2);
  }, 300_000);
  afterAll(() => served.close());

  const ask = async (path: string, partnership = aged) =>
    (await served.anybody().ask(`/v1/partnerships/${partnership}${path}`)).body;
  const rowOf = async (record: string, query = ''): Promise<Row> =>
    (await ask(`/ledger?tag=record=${record}${query}`)).rows.find(({ resumedBy }: Row) => !resumedBy);

  it('refuse nothing, follow everything, and say what became of it', () => {
    const nothing = { missed: [], notFollowed: [], interrupted: false };
    expect(outcomes).toMatchObject([nothing, nothing, nothing]);
    expect(outcomes.map(({ new: made, resumed, ended }) => ({ made, resumed, ended }))).toEqual([
      { made: 478, resumed: 0, ended: 0 },
      { made: 1, resumed: 0, ended: 1 },
      { made: 0, resumed: 1, ended: 1 },
    ]);
    expect(outcomes.map(({ gone }) => gone.map(({ record }) => record))).toEqual([
      [],
      [rows['gone, and there again'].id],
      [GONE],
    ]);
  });

  it('add up to what a fresh import of the last does, and to its own figures', async () => {
    const totals = (partnership: string) =>
      new ImportTotals(new Client(served.server.url), partnership, undefined);
    const standing = async (partnership: string) => {
      const { groups, across, recordedIn } = await totals(partnership).groups();
      const told = [...groups.filter(({ status }) => status !== 'removed'), across.standing, recordedIn];
      return told.map((one) => ({ ...one, ledger: undefined }));
    };
    expect(await standing(aged)).toEqual(await standing(fresh));
    for (const partnership of [aged, fresh])
      expect(await totals(partnership).compare(versions[2] ?? [])).toMatchObject([
        {
          figures: [
            { ledger: '714246261', agree: true },
            { ledger: '81128', agree: true },
          ],
        },
      ]);
  });

  it('say on each row what a fresh import says', async () => {
    const FIELDS = [
      'promise',
      'status',
      'voice',
      'effectiveOn',
      'statement',
      'kind',
      'places',
      'theme',
      'with',
    ];
    const told = async (partnership: string) => {
      const { rows: listed } = await ask('/ledger?status=open&limit=1000', partnership);
      return Object.fromEntries(
        listed.map((row: Row) => [
          row.source.record,
          {
            ...Object.fromEntries(FIELDS.map((field) => [field, row[field]])),
            money: row.money,
            source: row.source,
          },
        ]),
      );
    };
    expect(await told(aged)).toEqual(await told(fresh));
  });

  it('change nothing when the last is brought in again, by no command but corroborations', async () => {
    const again = await run(aged, 2, { sure: false });
    expect(again).toMatchObject({
      new: 0,
      amended: 0,
      resumed: 0,
      ended: 0,
      unchanged: 478,
      gone: [],
      missed: [],
    });
  });

  it('stand from the day on which the source changed them, with the provenance of that day', async () => {
    const { id, amountUSD } = rows['raised under the same version'];
    const before = await rowOf(id, `&effective=2021-06-14`);
    const after = await rowOf(id, `&effective=${CHANGED.second}`);
    expect([before, after].map(({ money }) => money.promised.amount)).toEqual([
      String(amountUSD * 2),
      String(amountUSD),
    ]);
    expect(before.source.tags.updatedAt).toContain(CHANGED.first);
    expect(after.source.tags.updatedAt).toContain(CHANGED.second);
  });

  it('take a payment that the source takes back as one that never was', async () => {
    const { commitment, money } = await rowOf(rows['paid, and then not'].id);
    expect(money.disbursed).toEqual([]);
    expect((await ask(`/commitments/${commitment}`)).voidedEntries).toHaveLength(1);
  });

  it('resume what came back, which counts on no day beside it', async () => {
    const { id } = rows['gone, and there again'];
    const both = (await ask(`/ledger?tag=record=${id}`)).rows;
    expect(both.map(({ status }: Row) => status).sort()).toEqual(['open', 'removed']);
    const then = (await ask(`/ledger?tag=record=${id}&effective=2021-06-10`)).rows;
    expect(then.map(({ status }: Row) => status).sort()).toEqual(['open', 'removed']);
    const [old, now] = ['removed', 'open'].map((status) => both.find((row: Row) => row.status === status));
    expect([old.resumedBy, now.resumes]).toEqual([now.commitment, old.commitment]);
  });

  it('stop before anything is said where more than a tenth is gone, and nobody says that it is meant', async () => {
    const [page] = versions[2] ?? [];
    const answer = JSON.parse(page?.text ?? '');
    const few = { ...answer, meta: { count: answer.data.flows.length } };
    const part = [{ name: 'part.json', text: JSON.stringify(few) }];
    const client = new Client(served.server.url, ocha.token);
    const brought = new FtsImport(client, { partnership: fresh, complete: { sure: false } }).run(part);
    await expect(brought).rejects.toThrow(TooManyGone);
  });
});
