import { refuse, sealedStream, type Entity, type Refusal, type StoredEvent } from '#kernel';
import { dayItTells, type Entries, type Entry, latest, put } from '#partnership';
import type { Disclosing, Hearers } from './events.ts';
import type * as Events from './events.ts';

type DataOf<E> = E extends (data: infer D, stream?: string) => unknown ? D : never;
type Stored<E extends keyof typeof Events> = StoredEvent<string, DataOf<(typeof Events)[E]>>;

/** An answer is for those who read the disclosure when it was given, and for nobody who came to it later. */
export interface Answer extends Entry<DataOf<(typeof Events)['DisclosureAnswered']>> {
  readonly audience: Hearers;
}
/** A disclosure as it stands. Nobody keeps it: it is folded when it is needed, from records opened for that. */
export interface DisclosureState extends Disclosing {
  readonly partnership: string;
  readonly disclosure: string;
  readonly organisation: string;
  readonly audience: Hearers;
  /** The first day, and the latest of what was said here since. */
  readonly from: string;
  readonly on: string;
  /** Of what it says: first it is 1. */
  readonly version: number;
  /** By who answers and the id it gave, in the order in which they came. */
  readonly answers: Entries<Answer>;
  readonly retracted?: { readonly on: string; readonly reason?: string };
  /** Under which id it was told to everybody since. */
  readonly published?: string;
}

const EVERYBODY: Hearers = { named: [], participants: [], public: true };

/** Each has ids of its own: one that is taken by another would tell of an answer that one may not read. */
export const answerKey = ({ by, answer }: { readonly by: string; readonly answer: string }): string =>
  `${by} ${answer}`;

export const disclosureStream = (disclosure: string): string => sealedStream('disclosure', disclosure);
/** Where what is public of it is told. */
export const publishedStream = (partnership: string, disclosure: string): string =>
  `${partnership}-disclosure-${disclosure}`;

type Fold<E extends keyof typeof Events> = (state: DisclosureState, event: Stored<E>) => DisclosureState;

const begun = (event: Stored<'DisclosurePublished'>, audience: Hearers): DisclosureState => {
  const on = dayItTells(event);
  return { ...event.data, audience, from: on, on, version: 1, answers: new Map() };
};
const anew: Fold<'DisclosureSuperseded'> = (state, event) => {
  const { text, bearsOn } = event.data;
  return { ...state, on: dayItTells(event), text, bearsOn, version: state.version + 1 };
};
const takenBack: Fold<'DisclosureRetracted'> = (state, event) => {
  const on = dayItTells(event);
  const { reason } = event.data;
  return { ...state, on, retracted: { on, ...(reason === undefined ? {} : { reason }) } };
};
const answered: Fold<'DisclosureAnswered'> = (state, event) => ({
  ...state,
  on: latest([state.on, dayItTells(event)]),
  answers: put(state.answers, answerKey(event.data), {
    said: event.data,
    on: dayItTells(event),
    audience: state.audience,
  }),
});

export const Disclosure: Entity<DisclosureState> = {
  kind: 'disclosure',
  stream: ({ disclosure }: { disclosure: string }) => disclosureStream(disclosure),
  evolve: {
    Disclosed: (_, event: Stored<'Disclosed'>) => begun(event, event.data.audience),
    AudienceWidened: (state, event: Stored<'AudienceWidened'>) => {
      const { to, published } = event.data;
      return { ...state, on: dayItTells(event), audience: to, ...(published ? { published } : {}) };
    },
    DisclosureSuperseded: anew,
    DisclosureRetracted: takenBack,
    DisclosureAnswered: answered,
  },
};

/**
 * What was told of a disclosure to everybody, in the book beside: what is decided of it, and shown of it to whoever did
 * not hear it quietly, is told from here alone.
 */
export const Published: Entity<DisclosureState> = {
  kind: 'disclosure',
  stream: ({ partnership, disclosure }: { partnership: string; disclosure: string }) =>
    publishedStream(partnership, disclosure),
  evolve: {
    DisclosurePublished: (_, event: Stored<'DisclosurePublished'>) => begun(event, EVERYBODY),
    PublishedDisclosureSuperseded: anew,
    PublishedDisclosureRetracted: takenBack,
    PublishedDisclosureAnswered: answered,
  },
};

/** How somebody stands in a partnership now: taking part, invited by who does, or interested by its own word alone. */
export type StandingNow = 'active' | 'invited' | 'interested' | undefined;

/**
 * Whether an organisation may read a disclosure: its owner always, retracted or not; else who is in its audience and
 * takes part now, or is invited or interested and was named.
 */
export function mayRead(
  { organisation, audience, retracted }: Pick<DisclosureState, 'organisation' | 'audience' | 'retracted'>,
  reader: string | undefined,
  standing: StandingNow,
): boolean {
  if (reader === organisation) return true;
  if (retracted) return false;
  if (audience.public) return true;
  if (reader === undefined || standing === undefined) return false;
  return audience.named.includes(reader) || (standing === 'active' && audience.participants.includes(reader));
}

/** The same words for one that never was and one that is not for the asker: nobody learns which it is. */
export const disclosureUnknown = (): Refusal =>
  refuse('disclosure-unknown', 'No such disclosure is here, or it is not for you.', { field: 'disclosure' });

/** Which disclosure, whose: what every event of it says. */
export const aboutDisclosure = ({ partnership, disclosure, organisation }: DisclosureState) => ({
  partnership,
  disclosure,
  organisation,
});

/** What it says, without with whom it is shared. */
export const saidIn = ({ kind, speaksFor, bearsOn, text }: DisclosureState): Disclosing => ({
  kind,
  speaksFor,
  bearsOn,
  text,
});
