import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AttributionConfirmed,
  CommitmentAmended,
  CommitmentMade,
  CommitmentWithdrawn,
  MilestonePlanned,
  MilestoneReached,
  ProgressReported,
} from '#commitment';
import { toldFrom } from '#contracts';
import { FOLD_VERSION, outboxStatus } from '#outbox';
import { OrganisationRegistered } from '#organisation';
import { AgreementEndorsed, AgreementFormed, AgreementProposed, PartnershipConvened } from '#partnership';
import { cmtId, orgId, ptnId } from '#specification';
import { PublicContract } from '../support/public-contract.ts';
import { Teller } from './telling.ts';

const [owner, partnership, commitment] = [orgId('owner'), ptnId('one'), cmtId('one')];
const about = { partnership, commitment, organisation: owner };
const made = (more: object = {}, of: object = about) =>
  CommitmentMade({
    ...about,
    ...of,
    recordedBy: owner,
    attributed: false,
    details: { statement: 'Dig wells', kind: 'policy', ...more },
  } as Parameters<typeof CommitmentMade>[0]);
const report = (entry: string) =>
  ProgressReported({ ...about, entry, selfReport: true, narrative: 'Two dug' });
const milestone = (entry: string, due: string) =>
  MilestonePlanned({ ...about, entry, title: 'First well', due });
const convened = PartnershipConvened({
  partnership,
  organisation: owner,
  title: 'Water',
  problem: 'None',
  scope: { places: ['CO'], sdgTargets: ['6.1'] },
});
const sharing = { everyMonths: 3, channel: 'mail', public: 'all' };
const agreement = { partnership, agreement: 'a1' };

/** A year of one promise, with every type of what time alone does. */
async function tellYear(teller: Teller): Promise<void> {
  await teller.say(
    '2026-01-05T08:00:00.000Z',
    OrganisationRegistered({ organisation: owner, name: 'Wells', registeredBy: owner }),
  );
  await teller.say('2026-01-05T09:00:00.000Z', convened);
  await teller.say('2026-01-10T09:00:00.000Z', made({ reportEveryMonths: 6, window: { to: '2026-10-31' } }));
  await teller.say('2026-01-11T09:00:00.000Z', milestone('w1', '2026-02-28'));
  await teller.say('2026-01-11T09:00:01.000Z', milestone('w2', '2026-03-31'));
  await teller.say('2026-03-01T09:00:00.000Z', MilestoneReached({ ...about, entry: 'w2' }));
  // Agreed to more often than it states: its next report is due sooner.
  await teller.say(
    '2026-03-02T09:00:00.000Z',
    AgreementProposed({ ...agreement, title: 'T', text: 'T', sharing, proposedBy: owner }),
  );
  await teller.say('2026-03-02T09:00:01.000Z', AgreementEndorsed({ ...agreement, organisation: owner }));
  await teller.say('2026-03-02T09:00:02.000Z', AgreementFormed({ ...agreement, endorsers: [owner] }));
  await teller.say('2026-05-01T09:00:00.000Z', report('r1'));
  await teller.say('2026-12-01T09:00:00.000Z', CommitmentWithdrawn({ ...about }));
}
const OF_TIME = [
  '2026-02-28 milestone-passed w1',
  '2026-04-10 report-due',
  '2026-04-11 report-overdue',
  '2026-08-01 report-due',
  '2026-08-02 report-overdue',
  '2026-10-31 promise-due',
];

describe('what is told outside', () => {
  let teller: Teller;
  beforeEach(async () => {
    teller = await Teller.open();
  });
  afterEach(() => teller.close());

  it('is, for this history, what it always was: to the byte, in this order; types may be added', async () => {
    await tellYear(teller);
    teller.writer();
    await teller.told();
    const texts = await teller.texts();
    const file = join(import.meta.dirname, 'golden.jsonl');
    // Made anew, knowingly, where what is told from now on says more: what was told stays as it was.
    if (!existsSync(file)) writeFileSync(file, `${texts.join('\n')}\n`);
    const golden = readFileSync(file, 'utf8').trimEnd().split('\n');
    const known = new Set(golden.map((text) => (JSON.parse(text) as { type: string }).type));
    expect(texts.filter((text) => known.has((JSON.parse(text) as { type: string }).type))).toEqual(golden);
    const contract = new PublicContract();
    for (const message of await teller.messages())
      expect(contract.problems(toldFrom('https://book.example', message))).toEqual([]);
  });

  it('is what time alone does, once each, on its day, between what was recorded before and after', async () => {
    await tellYear(teller);
    teller.writer();
    await teller.told();
    expect(await teller.ofTime()).toEqual(OF_TIME);
    const messages = await teller.messages();
    expect(messages.map(({ time }) => time)).toEqual(messages.map(({ time }) => time).sort());
    const overdue = messages.find(({ type }) => type.includes('overdue'));
    expect(overdue).toMatchObject({
      time: '2026-04-12T00:00:00.000Z',
      data: {
        commitment,
        organisation: owner,
        change: { due: '2026-04-10' },
        state: {
          due: { report: '2026-04-10', rhythm: { everyMonths: 3, by: 'agreed' }, promise: '2026-10-31' },
        },
      },
    });
    const ofBook = messages.filter(({ source }) => source === `/v1/partnerships/${partnership}`);
    expect(ofBook.map(({ sequence }) => Number(sequence))).toEqual(ofBook.map((_, i) => i + 1));
  });

  it('is the same, whoever writes it and however often they end: several at once, between each of these events', async () => {
    await tellYear(teller);
    teller.writer();
    await teller.told();
    const whole = await teller.texts();
    const other = await Teller.open();
    const say = other.say.bind(other);
    other.say = async (...said) => {
      const id = await say(...said);
      for (let i = 0; i < 3; i++) other.writer();
      await other.told();
      await other.reopen();
      return id;
    };
    await tellYear(other);
    other.writer();
    await other.told();
    expect(await other.texts()).toEqual(whole);
    await other.close();
  }, 30_000);

  it('is told where nothing is recorded, too, once a day is over by the clock, also after a long while', async () => {
    let now = '2026-01-06T00:01:59.000Z';
    const clock = { now: () => new Date(now) };
    await teller.say('2026-01-05T09:00:00.000Z', made({ window: { to: '2026-01-05' } }));
    const writer = teller.writer({ clock });
    await teller.told();
    // Clocks differ: not before two minutes have passed.
    expect(await teller.ofTime()).toEqual([]);
    now = '2026-01-06T00:02:01.000Z';
    await teller.until(async () => (await teller.ofTime()).length > 0);
    expect(await teller.ofTime()).toEqual(['2026-01-05 promise-due']);
    await writer.close();
    now = '2027-03-01T00:00:00.000Z';
    teller.writer({ clock });
    await teller.until(([fold]) => fold?.day === '2027-02-27');
    expect((await teller.ofTime()).slice(1)).toEqual(['2027-01-05 report-due', '2027-01-06 report-overdue']);
  }, 20_000);

  it('is for no day before it was recorded, and of nobody who has not owned up to it', async () => {
    const old = { window: { from: '2019-01-01', to: '2020-12-31' } };
    await teller.say('2026-01-05T09:00:00.000Z', made(old), '2019-01-01');
    await teller.say('2026-01-05T09:00:00.000Z', milestone('late', '2019-06-30'), '2019-01-01');
    await teller.say('2026-01-05T09:00:01.000Z', milestone('today', '2026-01-05'), '2019-01-01');
    const theirs = { commitment: cmtId('two'), attributed: true };
    await teller.say('2026-01-05T09:00:02.000Z', made(old, theirs), '2019-01-01');
    teller.writer();
    await teller.say(
      '2027-01-05T09:00:00.000Z',
      AttributionConfirmed({ ...about, commitment: cmtId('two') }),
    );
    await teller.say('2028-02-05T09:00:00.000Z', convened);
    await teller.told();
    expect(await teller.ofTime()).toEqual([
      '2026-01-05 milestone-passed today',
      '2028-01-05 report-due',
      '2028-01-06 report-overdue',
    ]);
  });

  it('follows what its owner moves', async () => {
    await teller.say('2026-01-05T09:00:00.000Z', made({ window: { to: '2026-01-31' } }));
    teller.writer();
    const amended = {
      before: { window: { to: '2026-01-31' } },
      after: { window: { to: '2026-03-31' } },
      reason: 'Rain',
    };
    await teller.say('2026-01-31T09:00:00.000Z', CommitmentAmended({ ...about, ...amended }));
    await teller.say('2026-04-02T09:00:00.000Z', convened);
    await teller.told();
    expect(await teller.ofTime()).toEqual(['2026-03-31 promise-due']);
  });

  it('is not told anew by a new version of the fold, which begins where the old one stands', async () => {
    await tellYear(teller);
    await teller.writer().close();
    const first = teller.writer();
    await teller.told();
    const before = await teller.texts();
    const later = teller.writer({ version: FOLD_VERSION + 1 });
    await teller.until((folds) =>
      folds.some(({ version, isTelling }) => isTelling && version > FOLD_VERSION),
    );
    expect(await teller.texts()).toEqual(before);
    await teller.say(
      '2026-12-02T09:00:00.000Z',
      made({ window: { to: '2026-12-31' } }, { commitment: cmtId('two') }),
    );
    await teller.say('2027-01-02T09:00:00.000Z', convened);
    await teller.told();
    const after = await teller.texts();
    expect(after.slice(0, before.length)).toEqual(before);
    expect((await teller.ofTime()).slice(OF_TIME.length)).toEqual(['2026-12-31 promise-due']);
    await first.close();
    await later.close();
    // Whoever is of an older version tells no more.
    teller.writer();
    await teller.say('2027-01-03T09:00:00.000Z', report('never'));
    expect((await teller.outbox.folds()).filter(({ isTelling }) => isTelling)).toMatchObject([
      { version: FOLD_VERSION + 1 },
    ]);
    expect(await teller.texts()).toEqual(after);
  }, 20_000);

  it('stops at an event that cannot be told, after what came before it', async () => {
    await teller.say('2026-01-05T09:00:00.000Z', made());
    const good = await teller.say('2026-01-06T09:00:00.000Z', milestone('w1', '2026-02-01'));
    const none = { ...about, commitment: cmtId('none') };
    const broken = await teller.say('2026-01-06T09:00:00.000Z', MilestoneReached({ ...none, entry: 'w1' }));
    await teller.say('2026-01-06T09:00:00.000Z', report('r'));
    teller.writer();
    await teller.until(async () => (await outboxStatus(teller.outbox)).failed !== undefined);
    const { failed } = await outboxStatus(teller.outbox);
    expect(failed?.eventId).toBe(broken);
    expect((await teller.messages()).at(-1)?.id).toBe(good);
  });

  it('names whole addresses where callers reach the book, and where its state is, if that is too long', async () => {
    await teller.say(
      '2026-01-05T09:00:00.000Z',
      made({ outcomes: Array.from({ length: 1_000 }, () => 'x'.repeat(900)) }),
    );
    teller.writer({ publicUrl: 'https://book.example' });
    await teller.told();
    const [message] = await teller.messages();
    expect(message).toMatchObject({
      source: `https://book.example/v1/partnerships/${partnership}`,
      dataschema: 'https://book.example/v1/schemas/pledgebook.commitment-made.v1',
      data: { stateAt: `https://book.example/v1/partnerships/${partnership}/commitments/${commitment}` },
    });
    expect(message?.data).not.toHaveProperty('state');
    expect(new PublicContract().problems(message as never)).toEqual([]);
  });
});
