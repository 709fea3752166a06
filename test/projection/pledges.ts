import { defineProjection, type StoredEvent } from '#kernel';
import type { EventToAppend } from '#event-store';

/** A toy: pledges that are made, changed, moved from one to another, and withdrawn. */
export interface Pledge {
  readonly partnership: string;
  readonly title?: string;
  readonly amount?: string;
  readonly reports: number;
  readonly tags: readonly string[];
  readonly notes: Readonly<Record<string, string>>;
  readonly moved?: { readonly with: string; readonly amount: string | null };
}
export type Made = { pledge: string; partnership: string; amount?: string; tags: string[] };
export type Changed = { pledge: string; title?: string; note?: { name: string; text?: string } };
export type Moved = { from: string; to: string };

type On<D> = StoredEvent<string, D>;
const blank = (partnership: string): Pledge => ({ partnership, reports: 0, tags: [], notes: {} });

export const pledges = defineProjection<Pledge, string>({
  name: 'pledges',
  version: 1,
  keys: ({ type, data }) => {
    const { pledge, from, to } = data as { pledge: string; from: string; to: string };
    return type === 'Moved' ? [from, to] : [pledge];
  },
  on: {
    Made: (doc, { data: { partnership, amount, tags } }: On<Made>) => ({
      ...(doc ?? blank(partnership)),
      // Undefined at times: it must not show, wherever the document was in between.
      title: undefined,
      amount,
      tags,
    }),
    Changed: (doc, { data: { title, note } }: On<Changed>) =>
      doc && {
        ...doc,
        title,
        reports: doc.reports + 1,
        notes: note ? { ...doc.notes, [note.name]: note.text as string } : doc.notes,
      },
    Moved: (doc, { data: { from, to } }: On<Moved>, { key, peek }) => {
      const other = key === from ? to : from;
      const there = peek(other);
      return { ...(doc ?? blank('none')), moved: { with: other, amount: there?.amount ?? null } };
    },
    Withdrawn: () => undefined,
    Broken: () => {
      throw new Error('cannot be folded');
    },
    Unlisted: (doc) => ({ ...(doc ?? blank('none')), amount: 'much' }),
  },
  columns: {
    partnership: { kind: 'text', of: ({ partnership }) => partnership },
    title: { kind: 'text', of: ({ title }) => title ?? null },
    amount: { kind: 'decimal', of: ({ amount }) => amount ?? null },
    reports: { kind: 'integer', of: ({ reports }) => reports || null },
    tags: { kind: 'terms', of: ({ tags }) => tags },
  },
  at: ({ title }) => title ?? '',
});

let count = 0;
export const event = (type: string, data: unknown): EventToAppend => ({
  id: `evt_${(++count).toString().padStart(26, '0')}`,
  type,
  version: 1,
  data,
  metadata: {},
});
export const made = (pledge: string, partnership = 'ptn_1', amount?: string, tags: string[] = []) =>
  event('Made', { pledge, partnership, amount, tags });
