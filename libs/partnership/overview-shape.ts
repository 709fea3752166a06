import type { Fact } from '#kernel';
import type { Answer } from './consent.ts';
import type * as consent from './consent.ts';
import type * as events from './events.ts';
import type { CollectiveIndicatorView, FormerConvener } from './overview-collective.ts';
import type { Particulars, Subject } from './subjects.ts';
import type * as subjects from './subjects.ts';

export type Phase = 'scoping' | 'soliciting' | 'pause' | 'agreement' | 'executing' | 'scaling' | 'closed';
export type Data<E extends keyof typeof events> = events.DataOf<(typeof events)[E]>;
export type Said<E extends 'ProposalMade' | 'Consented' | 'Objected'> = events.DataOf<(typeof consent)[E]>;
export type Outcome<E extends keyof typeof subjects> = events.DataOf<(typeof subjects)[E]>;

export interface OverviewDoc {
  readonly partnership: string;
  readonly facts: readonly Fact[];
}
/** Whether what is told is sourced or illustrative, where its event says so. */
export interface Told {
  readonly basis?: string;
}
export interface ProposalView extends Told, Particulars {
  readonly proposal: string;
  readonly subject: Subject;
  readonly text: string;
  readonly proposedBy: string;
  readonly answerBy?: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly objections: readonly { readonly organisation: string; readonly reason: string }[];
  readonly adoptedOn?: string;
}
export interface AgreementView extends Told {
  readonly agreement: string;
  readonly title: string;
  readonly text: string;
  readonly sharing: events.SharingPractice;
  readonly endorsers: readonly string[];
  readonly formedOn?: string;
}
/** A partnership as it reads on a day. What is only for its participants is left out for others by `publicOverview`. */
export interface Overview {
  readonly partnership: string;
  readonly title: string;
  readonly programme?: string;
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
  readonly mandates: readonly (Told & {
    readonly organisation: string;
    readonly source: string;
    readonly grantedBy: string;
  })[];
  readonly calls: readonly (Told & { readonly call: string; readonly text: string })[];
  readonly pausedSince?: string;
  readonly closed?: Told & { readonly on: string; readonly text: string };
  /** Invited or interested, and not joined since. */
  readonly preliminaryGroup?: readonly string[];
  readonly invitations?: readonly (Told &
    Data<'ParticipantInvited'> & { readonly declined: boolean; readonly accepted: boolean })[];
  readonly interests?: readonly (Told & { readonly organisation: string; readonly statement: string })[];
  readonly meetings?: readonly (Told & Data<'MeetingHeld'> & { readonly heldOn: string })[];
  readonly proposals?: readonly ProposalView[];
  /** What waits for somebody, and for whom. */
  readonly open?: readonly Open[];
  readonly basis: readonly string[];
}
export interface Open {
  readonly what: 'proposal' | 'agreement' | 'invitation' | 'pause' | 'goal';
  readonly id?: string;
  readonly says: string;
  readonly waitsFor: readonly string[];
}

export type OverviewState = Omit<Overview, 'basis' | 'open' | 'preliminaryGroup'> &
  Required<Pick<Overview, 'invitations' | 'interests' | 'meetings' | 'proposals'>>;
