import { event, type Evolve, type StoredEvent } from '#kernel';
import { put, toEntry, type Entries, type Entry } from './entry.ts';
import type { DataOf } from './events.ts';

/**
 * What `organisation` tells everybody. It may name the meeting it comes from: that it came from one is then public,
 * what was said there is not.
 */
interface Told {
  readonly partnership: string;
  readonly organisation: string;
  readonly meeting?: string;
}
export const DecisionAnnounced = event<Told & { decision: string; text: string }>()(
  'DecisionAnnounced',
  'public',
);
/** A way of working that others can take over. */
export const PracticeShared = event<
  Told & { practice: string; title: string; text: string; link?: string }
>()('PracticeShared', 'public');

export interface Announcements {
  readonly decisions: Entries<Entry<DataOf<typeof DecisionAnnounced>>>;
  readonly practices: Entries<Entry<DataOf<typeof PracticeShared>>>;
}
export const noAnnouncements: Announcements = { decisions: new Map(), practices: new Map() };

export const announcementFolds = <S extends Announcements>(): Evolve<S> => ({
  DecisionAnnounced: (state, event: StoredEvent<string, DataOf<typeof DecisionAnnounced>>) => ({
    ...state,
    decisions: put(state.decisions, event.data.decision, toEntry(event, event.data)),
  }),
  PracticeShared: (state, event: StoredEvent<string, DataOf<typeof PracticeShared>>) => ({
    ...state,
    practices: put(state.practices, event.data.practice, toEntry(event, event.data)),
  }),
});
