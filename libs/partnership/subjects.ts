import { event, refuse, same, type NewEvent, type Refusal } from '#kernel';
import type { EntryId, IndicatorPlan, OrganisationId, PartnershipId, ProgrammeId } from '#vocabulary';
import { BookClosed, BookReopened, closedStream } from './closed.ts';
import { CollectiveIndicatorOpened, indicatorStream } from './collective.ts';
import type { Entries, Entry } from './entry.ts';
import { ProblemRefined, ScopeRefined, type Scope } from './events.ts';
import { refuseExpected } from './period.ts';

/** How an outcome came about: who was active when it was adopted, and how each of them answered. */
export interface Adoption {
  readonly partnership: PartnershipId;
  readonly proposal: EntryId;
  readonly consented: readonly OrganisationId[];
  readonly stoodAside: readonly OrganisationId[];
  /** Gave no answer by the proposal's answer-by date, and so stood aside. */
  readonly silent: readonly OrganisationId[];
}
export const GoalAdopted = event<Adoption & { goal: string; from?: string }>()('GoalAdopted', 'public');
/** `from` is the definition that stood before under the same id. */
export const CollectiveIndicatorAdopted = event<
  Adoption & { indicator: IndicatorPlan; text: string; from?: IndicatorPlan }
>()('CollectiveIndicatorAdopted', 'public');
/** `from` and `to` are the whole scope before and after, where it was widened. */
export const ExpansionAdopted = event<Adoption & { text: string; from?: Scope; to?: Scope }>()(
  'ExpansionAdopted',
  'public',
);
/** `organisation` is the convener from now on, after `from`. */
export const LeadHandedOver = event<
  Adoption & { organisation: OrganisationId; from: OrganisationId; text: string }
>()('LeadHandedOver', 'public');
/** It asks to belong to a programme (`programme` and its `name`), or belongs to none any more; `from` is what it was called before. */
export const BelongingAdopted = event<
  Adoption & { text: string; programme?: ProgrammeId; name?: string; from?: string }
>()('BelongingAdopted', 'public');
export const PartnershipClosed = event<Adoption & { text: string }>()('PartnershipClosed', 'public');
export const PartnershipReopened = event<Adoption & { text: string }>()('PartnershipReopened', 'public');

/** What a proposal says beside its text. */
export interface ProposalTerms {
  readonly indicator?: IndicatorPlan;
  /** What an expansion adds to the scope. */
  readonly adds?: Scope;
  /** Who is to lead. */
  readonly to?: string;
  /** The problem, or the whole scope, as it is to be; the text says why. */
  readonly problem?: string;
  readonly scope?: Scope;
  /** To which programme it would ask to belong, and what that is called. */
  readonly programme?: string;
  readonly programmeName?: string;
}
export const PROPOSAL_TERMS = [
  'indicator',
  'adds',
  'to',
  'problem',
  'scope',
  'programme',
] as const satisfies readonly (keyof ProposalTerms)[];

/** What was adopted, and by which proposal. */
interface Adopted<D> extends Entry<D> {
  readonly proposal: string;
}
/** A definition of a collective indicator, and what its proposal said of it. */
export interface Definition extends Adopted<IndicatorPlan> {
  readonly text: string;
}
export interface Defined extends Definition {
  /** How it was defined before, the latest last. */
  readonly former: readonly Definition[];
}
/** A participant that convened before. */
export interface FormerConvener {
  readonly organisation: string;
  readonly since: string;
  readonly until: string;
}
/** What stands in the book, and an outcome replaces. */
export interface AdoptedState {
  /** Who takes part, since when, and its own priorities. */
  readonly participants: Entries<Entry<readonly string[]>>;
  readonly goal?: Adopted<string>;
  /** What it is called that the partnership says it belongs to: a label, or the name of a programme that it asks. */
  readonly programme?: string;
  /** The registered programme that it asks to belong to, and by what. */
  readonly asks?: Entry<{ readonly programme: string; readonly by: string }>;
  /** The programme that has admitted it. */
  readonly belongsTo?: Entry<string>;
  readonly problem: Entry<string>;
  readonly scope: Entry<Scope>;
  /** The convener, and since when. */
  readonly lead: Entry<string>;
  readonly formerConveners: readonly FormerConvener[];
  /** What was closed with, while it is closed. */
  readonly closed?: Entry<string>;
  /** Collective indicators as last adopted, by id. */
  readonly indicators: Entries<Defined>;
}
type Said = ProposalTerms & { readonly text: string };

interface Rules {
  /** What its proposal says beside the text. */
  readonly must?: keyof ProposalTerms;
  readonly may?: keyof ProposalTerms;
  refuse?(said: Said, stands: AdoptedState): Refusal | undefined;
  outcome(adoption: Adoption, said: Said, stands: AdoptedState): readonly NewEvent[];
}

const widened = ({ places, sdgTargets }: Scope, adds: Scope): Scope => ({
  places: [...new Set([...places, ...adds.places])],
  sdgTargets: [...new Set([...sdgTargets, ...adds.sdgTargets])],
});
const sizeOf = ({ places, sdgTargets }: Scope): number => places.length + sdgTargets.length;

const collectiveIndicator: Rules = {
  must: 'indicator',
  refuse: ({ indicator }) => indicator && refuseExpected(indicator, 'indicator'),
  outcome: (adoption, { indicator, text }, { indicators }) => {
    if (!indicator) return [];
    const { partnership } = adoption;
    const { id, unit, aggregation } = indicator;
    return [
      CollectiveIndicatorAdopted({ ...adoption, indicator, text, from: indicators.get(id)?.said }),
      CollectiveIndicatorOpened(
        { partnership, indicator: id, unit, aggregation },
        indicatorStream(partnership, id),
      ),
    ];
  },
};

const expansion: Rules = {
  may: 'adds',
  refuse: ({ adds }, { scope }) =>
    adds && sizeOf(widened(scope.said, adds)) === sizeOf(scope.said)
      ? refuse('already-in-scope', 'The scope has all of these: name what is new, or leave "adds" out.', {
          field: 'adds',
        })
      : undefined,
  outcome: (adoption, { adds, text }, { scope: { said: from } }) => [
    ExpansionAdopted(adds ? { ...adoption, text, from, to: widened(from, adds) } : { ...adoption, text }),
  ],
};

const handOver: Rules = {
  must: 'to',
  refuse: ({ to = '' }, { participants, lead }) => {
    if (!participants.has(to))
      return refuse('receiver-not-active', 'Name an active participant: who is to lead takes part first.', {
        field: 'to',
      });
    return to === lead.said
      ? refuse('already-convener', 'This organisation is the convener: name another.', { field: 'to' })
      : undefined;
  },
  outcome: (adoption, { to, text }, { lead: { said: from } }) =>
    to === undefined ? [] : [LeadHandedOver({ ...adoption, organisation: to, from, text })],
};

const belonging: Rules = {
  may: 'programme',
  refuse: ({ programme }, { asks, programme: called }) => {
    if (programme !== undefined)
      return asks?.said.programme === programme
        ? refuse('already-asked', 'The partnership asks to belong to this programme already.', {
            field: 'programme',
          })
        : undefined;
    return called === undefined
      ? refuse('particulars-missing', 'It belongs to no programme: say in "programme" which it is to ask.', {
          field: 'programme',
        })
      : undefined;
  },
  outcome: (adoption, { text, programme, programmeName: name }, { programme: from }) => [
    BelongingAdopted({
      ...adoption,
      text,
      ...(programme === undefined ? {} : { programme, name }),
      ...(from === undefined ? {} : { from }),
    }),
  ],
};

const alreadySo = (field: string): Refusal =>
  refuse('already-so', 'That is how it stands: propose what is to be different.', { field });

const problem: Rules = {
  must: 'problem',
  refuse: ({ problem: to }, { problem: { said: from } }) => (to === from ? alreadySo('problem') : undefined),
  outcome: (adoption, { problem: to, text: reason }, { problem: { said: from } }) =>
    to === undefined ? [] : [ProblemRefined({ ...adoption, from, to, reason })],
};

const refinedScope: Rules = {
  must: 'scope',
  refuse: ({ scope: to }, { scope: { said: from } }) => (same(to, from) ? alreadySo('scope') : undefined),
  outcome: (adoption, { scope: to, text: reason }, { scope: { said: from } }) =>
    to === undefined ? [] : [ScopeRefined({ ...adoption, from, to, reason })],
};

const closing: Rules = {
  outcome: (adoption, { text }) => [
    PartnershipClosed({ ...adoption, text }),
    BookClosed({ partnership: adoption.partnership }, closedStream(adoption.partnership)),
  ],
};

const reopening: Rules = {
  refuse: (_, { closed }) =>
    closed
      ? undefined
      : refuse('not-closed', 'The partnership is not closed: there is nothing to reopen.', {
          field: 'subject',
        }),
  outcome: (adoption, { text }) => [
    PartnershipReopened({ ...adoption, text }),
    BookReopened({ partnership: adoption.partnership }, closedStream(adoption.partnership)),
  ],
};

/** What can be proposed, and what its adoption is in the book: adding a subject is one entry here. */
export const SUBJECTS = {
  goal: {
    outcome: (adoption, { text }, { goal }) => [GoalAdopted({ ...adoption, goal: text, from: goal?.said })],
  },
  problem,
  scope: refinedScope,
  'collective-indicator': collectiveIndicator,
  expansion,
  'hand-over': handOver,
  belonging,
  closing,
  reopening,
} as const satisfies Record<string, Rules>;
export type Subject = keyof typeof SUBJECTS;
export const rulesOf = (subject: Subject): Rules => SUBJECTS[subject];

/** Why this cannot be proposed on that subject. */
export function refuseSubject(subject: Subject, said: Said, stands: AdoptedState): Refusal | undefined {
  const { must, may, refuse: refuseIt } = rulesOf(subject);
  const foreign = PROPOSAL_TERMS.find((name) => said[name] !== undefined && name !== must && name !== may);
  if (foreign)
    return refuse('not-of-this-subject', `A proposal on "${subject}" has no "${foreign}": leave it out.`, {
      field: foreign,
    });
  if (must && said[must] === undefined)
    return refuse('particulars-missing', `A proposal on "${subject}" says its "${must}".`, { field: must });
  return refuseIt?.(said, stands);
}
