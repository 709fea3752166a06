import {
  defineCommand,
  refuse,
  relyOn,
  type Allow,
  type CommandDefinition,
  type Decision,
  type Entity,
  type Facts,
  type Refusal,
  type StoredEvent,
} from '#kernel';
import { Organisation } from '#organisation';
import { Dated, IsIdOf } from '#vocabulary';
import { consentFolds, type Electorate } from './consent.ts';
import { put, type Entries, type Entry } from './entry.ts';
import type * as Events from './events.ts';
import { refuseUnlessActive } from './membership.ts';

type Data<E extends keyof typeof Events> = Events.DataOf<(typeof Events)[E]>;
type Stored<E extends keyof typeof Events> = StoredEvent<string, Data<E>>;

export interface Invitation extends Entry<Data<'ParticipantInvited'>> {
  readonly declined: boolean;
}
export interface Agreement extends Entry<Data<'AgreementProposed'>> {
  readonly endorsers: readonly string[];
  readonly formed: boolean;
}
/** What the rules of a partnership need to know of its past. */
export interface PartnershipState extends Electorate {
  readonly problem: string;
  readonly scope: Events.Scope;
  readonly invitations: Entries<Invitation>;
  readonly calls: Entries<Entry<Data<'CallOpened'>>>;
  /** What each organisation said when it expressed interest. */
  readonly interests: Entries<string>;
  readonly meetings: Entries<Entry<Data<'MeetingHeld'>>>;
  readonly paused: boolean;
  readonly agreements: Entries<Agreement>;
  /** The sources that each organisation may record from. */
  readonly mandates: Entries<readonly string[]>;
}

const entry = <D>({ data, metadata }: StoredEvent<string, D>): Entry<D> => ({
  said: data,
  on: metadata['effectiveOn'] ?? '',
});

export const Partnership: Entity<PartnershipState> = {
  kind: 'partnership',
  stream: ({ partnership }: { partnership: string }) => `${partnership}-partnership-${partnership}`,
  evolve: {
    ...consentFolds<PartnershipState>(),
    PartnershipConvened: (_, { data: { problem, scope } }: Stored<'PartnershipConvened'>) => ({
      problem,
      scope,
      participants: new Set(),
      proposals: new Map(),
      invitations: new Map(),
      calls: new Map(),
      interests: new Map(),
      meetings: new Map(),
      paused: false,
      agreements: new Map(),
      mandates: new Map(),
    }),
    ProblemRefined: (state, { data }: Stored<'ProblemRefined'>) => ({ ...state, problem: data.to }),
    ScopeRefined: (state, { data }: Stored<'ScopeRefined'>) => ({ ...state, scope: data.to }),
    ParticipantInvited: (state, event: Stored<'ParticipantInvited'>) => ({
      ...state,
      invitations: put(state.invitations, event.data.invitation, { ...entry(event), declined: false }),
    }),
    InvitationDeclined: (state, { data: { invitation } }: Stored<'InvitationDeclined'>) => {
      const known = state.invitations.get(invitation);
      return known
        ? { ...state, invitations: put(state.invitations, invitation, { ...known, declined: true }) }
        : state;
    },
    CallOpened: (state, event: Stored<'CallOpened'>) => ({
      ...state,
      calls: put(state.calls, event.data.call, entry(event)),
    }),
    InterestExpressed: (state, { data }: Stored<'InterestExpressed'>) => ({
      ...state,
      interests: put(state.interests, data.organisation, data.statement),
    }),
    MeetingHeld: (state, event: Stored<'MeetingHeld'>) => ({
      ...state,
      meetings: put(state.meetings, event.data.meeting, entry(event)),
    }),
    PauseOpened: (state) => ({ ...state, paused: true }),
    PauseClosed: (state) => ({ ...state, paused: false }),
    AgreementProposed: (state, event: Stored<'AgreementProposed'>) => ({
      ...state,
      agreements: put(state.agreements, event.data.agreement, {
        ...entry(event),
        endorsers: [],
        formed: false,
      }),
    }),
    AgreementEndorsed: (state, { data }: Stored<'AgreementEndorsed'>) =>
      changeAgreement(state, data.agreement, ({ endorsers }) => ({
        endorsers: [...endorsers, data.organisation],
      })),
    AgreementFormed: (state, { data }: Stored<'AgreementFormed'>) =>
      changeAgreement(state, data.agreement, () => ({ formed: true })),
    MandateGranted: (state, { data: { organisation, source } }: Stored<'MandateGranted'>) => ({
      ...state,
      mandates: put(state.mandates, organisation, [...(state.mandates.get(organisation) ?? []), source]),
    }),
    MandateRevoked: (state, { data: { organisation, source } }: Stored<'MandateRevoked'>) => ({
      ...state,
      mandates: put(
        state.mandates,
        organisation,
        (state.mandates.get(organisation) ?? []).filter((other) => other !== source),
      ),
    }),
  },
};

function changeAgreement(
  state: PartnershipState,
  id: string,
  to: (agreement: Agreement) => Partial<Agreement>,
): PartnershipState {
  const agreement = state.agreements.get(id);
  return agreement
    ? { ...state, agreements: put(state.agreements, id, { ...agreement, ...to(agreement) }) }
    : state;
}

/** What every command on a partnership says. */
export class AboutPartnership extends Dated {
  @IsIdOf('ptn')
  partnership!: string;
}

const partnershipUnknown = (): Refusal =>
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

export const organisationUnknown = (): Refusal =>
  refuse(
    'organisation-unknown',
    'This organisation is not listed: register it first (RegisterOrganisation).',
    {
      field: 'organisation',
    },
  );

/** A command on a partnership that exists. */
export const definePartnershipCommand = <C extends AboutPartnership, R = Record<never, never>>(
  definition: Omit<CommandDefinition<C, PartnershipState, R>, 'entity' | 'decide'> & {
    decide(state: PartnershipState, command: NoInfer<C>, facts: Facts<NoInfer<R>>): Decision;
  },
): CommandDefinition<C, PartnershipState, R> =>
  defineCommand({
    ...definition,
    entity: Partnership,
    decide: (state, command, facts) =>
      state ? definition.decide(state, command, facts) : partnershipUnknown(),
  });
