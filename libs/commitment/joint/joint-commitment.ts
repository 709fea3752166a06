import { defineAllow, refuse, type Entity, type NewEvent, type Refusal, type StoredEvent } from '#kernel';
import { Dated, IsIdOf } from '#vocabulary';
import { dayItTells, hasLapsed, latest, type ClosedState } from '#partnership';
import {
  JointCommitmentFormed,
  type Accepted,
  type Declined,
  type Proposed,
  type ShareOf,
} from './events.ts';

/** One that was named, and what it answered. */
export interface Party extends ShareOf {
  readonly answer?: 'accepted' | 'declined';
  readonly answeredOn?: string;
  /** Its own commitment. */
  readonly share?: string;
  readonly leftOn?: string;
}
export interface JointState extends Omit<Proposed, 'shares'> {
  /** The day it was proposed. */
  readonly on: string;
  readonly formedOn?: string;
  readonly parties: readonly Party[];
}

/** The parties, with what is said of one of them changed. */
export const changed = <P extends ShareOf>(
  parties: readonly P[],
  organisation: string,
  to: Partial<P>,
): readonly P[] =>
  parties.map((party) => (party.organisation === organisation ? { ...party, ...to } : party));

const answered =
  (answer: 'accepted' | 'declined') =>
  (state: JointState, event: StoredEvent<string, Declined & Partial<Accepted>>): JointState => {
    const { organisation, share } = event.data;
    const to = { answer, answeredOn: dayItTells(event), ...(share ? { share } : {}) };
    return { ...state, parties: changed(state.parties, organisation, to) };
  };

/** What several organisations promise together: each its own share, and nobody for another. */
export const JointCommitment: Entity<JointState> = {
  kind: 'jointCommitment',
  stream: ({ partnership, jointCommitment }: { partnership: string; jointCommitment: string }) =>
    `${partnership}-joint-${jointCommitment}`,
  evolve: {
    JointCommitmentProposed: (_, event: StoredEvent<string, Proposed>) => {
      const { shares, ...proposed } = event.data;
      return { ...proposed, on: dayItTells(event), parties: shares };
    },
    ShareAccepted: answered('accepted'),
    ShareDeclined: answered('declined'),
    JointCommitmentFormed: (state, event: StoredEvent) => ({ ...state, formedOn: dayItTells(event) }),
    PartyLeft: (state, event: StoredEvent<string, Accepted>) => ({
      ...state,
      parties: changed(state.parties, event.data.organisation, { leftOn: dayItTells(event) }),
    }),
  },
};

/** What every command on a joint commitment says. */
export class OnJointCommitment extends Dated {
  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('jnt')
  jointCommitment!: string;
}

export const jointUnknown = (): Refusal =>
  refuse(
    'joint-commitment-unknown',
    'No such joint commitment is in this book: take an id from their list.',
    {
      field: 'jointCommitment',
    },
  );

export const partyOf = ({ parties }: JointState, organisation: string): Party | undefined =>
  parties.find((party) => party.organisation === organisation);

/** Why an organisation has no say in it. */
export function refuseStranger(state: JointState | undefined, organisation: string): Refusal | undefined {
  if (!state) return jointUnknown();
  return partyOf(state, organisation)
    ? undefined
    : refuse(
        'not-a-party',
        'Only the organisations it names answer it: promise beside it with MakeCommitment.',
      );
}

/** It needs to be no participant: who was named without being asked can say no. */
export const namedParty = defineAllow<OnJointCommitment, JointState>({
  label: 'an organisation that it names',
  refuse: ({ state, actor }) => refuseStranger(state, actor.organisation),
});

/** Closing the partnership ends what was without an answer then. */
export const refuseLapsed = ({ on }: JointState, closed: ClosedState | undefined): Refusal | undefined =>
  hasLapsed(closed, on)
    ? refuse(
        'share-lapsed',
        'The partnership has closed, and the share was without an answer: once it is reopened, propose anew.',
      )
    : undefined;

/** So many have to stand by it, or it is nothing joint. */
const TO_FORM = 2;

/** The last answer forms it, a refusal too, where enough stand by it then. */
export function formedBy(
  { partnership, jointCommitment, parties }: JointState,
  { organisation, ...answer }: Pick<Party, 'organisation' | 'answer' | 'answeredOn'>,
): NewEvent[] {
  const now = changed(parties, organisation, answer);
  const standing = now.filter(({ answer, leftOn }) => answer === 'accepted' && leftOn === undefined);
  if (standing.length < TO_FORM || now.some(({ answer }) => answer === undefined)) return [];
  const formed = JointCommitmentFormed({
    partnership,
    jointCommitment,
    parties: standing.map((party) => party.organisation),
  });
  // Answers may be recorded in another order than that in which they were given.
  return [{ ...formed, effectiveOn: latest(now.flatMap(({ answeredOn, leftOn }) => [answeredOn, leftOn])) }];
}
