import { given } from '#specification';
import { MandateClosed, mandateStream } from '../../../partnership/membership.ts';
import { CommitmentAmended, CommitmentFulfilled, EntryCorrected, ProgressReported } from '../../events.ts';
import {
  about,
  as,
  convener,
  importer,
  joined,
  mandated,
  owner,
  partnership,
  recorded,
  sourced,
  stranger,
  usd,
} from '../../specification/example.ts';
import { ClaimCorroborated, ObservationWithdrawn } from '../events.ts';
import {
  attributed,
  byRecipient,
  corroborated,
  disputed,
  inBook,
  measurement,
  meeting,
  met,
  paid,
  promise,
  promised,
  recipient,
  recordKnown,
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

describe('Who observes', () => {
  it('is a participant, or the named recipient without taking part', () => {
    const book = given(joined(convener), ...promised());
    book.when(corroborateClaim, says, as(convener)).emits('ClaimCorroborated');
    book.when(corroborateClaim, says, as(recipient)).emits('ClaimCorroborated');
    book.when(corroborateClaim, says, as(stranger)).refuses('not-an-observer');
  });

  it('is a recipient still, where an amendment names another since', () => {
    const before = { recipient: { organisation: recipient } };
    const after = { recipient: { organisation: stranger } };
    const turned = CommitmentAmended({ ...about, before, after, reason: 'Another school' });
    given(...promised(turned))
      .when(corroborateClaim, says, as(recipient))
      .emits('ClaimCorroborated');
  });

  it('is never the organisation whose claim it is', () => {
    given(joined(owner), ...promised())
      .when(corroborateClaim, says, as(owner))
      .refuses('own-claim');
    given(joined(convener), ...met())
      .when(corroborateClaim, { ...inBook, claim: meeting }, as(convener))
      .refuses('own-claim');
  });

  it('of a meeting is who attended, taking part or not; others learn nothing of it', () => {
    const book = given(...met());
    book.when(corroborateClaim, { ...inBook, claim: meeting }, as(owner)).emits('ClaimCorroborated');
    for (const named of ['scoping-1', 'never-held'])
      book
        .when(corroborateClaim, { ...inBook, claim: { ...meeting, meeting: named } }, as(stranger))
        .refuses('not-an-observer');
  });

  it('names no source for its own word', () => {
    given(joined(convener), mandated(convener), ...promised())
      .when(corroborateClaim, { ...says, source: byRecipient }, as(convener))
      .refuses('on-behalf-missing');
  });
});

describe('What is recorded about the recipient', () => {
  const record = { ...says, ...attributed };
  const word = { attributed: true, recordedBy: importer, source: byRecipient };
  const book = [mandated(), ...promised()];

  it('is attributed, under a mandate, once for each record of the source', () => {
    given(...book)
      .when(corroborateClaim, record, as(importer))
      .then(ClaimCorroborated(saidBy(recipient, word)), recordKnown());
    given(...book, corroborated(recipient, word), recordKnown())
      .when(corroborateClaim, record, as(importer))
      .changesNothing();
  });

  it('can be told by anybody with a mandate, and is nothing new', () => {
    given(mandated(convener), ...promised(), corroborated(recipient, word), recordKnown())
      .when(corroborateClaim, record, as(convener))
      .changesNothing();
  });

  it('is said anew on a newer version of the record', () => {
    const newer = { ...byRecipient, version: 2 };
    given(mandated(), ...promised(mended), corroborated(recipient, word), recordKnown())
      .when(corroborateClaim, { ...record, source: newer }, as(importer))
      .then(
        ClaimCorroborated(
          saidBy(recipient, { ...word, source: newer, claimVersion: 2, from: 'corroborated' }),
        ),
        recordKnown(2),
      );
  });

  it('is confirmed by the organisation, saying the same', () => {
    given(...book, corroborated(recipient, word))
      .when(corroborateClaim, says, as(recipient))
      .then(ClaimCorroborated(saidBy(recipient, { from: 'corroborated', confirms: true })));
  });

  it("does not speak over the organisation's own word, or once it was taken back", () => {
    given(...book, disputed(recipient, 'Nothing came'))
      .when(corroborateClaim, record, as(importer))
      .refuses('observer-spoke');
    const rejected = ObservationWithdrawn({
      ...about,
      observer: recipient,
      observation: saidBy(recipient).observation,
      claim: { about: 'entry', entry: 'tranche_1' },
      from: 'corroborated',
      withdrawnBy: recipient,
    });
    const newer = { ...record, source: { ...byRecipient, version: 2 } };
    const known = [corroborated(recipient, word), rejected, recordKnown()];
    given(...book, ...known)
      .when(corroborateClaim, newer, as(importer))
      .refuses('observer-spoke');
    given(...book, ...known)
      .when(corroborateClaim, record, as(importer))
      .changesNothing();
    given(...book, ...known)
      .when(corroborateClaim, says, as(recipient))
      .emits('ClaimCorroborated');
  });

  it.each<[string, object, string]>([
    ['another than the named recipient', { onBehalfOf: stranger }, 'not-the-recipient'],
    ['whose claim it is', { onBehalfOf: owner }, 'own-claim'],
    ['a source without a mandate', { source: { ...byRecipient, system: 'iati' } }, 'no-mandate'],
    ['no source', { source: undefined }, 'source-missing'],
  ])('is refused of %s', (_, other, code) => {
    given(...book)
      .when(corroborateClaim, { ...record, ...other }, as(importer))
      .refuses(code);
  });

  it('is refused without a mandate, or after it was revoked', () => {
    const revoked = MandateClosed(
      { partnership, organisation: importer, source: byRecipient.system },
      mandateStream(partnership, importer),
    );
    given(...promised())
      .when(corroborateClaim, record, as(importer))
      .refuses('no-mandate');
    given(...book, revoked)
      .when(corroborateClaim, record, as(importer))
      .refuses('no-mandate');
  });

  it('takes no record that stands as something else', () => {
    const { record: id } = sourced().data as { record: string };
    given(...book, recorded(), sourced())
      .when(corroborateClaim, { ...record, source: { ...byRecipient, record: id } }, as(importer))
      .refuses('source-record-taken');
  });
});
