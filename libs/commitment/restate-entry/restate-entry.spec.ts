import { given } from '#specification';
import { CommitmentFulfilled, EntryCorrected, EntryRestated, ProgressReported } from '../events.ts';
import { about, as, disbursed, here, made, owner, schools, usd } from '../specification/example.ts';
import { restateEntry } from './restate-entry.ts';

const reason = 'Three schools lost their connection';
const before = { values: [{ indicator: 'schools', value: '42' }] };
const after = { values: [{ indicator: 'schools', value: '39' }] };
const restate = { ...here, entry: 'report_2', ...after, reason };
const history = [
  made({ indicators: [schools] }),
  ProgressReported({ ...about, entry: 'report_2', ...before, selfReport: true }),
];
const restated = {
  ...EntryRestated({ ...about, entry: 'report_2', kind: 'report', before, after, reason, entryVersion: 2 }),
  effectiveOn: '2020-09-21',
};

describe('RestateEntry', () => {
  it('revises for new information: old value and reason stay, on the day of the entry', () => {
    given(...history)
      .when(restateEntry, restate, as(owner))
      .then(restated);
  });

  it('builds on a correction before, and says the difference', () => {
    const corrected = EntryCorrected({
      ...about,
      entry: 'tranche_1',
      kind: 'disbursement',
      before: { money: usd('250000.50') },
      after: { money: usd('25000') },
      reason: 'One zero too many',
      entryVersion: 2,
    });
    const { decision } = given(made(), disbursed(), corrected).when(
      restateEntry,
      { ...here, entry: 'tranche_1', money: usd('20000'), reason: 'A part came back' },
      as(owner),
    );
    expect(decision).toMatchObject([
      {
        type: 'EntryRestated',
        data: { before: { money: usd('25000') }, difference: usd('-5000'), entryVersion: 3 },
      },
    ]);
  });

  it('goes back to an earlier value: that is a mend, too', () => {
    const to = (amount: string) => ({ ...here, entry: 'tranche_1', money: usd(amount), reason });
    const up = EntryRestated({
      ...about,
      entry: 'tranche_1',
      kind: 'disbursement',
      before: { money: usd('100') },
      after: { money: usd('150') },
      reason,
      entryVersion: 2,
    });
    given(made(), disbursed('tranche_1', '100'), up)
      .when(restateEntry, to('100'), as(owner))
      .emits('EntryRestated');
  });

  it('changes nothing when it says what stands', () => {
    given(...history, restated)
      .when(restateEntry, restate, as(owner))
      .changesNothing();
  });

  it('also revises an entry of a fulfilled commitment', () => {
    given(...history, CommitmentFulfilled(about))
      .when(restateEntry, restate, as(owner))
      .then(restated);
  });

  it('refuses an entry that is not there, and another day', () => {
    given(made()).when(restateEntry, restate, as(owner)).refuses('entry-unknown');
    given(...history)
      .when(restateEntry, { ...restate, effectiveOn: '2021-07-10' }, as(owner))
      .refuses('mend-takes-entry-date');
  });
});
