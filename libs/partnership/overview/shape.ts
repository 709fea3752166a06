import type { Fact } from '#kernel';
import type { Count, IndicatorPlan, ProgrammeId } from '#vocabulary';
import type { CollectiveIndicatorMeasured } from '../collective.ts';
import type { Answer } from '../proposals.ts';
import type * as events from '../events.ts';
import type { VoiceAnswer } from '../missing-voices.ts';
import type { Pause } from '../partnership.ts';
import type { Phase } from '../phase.ts';
import type { FormerConvener, ProposalTerms, Subject } from '../subjects.ts';

export type Data<E extends keyof typeof events> = events.DataOf<(typeof events)[E]>;

export interface OverviewDoc {
  readonly partnership: string;
  readonly facts: readonly Fact[];
}
/** Whether what is told is sourced or illustrative, where its event says so. */
export interface Told {
  readonly basis?: string;
}
export const told = ({ basis }: Told): Told => (basis === undefined ? {} : { basis });
export interface ProposalView extends Told, ProposalTerms {
  readonly proposal: string;
  readonly subject: Subject;
  readonly text: string;
  readonly proposedBy: string;
  readonly answerBy?: string;
  /** Until when those may answer who joined later, where that is after the answer-by date. */
  readonly answerUntil?: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly objections: readonly { readonly organisation: string; readonly reason: string }[];
  readonly adoptedOn?: string;
  /** The partnership closed on this day, and left it without an outcome. */
  readonly lapsedOn?: string;
}
export interface AgreementView extends Told {
  readonly agreement: string;
  readonly title: string;
  readonly text: string;
  readonly sharing: events.SharingPractice;
  readonly endorsers: readonly string[];
  readonly formedOn?: string;
}
/** How often an organisation reports, as a day is judged by: what was agreed is told for no day before its recording. */
export interface RhythmView {
  readonly organisation: string;
  readonly everyMonths: Count;
}
/** Who is not in the room. For participants. */
export interface VoiceView extends Told {
  readonly voice: string;
  /** In words; and which listed organisation, where it is one. */
  readonly who: string;
  readonly organisation?: string;
  readonly why: string;
  readonly flaggedBy: string;
  readonly on: string;
  /** How it was answered; without, it is open. */
  readonly resolved?: {
    readonly how: VoiceAnswer;
    readonly note?: string;
    readonly by: string;
    readonly on: string;
  };
}
/** What success needs, who could bring it, and who offers to. For everybody. */
export interface CapabilityView extends Told {
  readonly capability: string;
  readonly text: string;
  readonly organisations: readonly string[];
  readonly namedBy: string;
  readonly on: string;
  readonly offers: readonly (Told & {
    readonly organisation: string;
    readonly text: string;
    readonly on: string;
  })[];
}
/** What an organisation said it would do next. For participants, as the meetings are that it comes from. */
export interface NextStepView extends Told {
  readonly step: string;
  readonly text: string;
  readonly due: string;
  readonly meeting?: string;
  /** Who took it, a participant still or not. */
  readonly by: string;
  readonly on: string;
  readonly status: 'open' | 'finished' | 'dropped';
  readonly endedOn?: string;
  /** What was said when it ended. */
  readonly note?: string;
  /** Derived for the day that is asked for: open, and due before it. */
  readonly overdue: boolean;
}
/** Who works on something together. For participants. */
export interface GroupView extends Told {
  readonly group: string;
  readonly purpose: string;
  readonly formedBy: string;
  readonly on: string;
  readonly members: readonly string[];
  readonly closed?: { readonly by: string; readonly on: string; readonly reason?: string };
}
/** For everybody: it was announced. */
export interface DecisionView extends Told {
  readonly decision: string;
  readonly text: string;
  readonly meeting?: string;
  readonly by: string;
  readonly on: string;
}
/** For everybody: it was shared so that others can take it over. */
export interface PracticeView extends Told {
  readonly practice: string;
  readonly title: string;
  readonly text: string;
  readonly link?: string;
  readonly meeting?: string;
  readonly by: string;
  readonly on: string;
}
export type MeasuredData = events.DataOf<typeof CollectiveIndicatorMeasured>;
/** A definition, and since when it stands by which proposal. */
export interface DefinitionView extends IndicatorPlan, Told {
  readonly text: string;
  readonly proposal: string;
  readonly adoptedOn: string;
}
export interface MeasurementView extends Omit<MeasuredData, 'partnership' | 'indicator'>, Told {
  readonly measuredOn: string;
  readonly recordedAt: string;
  /** Measured while the period was not over. */
  readonly interim: boolean;
  /** The measurement that corrects this one. */
  readonly replacedBy?: string;
}
export interface CollectiveIndicatorView extends DefinitionView {
  /** How it was defined before, the latest last. */
  readonly former: readonly DefinitionView[];
  readonly measurements: readonly MeasurementView[];
}
/** A partnership as it reads on a day. What is only for its participants is left out for others by `publicOverview`. */
export interface Overview {
  readonly partnership: string;
  readonly title: string;
  /** A label, or the name of the programme that it asks to belong to. */
  readonly programme?: string;
  /** The programme that it asks to belong to. */
  readonly asks?: ProgrammeId;
  /** The programme that has admitted it: its promises count in the sums of that from this day on. */
  readonly belongsTo?: { readonly programme: ProgrammeId; readonly since: string };
  /** Who runs the process on that day. It brings no right that any other participant lacks. */
  readonly convener: string;
  readonly formerConveners: readonly FormerConvener[];
  readonly convenedOn: string;
  readonly phase: Phase;
  readonly phaseSince: string;
  readonly problem: string;
  readonly scope: events.Scope & Told;
  readonly goal?: Told & { readonly text: string; readonly adoptedOn: string; readonly proposal: string };
  readonly participants: readonly (Told & {
    readonly organisation: string;
    readonly since: string;
    readonly priorities: readonly string[];
  })[];
  readonly former: readonly (Told & {
    readonly organisation: string;
    readonly leftOn: string;
    readonly reason?: string;
  })[];
  readonly collectiveIndicators: readonly CollectiveIndicatorView[];
  readonly agreements: readonly AgreementView[];
  /** Of everybody who endorsed a formed agreement, the shortest. */
  readonly rhythms: readonly RhythmView[];
  readonly mandates: readonly (Told & {
    readonly organisation: string;
    readonly source: string;
    readonly grantedBy: string;
  })[];
  readonly calls: readonly (Told & { readonly call: string; readonly text: string })[];
  readonly capabilities: readonly CapabilityView[];
  readonly decisions: readonly DecisionView[];
  readonly practices: readonly PracticeView[];
  readonly pausedSince?: string;
  readonly pauses: readonly Pause[];
  readonly closed?: Told & { readonly on: string; readonly text: string };
  /** The last time that it was reopened, by consent. */
  readonly reopened?: Told & { readonly on: string; readonly text: string };
  /** Invited or interested, and not joined since. */
  readonly preliminaryGroup?: readonly string[];
  readonly invitations?: readonly (Told &
    Data<'ParticipantInvited'> & {
      readonly declined: boolean;
      readonly accepted: boolean;
      /** Without an answer when the partnership closed. */
      readonly lapsed?: boolean;
    })[];
  readonly interests?: readonly (Told & { readonly organisation: string; readonly statement: string })[];
  readonly meetings?: readonly (Told & Data<'MeetingHeld'> & { readonly heldOn: string })[];
  readonly proposals?: readonly ProposalView[];
  readonly missingVoices?: readonly VoiceView[];
  readonly nextSteps?: readonly NextStepView[];
  readonly workingGroups?: readonly GroupView[];
  /** What waits for somebody, and for whom. */
  readonly open?: readonly Open[];
  readonly basis: readonly string[];
}
export interface Open {
  readonly what:
    | 'proposal'
    | 'objection'
    | 'agreement'
    | 'invitation'
    | 'interest'
    | 'pause'
    | 'goal'
    | 'missing-voice'
    | 'capability'
    | 'next-step';
  readonly id?: string;
  readonly says: string;
  /** Whom to ask; nobody in particular where anybody could answer. */
  readonly waitsFor: readonly string[];
  /** By when it is to be done, as whoever took it said, or to be answered; and whether that day has passed. */
  readonly due?: string;
  readonly overdue?: boolean;
}

type ForParticipants =
  | 'invitations'
  | 'interests'
  | 'meetings'
  | 'proposals'
  | 'missingVoices'
  | 'nextSteps'
  | 'workingGroups';
/** What a partnership's state alone tells, for those inside. */
export type WholeOverview = Omit<Overview, 'basis' | 'open' | 'preliminaryGroup' | 'rhythms'> &
  Required<Pick<Overview, ForParticipants>>;
