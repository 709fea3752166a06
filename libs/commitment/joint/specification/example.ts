import type { NewEvent } from '#kernel';
import { commitmentStream } from '../../commitment.ts';
import { CommitmentMade, type Opened } from '../../events.ts';
import {
  another,
  convener,
  owner,
  partnership,
  promise,
  stranger,
  usd,
} from '../../specification/example.ts';
import {
  JointCommitmentFormed,
  JointCommitmentProposed,
  PartyLeft,
  ShareAccepted,
  ShareDeclined,
  type Proposed,
} from '../events.ts';

/** What the specifications of joint commitments begin with: one that names three, by the convener, who has no share. */
export const jointCommitment = `jnt_${'0'.repeat(26)}`;
export const joint = { partnership, jointCommitment };
export const parties = [owner, stranger, `org_${'th1rd'.padEnd(26, '0')}`] as const;
const [first, second, third] = parties;
export const whole = { ...promise, places: [{ place: 'CO' }], theme: 'Education' };
export const shares = [
  { organisation: first, money: usd('100') },
  { organisation: second, money: usd('50'), statement: 'The lines' },
  { organisation: third },
];

export const proposed = (said: Partial<Proposed> = {}): NewEvent =>
  JointCommitmentProposed({ ...joint, proposedBy: convener, details: whole, shares, ...said });
export const accepted = (organisation: string = second, share = another): NewEvent =>
  ShareAccepted({ ...joint, organisation, share });
export const declined = (organisation: string = third): NewEvent => ShareDeclined({ ...joint, organisation });
export const left = (organisation: string = second, share = another): NewEvent =>
  PartyLeft({ ...joint, organisation, share });
export const formed = (...who: readonly string[]): NewEvent =>
  JointCommitmentFormed({ ...joint, parties: who });
export const dated = (effectiveOn: string, event: NewEvent): NewEvent => ({ ...event, effectiveOn });

/** The commitment that a share is, on a stream of its own. */
export const share = (
  organisation: string,
  { commitment = another, details = whole }: Partial<Opened> = {},
): NewEvent =>
  CommitmentMade(
    {
      partnership,
      commitment,
      organisation,
      recordedBy: organisation,
      attributed: false,
      joint: jointCommitment,
      details,
    },
    commitmentStream(partnership, commitment),
  );
