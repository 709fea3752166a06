import { event, refuse, relyOn, type Entity, type Refusal, type StoredEvent } from '#kernel';
import { dayItTells, refuseBefore } from './entry.ts';

/**
 * The guard that says whether a book is closed: written by closing and reopening alone, and checked by what opens something
 * new beside the book's own stream, so that no commitment waits on that.
 */
export const BookClosed = event<{ partnership: string }>()('BookClosed', 'guard');
export const BookReopened = event<{ partnership: string }>()('BookReopened', 'guard');

export const closedStream = (partnership: string): string => `${partnership}-closed-${partnership}`;

export interface ClosedState {
  readonly closed: boolean;
  /** The day of the last reopening: what waited for an answer before it waits no more. */
  readonly reopenedOn?: string;
}

export const Closed: Entity<ClosedState> = {
  kind: 'closed',
  stream: ({ partnership }: { partnership: string }) => closedStream(partnership),
  evolve: {
    BookClosed: (state) => ({ ...state, closed: true }),
    BookReopened: (_, event: StoredEvent) => ({ closed: false, reopenedOn: dayItTells(event) }),
  },
};

/** Relies on whether the book is closed. */
export const relyOnClosed = ({ partnership }: { partnership: string }) =>
  relyOn(Closed, closedStream(partnership));

export const partnershipClosed = (): Refusal =>
  refuse(
    'partnership-closed',
    'The partnership is closed: what stands goes on, and nothing new begins unless it is reopened (Propose, on "reopening").',
  );
export const refuseClosed = (guard: ClosedState | undefined): Refusal | undefined =>
  guard?.closed ? partnershipClosed() : undefined;

/** Why something that asks others for an answer is not opened, or not for that day: it would have lapsed. */
export const refuseAsking = (guard: ClosedState | undefined, effectiveOn: string): Refusal | undefined =>
  refuseClosed(guard) ?? refuseBefore(guard?.reopenedOn, effectiveOn);

/** Whether what was without an answer lapsed when the book closed: all of it while it is closed, and what is of before. */
export const hasLapsed = (guard: ClosedState | undefined, askedOn: string): boolean =>
  guard !== undefined && (guard.closed || (guard.reopenedOn !== undefined && askedOn < guard.reopenedOn));
