import { Already, defineAllow, defineCommand, pick, refuse } from '#kernel';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import {
  ownMembership,
  refuseBefore,
  refuseUnlessActive,
  relyOnClosed,
  type ClosedState,
} from '#partnership';
import { CommitmentMade } from '../../events.ts';
import { openBeside } from '../../opening.ts';
import { ShareAccepted } from '../events.ts';
import {
  formedBy,
  JointCommitment,
  jointUnknown,
  OnJointCommitment,
  partyOf,
  refuseLapsed,
  refuseStranger,
  type JointState,
} from '../joint-commitment.ts';

export class AcceptShare extends OnJointCommitment {
  static readonly example = { effectiveOn: '2021-02-01' };
}

const participatingParty = defineAllow<AcceptShare, JointState, { member: { active: boolean } }>({
  label: 'an organisation that it names, an active participant',
  reads: { member: ownMembership },
  refuse: ({ state, actor, read }) =>
    refuseStranger(state, actor.organisation) ?? refuseUnlessActive(read.member),
});

export const acceptShare = defineCommand<AcceptShare, JointState, { closed: ClosedState; endings: Endings }>({
  input: AcceptShare,
  entity: JointCommitment,
  alsoCreates: { commitment: 'cmt' },
  summary:
    'Promise your share of a joint commitment: a commitment of your own. The last answer forms the whole.',
  allow: participatingParty,
  reads: { closed: relyOnClosed, endings: relyOnEndings },
  decide: (state, _, { actor: { organisation }, opened, effectiveOn, read }) => {
    const party = state && partyOf(state, organisation);
    if (!party) return jointUnknown();
    if (party.leftOn !== undefined)
      return refuse('party-left', `You left it on ${party.leftOn}: promise beside it with MakeCommitment.`);
    if (party.answer === 'declined')
      return refuse(
        'already-declined',
        `You declined it on ${party.answeredOn}: promise beside it with MakeCommitment, or propose anew.`,
      );
    if (party.share !== undefined) return new Already({ commitment: party.share });
    const early =
      refuseEnded(read.endings, organisation) ??
      refuseLapsed(state, read.closed) ??
      refuseBefore(state.on, effectiveOn);
    if (early) return early;
    const { partnership, jointCommitment, details } = state;
    const share = opened['commitment'] ?? '';
    return [
      ShareAccepted({ partnership, jointCommitment, organisation, share }),
      ...formedBy(state, { organisation, answer: 'accepted', answeredOn: effectiveOn }),
      openBeside(
        CommitmentMade,
        { partnership, commitment: share, organisation },
        { joint: jointCommitment, details: { ...details, ...pick(party, ['statement', 'money']) } },
      ),
    ];
  },
});
