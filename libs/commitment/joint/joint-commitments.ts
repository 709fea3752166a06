import {
  basisOf,
  defineProjection,
  EVER,
  foldFacts,
  pick,
  withFact,
  type Fact,
  type StoredEvent,
} from '#kernel';
import type { CommitmentId, Day, JointCommitmentId, OrganisationId, PartnershipId } from '#vocabulary';
import { addUp, type Sum } from '../money.ts';
import type { Accepted, Declined, Left, Proposed, ShareOf } from './events.ts';
import { changed } from './joint-commitment.ts';

/** One that is named, and its answer by the day asked for. */
export interface JointParty extends ShareOf {
  /** `lapsed`: it had given none when the partnership closed. */
  readonly answer: 'open' | 'accepted' | 'declined' | 'lapsed';
  readonly answeredOn?: Day;
  /** Its own commitment, with a row of its own in the ledger. */
  readonly share?: CommitmentId;
  readonly leftOn?: Day;
  /** Why it declined or left, where it says so. */
  readonly reason?: string;
}
type Joint = Readonly<Proposed['details']>;
export const JOINT_STATUSES = ['proposed', 'formed', 'not-formed'] as const;
export type JointStatus = (typeof JOINT_STATUSES)[number];
/** A joint commitment as it reads on a day. It is no row of the ledger: its shares are. */
export interface JointRow extends Joint {
  readonly jointCommitment: JointCommitmentId;
  readonly partnership: PartnershipId;
  readonly proposedBy: OrganisationId;
  readonly effectiveOn: Day;
  /** `not-formed`: everybody has answered, and fewer than two stand by it. */
  readonly status: JointStatus;
  readonly formedOn?: Day;
  readonly parties: readonly JointParty[];
  /** Who has yet to answer. */
  readonly waitsFor: readonly OrganisationId[];
  /** What the proposal adds up to, all shares of it. */
  readonly planned: readonly Sum[];
  readonly basis: readonly string[];
}
export interface JointDoc {
  readonly facts: readonly Fact[];
}

interface Answers {
  readonly parties: readonly JointParty[];
  readonly formedOn?: string;
}
const answered = (answers: Answers, organisation: string, to: Partial<JointParty>): Answers => ({
  ...answers,
  parties: changed(answers.parties, organisation, to),
});

const on: { readonly [type: string]: (answers: Answers, fact: Fact) => Answers } = {
  ShareAccepted: (answers, { data, on }) => {
    const { organisation, share } = data as Accepted;
    return answered(answers, organisation, { answer: 'accepted', answeredOn: on, share });
  },
  ShareDeclined: (answers, { data, on }) => {
    const { organisation, ...said } = data as Declined;
    return answered(answers, organisation, { answer: 'declined', answeredOn: on, ...pick(said, ['reason']) });
  },
  PartyLeft: (answers, { data, on }) => {
    const { organisation, ...said } = data as Left;
    return answered(answers, organisation, { leftOn: on, ...pick(said, ['reason']) });
  },
  JointCommitmentFormed: (answers, { on }) => ({ ...answers, formedOn: on }),
};

const moneyOf = (shares: readonly ShareOf[]): Sum[] => addUp(shares.flatMap(({ money }) => money ?? []));

/** What is promised by those who have yet to answer, if they do. */
export const unansweredOf = ({ parties }: Pick<JointRow, 'parties'>): Sum[] =>
  moneyOf(parties.filter(({ answer }) => answer === 'open'));

function jointOn({ facts }: JointDoc, date: string): JointRow {
  // Nothing is dated before the proposal, so it stands first.
  const { on: effectiveOn, data } = facts[0] as Fact;
  const { shares, details, ...proposed } = data as Proposed;
  const start: Answers = { parties: shares.map((share) => ({ ...share, answer: 'open' })) };
  const { parties, formedOn } = foldFacts(facts, date, { start, on });
  const waitsFor = parties.filter(({ answer }) => answer === 'open').map(({ organisation }) => organisation);
  const status = formedOn !== undefined ? 'formed' : waitsFor.length > 0 ? 'proposed' : 'not-formed';
  return {
    ...proposed,
    ...details,
    effectiveOn,
    status,
    ...(formedOn === undefined ? {} : { formedOn }),
    parties,
    waitsFor,
    planned: moneyOf(shares),
    basis: basisOf(facts, date),
  };
}

/** Every joint commitment: who was named, who answered what and when, and whether it was formed. */
export const jointCommitments = defineProjection<JointDoc, JointRow>({
  name: 'joint-commitments',
  version: 1,
  keys: ({ data }) => [(data as { jointCommitment: string }).jointCommitment],
  on: Object.fromEntries(
    ['JointCommitmentProposed', ...Object.keys(on)].map((type) => [
      type,
      (doc: JointDoc | undefined, event: StoredEvent): JointDoc => ({
        facts: withFact(doc?.facts ?? [], event),
      }),
    ]),
  ),
  columns: {
    partnership: { kind: 'text', steady: true, of: (doc) => jointOn(doc, EVER).partnership },
    effectiveOn: { kind: 'text', of: (doc) => jointOn(doc, EVER).effectiveOn },
    status: { kind: 'text', of: (doc, date) => jointOn(doc, date).status },
    tags: {
      kind: 'terms',
      of: (doc, date) => {
        const { parties, waitsFor } = jointOn(doc, date);
        return [
          ...parties.map(({ organisation }) => `party=${organisation}`),
          ...waitsFor.map((organisation) => `waitsFor=${organisation}`),
        ];
      },
    },
  },
  at: jointOn,
});
