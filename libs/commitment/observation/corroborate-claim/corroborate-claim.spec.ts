import { given } from '#specification';
import { CommitmentAmended, CommitmentFulfilled, EntryCorrected, ProgressReported } from '../../events.ts';
import { about, as, convener, joined, owner, usd } from '../../specification/example.ts';
import { ClaimCorroborated } from '../events.ts';
import {
  corroborated,
  disputed,
  inBook,
  measurement,
  meeting,
  met,
  paid,
  promise,
  promised,
  saidBy,
} from '../specification/example.ts';
import { corroborateClaim } from './corroborate-claim.ts';

const says = { ...inBook, claim: paid };
const mended = EntryCorrected({
  ...about,
  entry: 'tranche_1',
  kind: 'disbursement',
  before: { money: usd('250000.50') },
  after: { money: usd('1') },
  reason: 'Zeros',
  entryVersion: 2,
});
const amended = CommitmentAmended({
  ...about,
  before: {},
  after: { theme: 'Health' },
  reason: 'Better said',
});

describe('CorroborateClaim', () => {
  it('says that a claim is so, in a stream of its own, on the version that stands', () => {
    given(joined(convener), ...promised())
      .when(corroborateClaim, { ...says, text: 'We saw it' }, as(convener))
      .then(ClaimCorroborated({ ...saidBy(convener), text: 'We saw it' }));
    given(joined(convener), ...promised(mended))
      .when(corroborateClaim, says, as(convener))
      .then(ClaimCorroborated(saidBy(convener, { claimVersion: 2 })));
  });

  it('names the version that was seen, an earlier one too, and none that never was', () => {
    const book = given(joined(convener), ...promised(mended));
    book
      .when(corroborateClaim, { ...says, version: 1 }, as(convener))
      .then(ClaimCorroborated(saidBy(convener)));
    book.when(corroborateClaim, { ...says, version: 3 }, as(convener)).refuses('version-never-was');
  });

  it.each([
    ['the promise, by its amendments', promise, [], 1],
    ['the promise, once amended', promise, [amended], 2],
    ['a silence, of which no report has come', { ...promise, about: 'silence' }, [], 1],
    [
      'a silence, once a report has come',
      { ...promise, about: 'silence' },
      [ProgressReported({ ...about, entry: 'r', selfReport: true })],
      2,
    ],
    ['a fulfilment', { ...promise, about: 'fulfilment' }, [CommitmentFulfilled(about)], 1],
  ])('can be about %s', (_, claim, more, claimVersion) => {
    const { decision } = given(joined(convener), ...promised(...more)).when(
      corroborateClaim,
      { ...inBook, claim },
      as(convener),
    );
    expect(decision).toMatchObject([{ data: { claim: { about: claim.about }, claimVersion } }]);
  });

  it('replaces what the observer said before, and says what that was', () => {
    given(joined(convener), ...promised(), disputed(convener, 'Nothing came'))
      .when(corroborateClaim, says, as(convener))
      .then(ClaimCorroborated(saidBy(convener, { from: 'disputed' })));
  });

  it('is nothing new when it comes again, and something new on another version', () => {
    const known = [joined(convener), corroborated(convener)];
    given(...known, ...promised())
      .when(corroborateClaim, says, as(convener))
      .changesNothing();
    given(...known, ...promised(mended))
      .when(corroborateClaim, says, as(convener))
      .emits('ClaimCorroborated');
    given(...known, ...promised())
      .when(corroborateClaim, { ...says, text: 'All of it' }, as(convener))
      .emits('ClaimCorroborated');
  });

  it.each<[string, object, string, string]>([
    ['no such commitment', { ...promise, commitment: 'cmt_0' }, 'commitment-unknown', 'claim/commitment'],
    ['no such entry', { ...paid, entry: 'other' }, 'claim-unknown', 'claim/entry'],
    ['what is not fulfilled', { ...promise, about: 'fulfilment' }, 'claim-unknown', 'claim/about'],
    ['no such meeting', { ...meeting, meeting: 'other' }, 'claim-unknown', 'claim/meeting'],
    ['no such measurement', { ...measurement, measurement: 'x' }, 'claim-unknown', 'claim/measurement'],
    ['a measurement with a meeting', { ...meeting, ...measurement }, 'claim-not-told', 'claim/meeting'],
    ['an entry without its id', { ...promise, about: 'entry' }, 'claim-not-told', 'claim/entry'],
    ['a promise with an entry', { ...paid, about: 'commitment' }, 'claim-not-told', 'claim/entry'],
    ['a meeting with a commitment', { ...promise, ...meeting }, 'claim-not-told', 'claim/commitment'],
  ])('is refused of %s, by the field', (_, claim, code, field) => {
    const { decision } = given(joined(convener), ...promised(), ...met()).when(
      corroborateClaim,
      { ...inBook, claim },
      as(convener),
    );
    expect(decision).toMatchObject({ code, details: { field } });
  });

  it('is not dated before what it is about, or what it follows', () => {
    const early = { ...says, effectiveOn: '2020-09-20' };
    given(joined(convener), ...promised())
      .when(corroborateClaim, early, as(convener))
      .refuses('before-last-change');
    const later = { ...disputed(convener, 'No'), effectiveOn: '2021-05-01' };
    given(joined(convener), ...promised(), later)
      .when(corroborateClaim, { ...says, effectiveOn: '2021-04-30' }, as(convener))
      .refuses('before-last-change');
  });
});

it('CorroborateClaim can be about what others measured together, in its own version', () => {
  const { decision } = given(joined(owner), ...met()).when(
    corroborateClaim,
    { ...inBook, claim: measurement },
    as(owner),
  );
  expect(decision).toMatchObject([{ data: { claim: measurement, organisation: convener, claimVersion: 2 } }]);
  given(joined(owner), ...met())
    .when(corroborateClaim, { ...inBook, claim: measurement, version: 1 }, as(owner))
    .refuses('version-never-was');
  given(joined(convener), ...met())
    .when(corroborateClaim, { ...inBook, claim: measurement }, as(convener))
    .refuses('own-claim');
  given(...met())
    .when(corroborateClaim, { ...inBook, claim: measurement }, as(owner))
    .refuses('not-an-observer');
});
