import {
  Already,
  defineCommand,
  refuse,
  relyOn,
  type Allow,
  type CommandDefinition,
  type Decision,
  type Facts,
  Refusal,
} from '#kernel';
import { Organisation } from '#organisation';
import { Dated, IsIdOf } from '#vocabulary';
import { partnershipClosed } from './closed.ts';
import { refuseBefore } from './entry.ts';
import { refuseUnlessActive } from './membership.ts';
import { Partnership, type PartnershipState } from './partnership.ts';

/** What every command on a partnership says. */
export class AboutPartnership extends Dated {
  @IsIdOf('ptn')
  partnership!: string;
}

export const partnershipUnknown = (): Refusal =>
  refuse('partnership-unknown', 'No such partnership stands here: convene it first (ConvenePartnership).', {
    field: 'partnership',
  });

/** Told from the partnership's own state: its stream is what every decision here is checked against. */
export const participant: Allow<unknown, PartnershipState> = {
  label: 'an active participant, for its own organisation',
  refuse: ({ state, actor }) =>
    state ? refuseUnlessActive({ active: state.participants.has(actor.organisation) }) : partnershipUnknown(),
};

export const anyOrganisation: Allow<unknown> = {
  label: 'any organisation with a token, participant or not',
  refuse: () => undefined,
};

/** Relies on an organisation being listed. */
export const relyOnListed = ({ organisation }: { organisation: string }) =>
  relyOn(Organisation, `organisation-organisation-${organisation}`, 'existence');

export const organisationUnknown = (field = 'organisation'): Refusal =>
  refuse(
    'organisation-unknown',
    'This organisation is not listed: register it first (RegisterOrganisation).',
    { field },
  );

/** What would begin something: not in a book that is closed, and not dated before it was last reopened. */
function refuseNew({ closed, reopened }: PartnershipState, decided: Decision, effectiveOn: string): Decision {
  if (decided instanceof Already || (!(decided instanceof Refusal) && decided.length === 0)) return decided;
  if (closed) return partnershipClosed();
  return decided instanceof Refusal ? decided : (refuseBefore(reopened?.on, effectiveOn) ?? decided);
}

/** A command on a partnership that exists, for a day on which it had been convened. */
export const definePartnershipCommand = <C extends AboutPartnership, R = Record<never, never>>(
  definition: Omit<CommandDefinition<C, PartnershipState, R>, 'entity' | 'decide'> & {
    decide(state: PartnershipState, command: NoInfer<C>, facts: Facts<NoInfer<R>>): Decision;
    /** It opens nothing: it may be given once the book is closed, too. */
    readonly afterClosing?: true;
  },
): CommandDefinition<C, PartnershipState, R> => {
  const { afterClosing = false, ...command } = definition;
  return defineCommand({
    ...command,
    entity: Partnership,
    decide: (state, said, facts) => {
      if (!state) return partnershipUnknown();
      const early = refuseBefore(state.on, facts.effectiveOn);
      if (early) return early;
      const decided = definition.decide(state, said, facts);
      return afterClosing ? decided : refuseNew(state, decided, facts.effectiveOn);
    },
  });
};
