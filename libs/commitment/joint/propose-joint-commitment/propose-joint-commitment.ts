import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { defineCommand, pick, refuse } from '#kernel';
import { IsIdOf, IsText } from '#vocabulary';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import {
  activeParticipant,
  organisationUnknown,
  refuseAsking,
  relyOnClosed,
  relyOnListed,
  type ClosedState,
} from '#partnership';
import { KINDS, MOST_NAMED, Outline, OUTLINE, type Kind } from '../../input.ts';
import { Money } from '../../particulars.ts';
import { refuseDetails, refuseOpenWindow } from '../../promise.ts';
import { JointCommitmentProposed, type ShareOf } from '../events.ts';
import { JointCommitment } from '../joint-commitment.ts';

export class Share {
  /** Who would promise it. */
  @IsIdOf('org')
  organisation!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => Money)
  money?: Money;

  /** What it does of the whole, where that is to be said apart. */
  @IsOptional()
  @IsText(4000)
  statement?: string;
}

export class ProposeJointCommitment extends Outline {
  static readonly example = {
    statement: 'Connect every school in the Amazon region to the Internet by the end of 2023',
    kind: 'financial',
    places: [{ place: 'CO' }, { place: 'PE' }],
    sdgTargets: ['9.c', '4.a'],
    shares: [
      {
        organisation: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w',
        money: { amount: '1500000', currency: 'USD' },
        statement: 'The lines to 300 schools',
      },
      { organisation: 'org_01hzy3v7qk8m4n2p6r9s0t1v5x', money: { amount: '500000', currency: 'USD' } },
    ],
  };

  /** Of the whole. */
  @IsText(4000)
  statement!: string;

  @IsIn(KINDS)
  kind!: Kind;

  /** Who would promise what of it; the proposer has a share of its own, or has none. */
  @ValidateNested({ each: true })
  @ArrayMinSize(2)
  @ArrayMaxSize(MOST_NAMED)
  @Type(() => Share)
  shares!: Share[];
}

interface Parties {
  readonly parties: readonly object[];
  readonly closed: ClosedState;
  readonly endings: Endings;
}
const parties = ({ shares }: ProposeJointCommitment) => shares.map(relyOnListed);

export const proposeJointCommitment = defineCommand<ProposeJointCommitment, unknown, Parties>({
  input: ProposeJointCommitment,
  entity: JointCommitment,
  creates: 'jnt',
  summary: 'Propose what several organisations would promise together; each answers for its own share.',
  allow: activeParticipant,
  reads: { parties, closed: relyOnClosed, endings: relyOnEndings },
  decide: (_, command, { self, actor, effectiveOn, read }) => {
    const { partnership, statement, kind, shares } = command;
    const field = 'shares';
    const early = refuseAsking(read.closed, effectiveOn) ?? refuseEnded(read.endings, actor.organisation);
    if (early) return early;
    if (new Set(shares.map(({ organisation }) => organisation)).size < shares.length)
      return refuse('party-twice', 'Name each organisation once: its share is one commitment.', { field });
    if (!read.parties?.every(Boolean)) return organisationUnknown(field);
    const refusal = refuseOpenWindow(command) ?? refuseDetails(command, self, {});
    if (refusal) return refusal;
    return [
      JointCommitmentProposed({
        partnership,
        jointCommitment: self,
        proposedBy: actor.organisation,
        details: { statement, kind, ...pick(command, OUTLINE) },
        shares: shares.map((share): ShareOf => pick(share, ['organisation', 'money', 'statement'])),
      }),
    ];
  },
});
