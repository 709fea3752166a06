import { getMetadataStorage } from 'class-validator';
import type { AnyCommand } from '#kernel';
import { given } from '#specification';
import { MandateClosed, mandateStream, MembershipClosed, memberStream } from '#partnership';
import { confirmAttribution } from './confirm-attribution/confirm-attribution.ts';
import { endRecord } from './end-record/end-record.ts';
import { AttributionConfirmed } from './events.ts';
import { commitmentCommands } from './index.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
import { makePledge } from './make-pledge/make-pledge.ts';
import { corroborateClaim } from './observation/corroborate-claim/corroborate-claim.ts';
import { disputeClaim } from './observation/dispute-claim/dispute-claim.ts';
import { noteObservation } from './observation/note-observation/note-observation.ts';
import { rejectAttribution } from './reject-attribution/reject-attribution.ts';
import { ofTheWriter } from './specification/every-command.ts';
import {
  about,
  as,
  attributedTo,
  convener,
  disbursed,
  here,
  importer,
  joined,
  made,
  mandated,
  owner,
  partnership,
  recorded,
  recordedOfNobody,
  source,
  stranger,
} from './specification/example.ts';
import { recordDisbursement } from './record-disbursement/record-disbursement.ts';
import { reportProgress } from './report-progress/report-progress.ts';
import { NOT_STATED } from './input.ts';

const report = { ...here, entry: 'a', narrative: 'It goes well' };
const left = MembershipClosed({ partnership, organisation: owner }, memberStream(partnership, owner));
const revoked = MandateClosed(
  { partnership, organisation: importer, source: source.system },
  mandateStream(partnership, importer),
);

describe.each(ofTheWriter)('%s', (_, command, says) => {
  const input = { ...here, ...says };

  it('is refused to the convener, and to every other', () => {
    for (const other of [convener, importer, stranger])
      given(joined(convener), joined(stranger), mandated(), made(), disbursed())
        .when(command, input, as(other))
        .refuses('not-the-owner');
  });

  it('is refused to the convener on behalf of the owner, mandate or not', () => {
    given(joined(convener), mandated(convener), made(), disbursed())
      .when(command, { ...input, ...attributedTo }, as(convener))
      .refuses('not-the-owner');
  });

  it('is refused on an attributed record to all but its recorder, until it is confirmed', () => {
    const book = given(joined(), mandated(), mandated(convener), recorded(), disbursed());
    book.when(command, input, as(owner)).refuses('not-confirmed');
    book.when(command, { ...input, ...attributedTo }, as(convener)).refuses('not-the-owner');
    book.when(command, { ...input, ...attributedTo }, as(stranger)).refuses('not-the-owner');
  });

  it('is refused to the recorder once the record is confirmed', () => {
    given(mandated(), recorded(), disbursed(), AttributionConfirmed(about))
      .when(command, { ...input, ...attributedTo }, as(importer))
      .refuses('not-the-owner');
  });

  it('is refused to the owner that names a source, but under a mandate for it', () => {
    const forged = { ...input, source: { ...source, record: '999', version: 999_999 } };
    const book = [joined(), made(), disbursed()];
    const { decision } = given(...book, mandated(owner, 'iati')).when(command, forged, as(owner));
    expect(decision).toMatchObject({ code: 'no-mandate', details: { field: 'source' } });
    const { decision: under } = given(...book, mandated(owner)).when(command, forged, as(owner));
    expect(under).not.toMatchObject({ code: 'no-mandate' });
  });

  it('is refused where there is no such commitment', () => {
    given(joined()).when(command, input, as(owner)).refuses('commitment-unknown');
  });
});

describe('Whose word it is', () => {
  it.each([confirmAttribution, rejectAttribution])(
    'is told by who answers an attribution, for nobody else',
    (command) => {
      const book = given(recorded());
      const says = (more: object) => book.when(command, { ...here, ...more }, as(owner));
      says({ source }).refuses('no-mandate');
      says({ onBehalfOf: owner }).refuses('not-on-behalf');
      says({ onBehalfOf: stranger }).refuses('not-on-behalf');
    },
  );

  it('is asked for a mandate by every command that takes a source', () => {
    const takesSource = ({ input }: AnyCommand): boolean =>
      getMetadataStorage()
        .getTargetValidationMetadatas(input, '', false, false)
        .some(({ propertyName }) => propertyName === 'source');
    const asked = [
      ...ofTheWriter.map(([, command]) => command),
      confirmAttribution,
      rejectAttribution,
      endRecord,
      makeCommitment,
      makePledge,
      corroborateClaim,
      disputeClaim,
      noteObservation,
    ];
    expect(
      commitmentCommands
        .filter(takesSource)
        .map(({ input }) => input.name)
        .toSorted(),
    ).toEqual(asked.map(({ input }) => input.name).toSorted());
  });
});

describe('Who writes on a commitment', () => {
  it('is its owner, also after leaving the partnership', () => {
    given(joined(), made(), left).when(reportProgress, report, as(owner)).emits('ProgressReported');
  });

  it('is its owner in its own name only', () => {
    given(made())
      .when(reportProgress, { ...report, onBehalfOf: owner }, as(owner))
      .refuses('not-on-behalf');
  });

  it('is the owner of an attributed record once it has confirmed it', () => {
    given(recorded(), AttributionConfirmed(about))
      .when(reportProgress, report, as(owner))
      .emits('ProgressReported');
  });

  const disburse = { ...here, entry: 'a', money: { amount: '100', currency: 'USD' } };

  it('is until then its recorder under a mandate, with or without naming the record again', () => {
    const book = given(mandated(), recorded());
    book
      .when(recordDisbursement, { ...disburse, ...attributedTo }, as(importer))
      .emits('DisbursementRecorded');
    book
      .when(recordDisbursement, { ...disburse, onBehalfOf: owner }, as(importer))
      .emits('DisbursementRecorded');
  });

  it('is no recorder whose mandate was revoked, or never reached this source', () => {
    const again = { ...disburse, ...attributedTo };
    given(mandated(), recorded(), revoked)
      .when(recordDisbursement, again, as(importer))
      .refuses('no-mandate');
    given(mandated(importer, 'iati'), recorded())
      .when(recordDisbursement, again, as(importer))
      .refuses('no-mandate');
  });

  it.each([
    ['nobody', {}],
    ['another', { onBehalfOf: stranger }],
    ['not stated, where it is stated', { onBehalfOf: NOT_STATED }],
  ])('is no recorder that says on whose behalf: %s', (_, onBehalf) => {
    given(mandated(), recorded())
      .when(recordDisbursement, { ...disburse, ...onBehalf }, as(importer))
      .refuses('on-behalf-missing');
  });

  it('is no recorder that turns to another source', () => {
    given(mandated(), mandated(importer, 'iati'), recorded())
      .when(
        recordDisbursement,
        { ...disburse, onBehalfOf: owner, source: { ...source, system: 'iati' } },
        as(importer),
      )
      .refuses('source-differs');
  });

  it('is for ever the recorder where the source states no organisation', () => {
    given(mandated(), recordedOfNobody())
      .when(recordDisbursement, { ...disburse, onBehalfOf: NOT_STATED }, as(importer))
      .emits('DisbursementRecorded');
  });
});
