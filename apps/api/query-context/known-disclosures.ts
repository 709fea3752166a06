import { Disclosure, type DisclosureState, type Known } from '#disclosure';
import { evolve, type StoredEvent } from '#kernel';
import type { SealedReader } from './sealed-readers.ts';

/** Where a sealed record stands, and when it was recorded. */
export interface RecordPosition {
  readonly event: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly recordedAt: string;
}
export interface Reading extends RecordPosition {
  readonly organisation: string;
}
/** An answer, and who heard the disclosure when it was given. */
export interface KnownAnswer extends RecordPosition {
  readonly by: string;
  readonly audience: DisclosureState['audience'];
}
/** What is known of a disclosure without opening it: whom it may be shown, and where its records stand. */
export interface KnownDisclosure extends Known {
  readonly said: readonly RecordPosition[];
  readonly answers: readonly KnownAnswer[];
  /** First readings by other organisations: for the owner. */
  readonly readings: readonly Reading[];
}
/** That there was one, and when it was forgotten: for its owner. */
export interface Forgotten {
  readonly disclosure: string;
  readonly partnership: string;
  readonly organisation: string;
  readonly at: string;
}

/** Lists by book and organisation: whatever is looked up costs what is in it, whatever stands beside. */
class ByReader<T> {
  private readonly lists = new Map<string, Map<string, T>>();

  of({ partnership, organisation = '' }: Pick<SealedReader, 'partnership' | 'organisation'>): readonly T[] {
    return [...(this.lists.get(`${partnership} ${organisation}`)?.values() ?? [])];
  }

  add(partnership: string, organisation: string, [id, one]: readonly [string, T]): void {
    const key = `${partnership} ${organisation}`;
    const list = this.lists.get(key) ?? new Map<string, T>();
    this.lists.set(key, list.set(id, one));
  }

  remove(partnership: string, organisation: string, id: string): void {
    this.lists.get(`${partnership} ${organisation}`)?.delete(id);
  }
}

/** Which disclosures there are, and whose and for whom they are. */
export class KnownDisclosures {
  private readonly known = new Map<string, KnownDisclosure>();
  private readonly heard = new ByReader<string>();
  private readonly gone = new ByReader<Forgotten>();

  /** Undefined of one that never was, that was forgotten, or that was public from the first. */
  of(disclosure: string): KnownDisclosure | undefined {
    return this.known.get(disclosure);
  }

  /** Those that somebody may be shown, if it stands there as it has to: its own, and whose audience names it; in order. */
  for(reader: Pick<SealedReader, 'partnership' | 'organisation'>): string[] {
    return [...this.heard.of(reader)].sort();
  }

  /** What an organisation had disclosed and an operator destroyed since; in order. */
  forgottenOf(reader: Pick<SealedReader, 'partnership' | 'organisation'>): Forgotten[] {
    return [...this.gone.of(reader)].sort((a, b) => (a.disclosure < b.disclosure ? -1 : 1));
  }

  take(event: StoredEvent): void {
    const { disclosure } = event.data as { disclosure?: string };
    if (disclosure === undefined) return;
    const before = this.known.get(disclosure);
    if (event.type === 'DisclosureForgotten') this.forget(event as StoredEvent<string, Forgotten>);
    else if (event.type === 'DisclosureRead') {
      const { reader } = event.data as { reader: string };
      const reading = { ...placeOf(event), organisation: reader };
      if (before) this.known.set(disclosure, { ...before, readings: [...before.readings, reading] });
    } else if (before || event.type === 'Disclosed') {
      const after = next(before, event);
      if (after) this.put(disclosure, before, after);
    }
  }

  private put(disclosure: string, before: KnownDisclosure | undefined, after: KnownDisclosure): void {
    this.known.set(disclosure, after);
    const heard = new Set(after.retracted ? [after.organisation] : readersOf(after));
    for (const one of heard) this.heard.add(after.partnership, one, [disclosure, disclosure]);
    for (const one of before ? readersOf(before) : [])
      if (!heard.has(one)) this.heard.remove(after.partnership, one, disclosure);
  }

  private forget({ data, metadata }: StoredEvent<string, Forgotten>): void {
    const { disclosure, partnership, organisation } = data;
    const before = this.known.get(disclosure);
    for (const one of before ? readersOf(before) : []) this.heard.remove(partnership, one, disclosure);
    this.known.delete(disclosure);
    const at = metadata['recordedAt'] ?? '';
    this.gone.add(partnership, organisation, [disclosure, { disclosure, partnership, organisation, at }]);
  }
}

const readersOf = ({ organisation, audience }: Known): string[] => [
  organisation,
  ...audience.named,
  ...audience.participants,
];

const placeOf = ({ id, stream, revision, position, metadata }: StoredEvent): RecordPosition => ({
  event: id,
  stream,
  revision,
  position,
  recordedAt: metadata['recordedAt'] ?? '',
});

/** Nothing of what it says. One that was public from the first is told by the book beside. */
function next(before: KnownDisclosure | undefined, event: StoredEvent): KnownDisclosure | undefined {
  const state = evolve(Disclosure, { answers: new Map(), ...before } as never, event);
  if (!state || (!before && state.audience.public)) return undefined;
  const { partnership, organisation, audience, retracted } = state;
  const { said = [], answers = [], readings = [] } = before ?? {};
  const place = placeOf(event);
  const { by } = event.data as { by?: string };
  return {
    partnership,
    organisation,
    audience,
    ...(retracted ? { retracted } : {}),
    said: by === undefined ? [...said, place] : said,
    answers: by === undefined ? answers : [...answers, { ...place, by, audience }],
    readings,
  };
}
