import { given } from '#specification';
import { as, convener, importer, joined, owner, partnership, stranger } from '../../specification/example.ts';
import { corroborateClaim } from '../corroborate-claim/corroborate-claim.ts';
import { observationStream } from '../claim.ts';
import { ObservationNoted, ObservationWithdrawn } from '../events.ts';
import {
  byRecipient,
  corroborated,
  inBook,
  meeting,
  paid,
  promised,
  recipient,
  saidBy,
} from '../specification/example.ts';
import { withdrawObservation } from './withdraw-observation.ts';

const says = { ...inBook, claim: paid };
const { attributed: _, recordedBy: _by, claimVersion: _v, ...which } = saidBy(recipient);
const withdrawn = (withdrawnBy: string, more: object = {}) =>
  ObservationWithdrawn({ ...which, from: 'corroborated', withdrawnBy, ...more });
const recorded = corroborated(recipient, { attributed: true, recordedBy: importer, source: byRecipient });

describe('WithdrawObservation', () => {
  it('takes back the own word, taking part or not', () => {
    const reason = 'It had arrived after all';
    given(corroborated(recipient))
      .when(withdrawObservation, { ...says, reason }, as(recipient))
      .then(withdrawn(recipient, { reason }));
  });

  it('takes back nobody else’s: each speaks of its own', () => {
    for (const other of [owner, convener, stranger]) {
      const book = given(joined(other), corroborated(recipient));
      book.when(withdrawObservation, says, as(other)).refuses('observation-unknown');
      book
        .when(withdrawObservation, { ...says, onBehalfOf: recipient }, as(other))
        .refuses('not-the-recorder');
    }
  });

  it('tells nobody else whether something was said of a meeting', () => {
    const said = ObservationNoted(
      saidBy(owner, { organisation: convener, claim: { about: 'meeting', meeting: 'scoping-1' } }),
      observationStream({ partnership, claim: meeting }, owner),
    );
    for (const book of [given(said), given()])
      book
        .when(withdrawObservation, { ...inBook, claim: meeting, onBehalfOf: owner }, as(stranger))
        .refuses('observation-unknown');
  });

  it('is also for who recorded it, until the observer says so itself', () => {
    const onBehalf = { ...says, onBehalfOf: recipient };
    given(recorded).when(withdrawObservation, onBehalf, as(importer)).then(withdrawn(importer));
    given(recorded, corroborated(recipient))
      .when(withdrawObservation, onBehalf, as(importer))
      .refuses('not-the-recorder');
    given(recorded).when(withdrawObservation, says, as(recipient)).then(withdrawn(recipient));
  });

  it('is nothing new when it comes again', () => {
    given(corroborated(recipient), withdrawn(recipient))
      .when(withdrawObservation, says, as(recipient))
      .changesNothing();
  });

  it('is followed by another word, if the observer has one', () => {
    const { decision } = given(...promised(), corroborated(recipient), withdrawn(recipient)).when(
      corroborateClaim,
      says,
      as(recipient),
    );
    expect(decision).toMatchObject([{ type: 'ClaimCorroborated' }]);
    expect(decision).not.toHaveProperty(['0', 'data', 'from']);
  });
});
