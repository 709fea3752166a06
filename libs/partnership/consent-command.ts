import type { CommandDefinition, Decision, Facts, Reads } from '#kernel';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import { definePartnershipCommand, type AboutPartnership } from './book-command.ts';
import { changeSome, latest, put, without } from './entry.ts';
import type { PartnershipState } from './partnership.ts';
import { isOpen } from './settled.ts';

/**
 * The book as consent counts it: who has ended takes part in it no more, and of what is open its answers and objections
 * lapse. The day of its ending is one that an outcome rests on.
 */
export function withoutEnded(state: PartnershipState, endings: Endings | undefined): PartnershipState {
  let left = state;
  for (const organisation of state.participants.keys()) {
    const on = endings?.endedOn.get(organisation);
    if (on === undefined) continue;
    left = {
      ...left,
      participants: without(left.participants, organisation),
      membership: put(left.membership, organisation, latest([on, left.membership.get(organisation)])),
      proposals: changeSome(
        left.proposals,
        (proposal) => isOpen(left, proposal),
        (proposal) => ({
          ...proposal,
          answers: without(proposal.answers, organisation),
          objections: without(proposal.objections, organisation),
        }),
      ),
    };
  }
  return left;
}

/** A command by which a participant proposes something to all, or answers: decided by those who go on. */
export const defineConsentCommand = <C extends AboutPartnership, R = Record<never, never>>(
  definition: Omit<CommandDefinition<C, PartnershipState, R>, 'entity' | 'decide'> & {
    decide(state: PartnershipState, command: NoInfer<C>, facts: Facts<NoInfer<R>>): Decision;
  },
): CommandDefinition<C, PartnershipState, R & { endings: Endings }> =>
  definePartnershipCommand<C, R & { endings: Endings }>({
    ...definition,
    afterClosing: true,
    reads: { ...definition.reads, endings: relyOnEndings } as Reads<C, R & { endings: Endings }>,
    decide: (state, command, facts) =>
      refuseEnded(facts.read.endings, facts.actor.organisation) ??
      definition.decide(withoutEnded(state, facts.read.endings), command, facts as Facts<R>),
  });
