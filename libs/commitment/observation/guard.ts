import { defineAllow, refuse, Refusal, type Actor, type Allow, type Read } from '#kernel';
import { areOne, relyOnSuccessions, type Successions } from '#organisation';
import { ownMembership } from '#partnership';
import { ownMandate, refuseWithoutMandate, type MandateState } from '../guard.ts';
import { claimed, claimReads, relyOnTakers, type Claimed, type ClaimedIn } from './claimed.ts';
import type { CommitmentState } from '../commitment.ts';
import type { Observe } from './input.ts';

interface Heard extends ClaimedIn {
  readonly member: { readonly active: boolean };
  readonly mandate: MandateState;
  readonly successions: Successions;
  /** Of what is to be corroborated: the commitment, and what it went on as. */
  readonly takers: readonly (CommitmentState | undefined)[];
}

/** A claim, or why there is none, and whether it is to be corroborated. */
interface Weighed {
  readonly claim: Claimed | Refusal;
  readonly corroborates: boolean;
}

const ownClaim = (): Refusal =>
  refuse(
    'own-claim',
    'It is your own word: your claim, one that you recorded, gave over or took over, or of an organisation that became one with yours. What others say of it is answered (RespondToObservation).',
  );
const notAnObserver = (): Refusal =>
  refuse(
    'not-an-observer',
    'An active participant observes, or an organisation that the commitment names, or who attended the meeting.',
  );

const notTheRecipient = (): Refusal =>
  refuse('not-the-recipient', 'Only what the named recipient said elsewhere is recorded about it.', {
    field: 'onBehalfOf',
  });

/** A claim with all who took the commitment over: each answers for what came to it from those before. */
const withTakers = (claim: Claimed | Refusal, takers: Heard['takers'] = []): Claimed | Refusal =>
  claim instanceof Refusal
    ? claim
    : {
        ...claim,
        transferred: [...(claim.transferred ?? []), ...takers.flatMap((one) => one?.organisation ?? [])],
      };

type IsOf = (organisations: readonly (string | undefined)[], who: string) => boolean;
/** Whether somebody is one of these organisations, or has become one with it. */
const amongThose =
  (successions: Successions | undefined): IsOf =>
  (organisations, who) =>
    organisations.some((one) => one !== undefined && areOne(successions, one, who));

/** Who has nothing to say of a claim as another's: its owner, and who recorded it, until that is confirmed. */
const makersOf = ({ organisation, unconfirmed, recordedBy }: Claimed) => [
  organisation,
  ...(unconfirmed ? [recordedBy] : []),
];

function refuseItself(
  { claim, corroborates }: Weighed,
  { member, successions }: Read<Heard>,
  { organisation }: Actor,
): Refusal | undefined {
  const active = member?.active ?? false;
  // Who takes no part learns nothing of which meetings there are.
  if (claim instanceof Refusal)
    return active || claim.details.field !== 'claim/meeting' ? claim : notAnObserver();
  const isOf = amongThose(successions);
  const { recordedBy, transferred = [] } = claim;
  if (isOf(makersOf(claim), organisation)) return ownClaim();
  if (corroborates && isOf([recordedBy, ...transferred], organisation)) return ownClaim();
  const { concerned, named = [] } = claim;
  return active || [...concerned, ...named].includes(organisation) ? undefined : notAnObserver();
}

/** Whose claim it is records nothing of it about another either; who recorded it about its owner may well, from the source. */
function refuseRecorder(
  { claim, corroborates, actor }: Weighed & { readonly actor: Actor },
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
  const isOf = amongThose(successions);
  const { organisation, transferred = [] } = claim;
  const whose = [organisation, ...(corroborates ? transferred : [])];
  if (isOf(whose, onBehalfOf) || isOf(whose, actor.organisation)) return ownClaim();
  return claim.concerned.includes(onBehalfOf) ? undefined : notTheRecipient();
}

/**
 * Who observes: never whose claim it is.
 *
 * @param corroborates what is said is that it is so: who recorded it once, gave it over or took it over has said as much
 */
export const observing = (corroborates: boolean): Allow<Observe> =>
  defineAllow<Observe, unknown, Heard>({
    label:
      'an active participant or whoever is named in the commitment, of a meeting also who attended, and never whose claim it is' +
      (corroborates ? ', or who recorded it, gave it over or took it over' : '') +
      '; on behalf of the named recipient, who holds a mandate for the source and is not whose claim it is',
    reads: {
      ...claimReads,
      takers: (command) => (corroborates ? relyOnTakers(command) : undefined),
      member: (command, actor) =>
        command.onBehalfOf === undefined ? ownMembership(command, actor) : undefined,
      mandate: ownMandate,
      successions: relyOnSuccessions,
    },
    refuse: ({ command, actor, read }) => {
      const weighed = { claim: withTakers(claimed(command.claim, read), read.takers), corroborates };
      if (command.onBehalfOf !== undefined) return refuseRecorder({ ...weighed, actor }, command, read);
      if (command.source)
        return refuse('on-behalf-missing', 'Your own word has no source: leave "source" out.', {
          field: 'source',
        });
      return refuseItself(weighed, read, actor);
    },
  });
