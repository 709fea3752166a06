import type { NewEvent } from '#kernel';
import { SuccessorNamed, SUCCESSIONS } from '#organisation';
import { given } from '#specification';
import { MandateClosed, mandateStream } from '#partnership';
import { commitmentStream } from '../commitment.ts';
import {
  AttributionConfirmed,
  CommitmentAmended,
  CommitmentSuperseded,
  EntryCorrected,
  type Opened,
} from '../events.ts';
import {
  about,
  another,
  as,
  convener,
  disbursed,
  importer,
  joined,
  madeToo,
  mandated,
  owner,
  partnership,
  promise as details,
  recorded,
  sourced,
  stranger,
  usd,
} from '../specification/example.ts';
import type { Claim } from './claim.ts';
import { disputeClaim } from './dispute-claim/dispute-claim.ts';
import { ClaimCorroborated, ObservationWithdrawn } from './events.ts';
import {
  attributed,
  byRecipient,
  corroborated,
  disputed,
  inBook,
  meeting,
  met,
  paid,
  promise,
  promised,
  recipient,
  recordKnown,
  saidBy,
} from './specification/example.ts';
import { corroborateClaim } from './corroborate-claim/corroborate-claim.ts';

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

  it.each([
    ['goes on for it', [{ organisation: owner, successor: convener }]],
    ['it goes on for', [{ organisation: convener, successor: owner }]],
    [
      'goes on as the same',
      [
        { organisation: owner, successor: stranger },
        { organisation: convener, successor: stranger },
      ],
    ],
  ])('is not an organisation that %s: a merger makes of two words one', (_, merged) => {
    const named = merged.map((one) => SuccessorNamed(one, SUCCESSIONS));
    given(joined(convener), ...promised(), ...named)
      .when(corroborateClaim, says, as(convener))
      .refuses('own-claim');
    given(joined(convener), mandated(convener), ...promised(), ...named)
      .when(corroborateClaim, { ...says, ...attributed }, as(convener))
      .refuses('own-claim');
  });

  it('is not who recorded it about another, until that one has confirmed it', () => {
    const promises = { ...inBook, claim: promise };
    const record = { ...recorded(), stream: commitmentStream(partnership, about.commitment) };
    const confirmed = { ...AttributionConfirmed(about), stream: record.stream };
    given(joined(importer), joined(convener), record)
      .when(corroborateClaim, promises, as(importer))
      .refuses('own-claim');
    given(joined(importer), joined(convener), record)
      .when(corroborateClaim, promises, as(convener))
      .emits('ClaimCorroborated');
    const after = given(joined(importer), record, confirmed);
    after.when(disputeClaim, { ...promises, text: 'It was more' }, as(importer)).emits('ClaimDisputed');
    const silence = { ...inBook, claim: { ...promise, about: 'silence' } };
    after.when(corroborateClaim, silence, as(importer)).emits('ClaimCorroborated');
  });

  it('corroborates nothing that it recorded itself, confirmed or not, and what its owner says since', () => {
    const on = (event: NewEvent) => ({ ...event, stream: commitmentStream(partnership, about.commitment) });
    const paidBefore = [recorded(), disbursed(), AttributionConfirmed(about)].map(on);
    const paidSince = [recorded(), AttributionConfirmed(about), disbursed()].map(on);
    const says = (history: readonly NewEvent[], claim: Claim) =>
      given(joined(importer), ...history).when(corroborateClaim, { ...inBook, claim }, as(importer));
    says(paidBefore, promise).refuses('own-claim');
    says(paidBefore, paid).refuses('own-claim');
    says(paidSince, paid).emits('ClaimCorroborated');
  });

  it('is of a joint commitment whoever has another share of it', () => {
    const share = madeToo({ joint: 'jnt_t0gether000000000000000000' });
    const ofShare = { ...inBook, claim: { ...promise, commitment: another } };
    const book = given(joined(owner), joined(convener), share);
    book.when(corroborateClaim, ofShare, as(owner)).refuses('own-claim');
    book.when(corroborateClaim, ofShare, as(convener)).emits('ClaimCorroborated');
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

  it('is said anew where the record changed under the same version, and not by a lower one', () => {
    const tags = { reportedOn: '2020-12-01' };
    given(mandated(), ...promised(mended), corroborated(recipient, word), recordKnown())
      .when(corroborateClaim, { ...record, source: { ...byRecipient, tags } }, as(importer))
      .emits('ClaimCorroborated', 'SourceRecorded');
    given(...book, corroborated(recipient, word), recordKnown(2))
      .when(corroborateClaim, record, as(importer))
      .refuses('record-older');
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

  it('is recorded by nobody of its own claim, whoever gave the mandate', () => {
    given(mandated(owner), ...promised())
      .when(corroborateClaim, record, as(owner))
      .refuses('own-claim');
    const superseded = CommitmentSuperseded({ ...about, by: another, to: convener });
    given(mandated(convener), ...promised(superseded))
      .when(corroborateClaim, record, as(convener))
      .refuses('own-claim');
  });

  it('is recorded by who recorded the claim as well, from the source that tells both', () => {
    const both = { ...recorded(), stream: commitmentStream(partnership, about.commitment) };
    const named = {
      ...both,
      data: { ...(both.data as Opened), details: { ...details, recipient: { organisation: recipient } } },
    };
    given(mandated(), named)
      .when(corroborateClaim, { ...record, claim: promise }, as(importer))
      .emits('ClaimCorroborated', 'SourceRecorded');
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

  it('is of no meeting, and a mandate shows nobody which meetings there are', () => {
    for (const named of ['scoping-1', 'never-held'])
      for (const onBehalfOf of [owner, convener, stranger])
        given(mandated(), ...met())
          .when(
            corroborateClaim,
            { ...record, claim: { ...meeting, meeting: named }, onBehalfOf },
            as(importer),
          )
          .refuses('not-the-recipient');
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
