import { defineProjection, type StoredEvent } from '#kernel';
import { dayItTells } from '#partnership';
import type { Answering, Bearing, Disclosing } from './events.ts';
import type * as Events from './events.ts';

type DataOf<E> = E extends (data: infer D, stream?: string) => unknown ? D : never;
type Stored<E extends keyof typeof Events> = StoredEvent<string, DataOf<(typeof Events)[E]>>;
type OnDay<D> = D & { readonly on: string };

interface Of {
  readonly partnership: string;
  readonly disclosure: string;
  readonly organisation: string;
}
/** What was told to everybody of a disclosure, each thing with its day. */
export interface PublishedDoc extends Of, Pick<Disclosing, 'kind' | 'speaksFor'> {
  readonly said: readonly OnDay<{ readonly text: string; readonly bearsOn: readonly Bearing[] }>[];
  readonly answers: readonly OnDay<Answering>[];
  readonly retracted?: OnDay<{ readonly reason?: string }>;
}
/** A public disclosure as it reads on a day. */
export interface PublishedDisclosure extends Of, Disclosing {
  /** The day on which everybody was told: of an earlier one nothing is said. */
  readonly from: string;
  /** Of what it says: first it is 1. */
  readonly version: number;
  readonly answers: readonly OnDay<Answering>[];
  readonly retracted?: OnDay<{ readonly reason?: string }>;
}

const dayOfDoc = ({ said }: PublishedDoc): string => said[0]?.on ?? '';

/** What was told to everybody, from the book's ordinary events alone: it is the same whatever is sealed beside it. */
export const published = defineProjection<PublishedDoc, PublishedDisclosure>({
  name: 'published',
  version: 1,
  keys: ({ data }) => [(data as Of).disclosure],
  on: {
    DisclosurePublished: (_, event: Stored<'DisclosurePublished'>) => {
      const { text, bearsOn, ...about } = event.data;
      return { ...about, said: [{ text, bearsOn, on: dayItTells(event) }], answers: [] };
    },
    PublishedDisclosureSuperseded: (doc, event: Stored<'PublishedDisclosureSuperseded'>) => {
      const { text, bearsOn } = event.data;
      return doc && { ...doc, said: [...doc.said, { text, bearsOn, on: dayItTells(event) }] };
    },
    PublishedDisclosureAnswered: (doc, event: Stored<'PublishedDisclosureAnswered'>) => {
      const { answer, by, text } = event.data;
      return doc && { ...doc, answers: [...doc.answers, { answer, by, text, on: dayItTells(event) }] };
    },
    PublishedDisclosureRetracted: (doc, event: Stored<'PublishedDisclosureRetracted'>) => {
      const { reason } = event.data;
      return (
        doc && { ...doc, retracted: { on: dayItTells(event), ...(reason === undefined ? {} : { reason }) } }
      );
    },
  },
  columns: {
    partnership: { kind: 'text', of: ({ partnership }) => partnership },
    effectiveOn: { kind: 'text', of: dayOfDoc },
  },
  at: ({ said, answers, retracted, ...doc }, date) => {
    const by = <D extends { on: string }>(all: readonly D[]) => all.filter(({ on }) => on <= date);
    const words = by(said);
    const { text = '', bearsOn = [] } = words.at(-1) ?? {};
    return {
      ...doc,
      text,
      bearsOn,
      from: said[0]?.on ?? '',
      version: words.length,
      answers: by(answers),
      ...(retracted && retracted.on <= date ? { retracted } : {}),
    };
  },
});
