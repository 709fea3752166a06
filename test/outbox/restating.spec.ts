import { CommitmentMade } from '#commitment';
import { toldFrom } from '#contracts';
import { restate } from '#outbox';
import { PartnershipConvened } from '#partnership';
import { cmtId, orgId, ptnId } from '#specification';
import { PublicContract } from '../support/public-contract.ts';
import { Teller } from './telling.ts';

const [owner, partnership] = [orgId('owner'), ptnId('one')];
const made = (commitment: string) =>
  CommitmentMade({
    partnership,
    commitment,
    organisation: owner,
    recordedBy: owner,
    attributed: false,
    details: { statement: 'Dig wells', kind: 'policy' },
  });

describe('what an earlier version told otherwise', () => {
  let teller: Teller;
  beforeEach(async () => {
    teller = await Teller.open();
    const scope = { places: ['CO'], sdgTargets: [] };
    await teller.say(
      '2026-01-05T09:00:00.000Z',
      PartnershipConvened({ partnership, organisation: owner, title: 'Water', problem: 'None', scope }),
    );
    for (const [i, name] of ['one', 'two'].entries())
      await teller.say(`2026-01-1${i}T09:00:00.000Z`, made(cmtId(name)));
    teller.writer();
    await teller.told();
  });
  afterEach(() => teller.close());

  const restated = (isTold: boolean) =>
    restate({
      outbox: teller.outbox,
      clock: { now: () => new Date('2026-02-01T00:00:00.000Z') },
      reason: 'An error in the sums',
      isTold,
    });
  const telling = async () => {
    const found = (await teller.outbox.folds()).find(({ isTelling }) => isTelling);
    if (!found) throw new Error('nobody tells');
    return found;
  };
  /** As a version that reckons otherwise keeps it. */
  async function reckonOtherwise(commitment: string): Promise<void> {
    const fold = await telling();
    const key = `c:${commitment}`;
    const text = (await teller.outbox.load(fold.version, [key])).get(key) ?? '';
    const { position, event, day } = fold;
    const changes = [{ key, text: text.replaceAll('Dig wells', 'Dig deep'), partnership }];
    await teller.outbox.write({ fold, to: { position, event, day }, messages: [], changes });
  }

  it('is counted, and told anew once an operator says why, once, while others tell', async () => {
    expect(await restated(false)).toBe(0);
    await reckonOtherwise(cmtId('two'));
    const before = await teller.texts();
    expect(await restated(false)).toBe(1);
    expect(await teller.texts()).toEqual(before);
    expect(await restated(true)).toBe(1);
    expect(await restated(true)).toBe(0);

    await teller.say('2026-02-02T09:00:00.000Z', made(cmtId('three')));
    await teller.told();
    const messages = await teller.messages();
    expect((await teller.texts()).slice(0, before.length)).toEqual(before);
    expect(messages.slice(before.length)).toMatchObject([
      {
        type: 'pledgebook.commitment-restated.v1',
        sequence: '0000000004',
        subject: cmtId('two'),
        data: {
          by: 'operator',
          effectiveOn: '2026-01-11',
          change: { reason: 'An error in the sums' },
          state: { statement: 'Dig deep', commitment: cmtId('two') },
        },
      },
      { type: 'pledgebook.commitment-made.v1', sequence: '0000000005' },
    ]);
    const contract = new PublicContract();
    for (const message of messages)
      expect(contract.problems(toldFrom('https://book.example', message))).toEqual([]);
  });

  it('is not known where another version tells', async () => {
    await teller.writerGone();
    const fold = await telling();
    const { position, event, day } = fold;
    const later = await teller.outbox.write({
      fold: await teller.outbox.begin(fold.version + 1),
      to: { position, event, day },
      messages: [],
      changes: [],
    });
    await teller.outbox.takeOver(later, fold);
    await expect(restated(false)).rejects.toThrow('not told by this version');
  });
});
