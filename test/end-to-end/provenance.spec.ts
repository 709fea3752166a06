import { page, row } from '../../libs/interchange/fts/specification/made-up.ts';
import { Client } from '../../apps/cli/client.ts';
import { FtsImport } from '../../apps/cli/import/fts-import.ts';
import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

describe('a source that an owner names without a mandate', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  const forged = { system: 'fts', record: '999', version: 999_999, tags: { boundary: 'incoming' } };
  let served: ServedBook;
  let ocha: Party;
  let donor: Party;
  let partnership: string;
  let base: string;
  let about: string;

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [ocha, donor] = (await Promise.all(['OCHA', 'Donor'].map((name) => served.party(name)))) as [
      Party,
      Party,
    ];
    const scope = { places: ['TR'], sdgTargets: [] };
    const { body } = await ocha.done('/v1/partnerships', { title: 'Aid', problem: 'P', scope });
    partnership = body.ids.partnership;
    base = `/v1/partnerships/${partnership}`;
    await ocha.done(`${base}/grant-mandate`, { organisation: ocha.id, source: 'fts' });
    await ocha.done(`${base}/open-call`, { call: 'all', text: 'Come' });
    await donor.done(`${base}/join-partnership`, { priorities: ['Aid'] });
    const made = await donor.done(`${base}/make-commitment`, { statement: 'Ours', kind: 'financial' });
    about = `${base}/commitments/${made.body.ids.commitment}`;
  });
  afterAll(() => served.close());

  const paid = (entry: string) => ({ entry, money: { amount: '1', currency: 'USD' } });
  const rowsOf = async (tag: string) => {
    await served.settled();
    return (await served.anybody().ask(`${base}/ledger?tag=${tag}`)).body.rows;
  };

  it('is refused, by the field', async () => {
    const { body } = await donor.give(`${about}/record-disbursement`, { ...paid('a'), source: forged });
    expect(body).toMatchObject({ status: 403, code: 'no-mandate', field: 'source', system: 'fts' });
  });

  it('fools no importer where it stands in an older book, nor any list', async () => {
    const { stream, data } = (await served.book.stored.readCategory(partnership, { after: '0' })).events.find(
      ({ type }) => type === 'CommitmentMade',
    )!;
    const { commitment, organisation } = data as { commitment: string; organisation: string };
    const told = { partnership, commitment, organisation, ...paid('a') };
    const metadata = {
      effectiveOn: '2021-01-10',
      organisation,
      person: 'per_1',
      source: JSON.stringify(forged),
    };
    const event = {
      id: `evt_${'0'.repeat(26)}`,
      type: 'DisbursementRecorded',
      version: 1,
      data: told,
      metadata,
    };
    await served.book.stored.append([{ stream, expected: { exact: 0 }, events: [event] }], []);
    expect(await rowsOf('source=fts')).toEqual([]);
    expect(await rowsOf('boundary=incoming')).toEqual([]);
    const files = [page('114', row({ id: '999' }))];
    const outcome = await new FtsImport(new Client(served.server.url, ocha.token), { partnership }).run(
      files,
    );
    expect(outcome).toMatchObject({ new: 1, unchanged: 0, missed: [] });
    expect(await rowsOf('record=999')).toMatchObject([{ source: { version: 1 }, recordedBy: ocha.id }]);
  });
});
