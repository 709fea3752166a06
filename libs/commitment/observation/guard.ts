import { defineAllow, refuse, Refusal, type Actor } from '#kernel';
import { ownMembership } from '../../partnership/membership.ts';
import { ownMandate, refuseWithoutMandate, type MandateState } from '../guard.ts';
import { claimed, claimReads, type Claimed, type ClaimedIn } from './claimed.ts';
import type { Observe } from './observe.ts';

interface Heard extends ClaimedIn {
  readonly member: { readonly active: boolean };
  readonly mandate: MandateState;
}

const ownClaim = (): Refusal =>
  refuse('own-claim', 'It is your own claim: what others say of it, you answer (RespondToObservation).');
const notAnObserver = (): Refusal =>
  refuse(
    'not-an-observer',
    'An active participant observes, or the organisation that is named as recipient, or who attended the meeting.',
  );

const refuseItself = (claim: Claimed | Refusal, active: boolean, { organisation }: Actor) => {
  // Who takes no part learns nothing of which meetings there are.
  if (claim instanceof Refusal)
    return active || claim.details.field !== 'claim/meeting' ? claim : notAnObserver();
  if (claim.organisation === organisation) return ownClaim();
  return active || claim.concerned.includes(organisation) ? undefined : notAnObserver();
};

function refuseRecorder(
  claim: Claimed | Refusal,
  { onBehalfOf = '', source }: Observe,
  mandate: MandateState | undefined,
): Refusal | undefined {
  if (!source)
    return refuse(
      'source-missing',
      'A record on behalf of another says in "source" where it was found: system, record, version.',
      { field: 'source' },
    );
  const refusal = refuseWithoutMandate(mandate, source.system);
  if (refusal) return refusal;
  if (claim instanceof Refusal) return claim;
  if (claim.organisation === onBehalfOf) return ownClaim();
  return claim.concerned.includes(onBehalfOf)
    ? undefined
    : refuse('not-the-recipient', 'Only what the named recipient said elsewhere is recorded about it.', {
        field: 'onBehalfOf',
      });
}

/** Who observes: never whose claim it is. */
export const observing = defineAllow<Observe, unknown, Heard>({
  label:
    'an active participant or the named recipient, of a meeting also who attended, and never whose claim it is; ' +
    'on behalf of the named recipient, who holds a mandate for the source',
  reads: {
    ...claimReads,
    member: (command, actor) =>
      command.onBehalfOf === undefined ? ownMembership(command, actor) : undefined,
    mandate: ownMandate,
  },
  refuse: ({ command, actor, read }) => {
    const claim = claimed(command.claim, read);
    if (command.onBehalfOf !== undefined) return refuseRecorder(claim, command, read.mandate);
    if (command.source)
      return refuse('on-behalf-missing', 'Your own word has no source: leave "source" out.', {
        field: 'source',
      });
    return refuseItself(claim, read.member?.active ?? false, actor);
  },
});
