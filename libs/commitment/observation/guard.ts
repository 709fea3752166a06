import { defineAllow, refuse, Refusal, type Actor, type Read } from '#kernel';
import { goesOnAs, relyOnSuccessions, type Successions } from '#organisation';
import { ownMembership } from '../../partnership/membership.ts';
import { ownMandate, refuseWithoutMandate, type MandateState } from '../guard.ts';
import { claimed, claimReads, type Claimed, type ClaimedIn } from './claimed.ts';
import type { Observe } from './observe.ts';

interface Heard extends ClaimedIn {
  readonly member: { readonly active: boolean };
  readonly mandate: MandateState;
  readonly successions: Successions;
}

const ownClaim = (): Refusal =>
  refuse(
    'own-claim',
    'It is your own word: your claim, one that you recorded, or of an organisation that became one with yours. What others say of it is answered (RespondToObservation).',
  );
const notAnObserver = (): Refusal =>
  refuse(
    'not-an-observer',
    'An active participant observes, or the organisation that is named as recipient, or who attended the meeting.',
  );

const notTheRecipient = (): Refusal =>
  refuse('not-the-recipient', 'Only what the named recipient said elsewhere is recorded about it.', {
    field: 'onBehalfOf',
  });

/** Whether it is this organisation's own word: made, recorded about another, or come to it by a merger, either way. */
const isOf = (
  { organisation, recordedBy }: Claimed,
  observer: string,
  successions: Successions | undefined,
): boolean =>
  recordedBy === observer ||
  goesOnAs(successions, organisation, observer) ||
  goesOnAs(successions, observer, organisation);

function refuseItself(
  claim: Claimed | Refusal,
  { member, successions }: Read<Heard>,
  { organisation }: Actor,
): Refusal | undefined {
  const active = member?.active ?? false;
  // Who takes no part learns nothing of which meetings there are.
  if (claim instanceof Refusal)
    return active || claim.details.field !== 'claim/meeting' ? claim : notAnObserver();
  if (isOf(claim, organisation, successions)) return ownClaim();
  return active || claim.concerned.includes(organisation) ? undefined : notAnObserver();
}

function refuseRecorder(
  claim: Claimed | Refusal,
  { onBehalfOf = '', source, claim: { about } }: Observe,
  { mandate, successions }: Read<Heard>,
): Refusal | undefined {
  if (!source)
    return refuse(
      'source-missing',
      'A record on behalf of another says in "source" where it was found: system, record, version.',
      { field: 'source' },
    );
  const refusal = refuseWithoutMandate(mandate, source.system);
  if (refusal) return refusal;
  // Of a meeting nobody is the recipient, and a mandate shows nobody which meetings there are.
  if (about === 'meeting') return notTheRecipient();
  if (claim instanceof Refusal) return claim;
  if (isOf(claim, onBehalfOf, successions)) return ownClaim();
  return claim.concerned.includes(onBehalfOf) ? undefined : notTheRecipient();
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
    successions: relyOnSuccessions,
  },
  refuse: ({ command, actor, read }) => {
    const claim = claimed(command.claim, read);
    if (command.onBehalfOf !== undefined) return refuseRecorder(claim, command, read);
    if (command.source)
      return refuse('on-behalf-missing', 'Your own word has no source: leave "source" out.', {
        field: 'source',
      });
    return refuseItself(claim, read, actor);
  },
});
