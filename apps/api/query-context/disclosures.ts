import { Envelope, type CommandRunner } from '#cqrs';
import { Disclosure, mayRead, noteReading, type DisclosureState } from '#disclosure';
import type { EventStore } from '#event-store';
import { evolve, type Actor, type StoredEvent } from '#kernel';
import type {
  Forgotten,
  KnownAnswer,
  KnownDisclosure,
  RecordPosition,
  Reading,
} from './known-disclosures.ts';
import type { SealedIndex } from './sealed-index.ts';
import type { SealedReader } from './sealed-readers.ts';

/** Up to when sealed records count: through a position of theirs, or up to an instant; all of them without. */
export interface Until {
  readonly position?: string;
  readonly instant?: string;
}
/** A disclosure that was told quietly, as it is shown to its reader, opened for this one answer. */
export interface Shown {
  /** With the answers that the reader may be shown, and no others. */
  readonly state: DisclosureState;
  /** Other organisations that were shown it: for the owner. */
  readonly readings: readonly Reading[];
  /** Of its stream: for the owner, who alone may know of all that counts in it. */
  readonly revision?: number;
  /** The last record that the reader is shown something of. */
  readonly last: Pick<RecordPosition, 'position' | 'event'>;
}

/** What is disclosed quietly: only what is for the reader is opened, whatever else stands there. */
export class Disclosures {
  constructor(
    private readonly quiet: SealedIndex,
    private readonly store: EventStore,
    private readonly runner: CommandRunner,
  ) {}

  /** What a reader is shown of a book, without the answers to it, in the order of its disclosing. */
  async all(reader: SealedReader, until: Until, date: string): Promise<Shown[]> {
    if (reader.organisation === undefined) return [];
    await this.quiet.ready();
    const shown: Shown[] = [];
    for (const disclosure of this.quiet.disclosures.for(reader)) {
      const known = this.quiet.disclosures.of(disclosure);
      const one = known && (await this.show({ ...known, answers: [] }, reader, { until, date }));
      // How far it has come counts its answers, too.
      if (one) shown.push({ ...one, last: lastOf([one.last, ...answersFor(known, reader, until)]) });
    }
    return shown;
  }

  /** One that a reader is shown. Undefined alike of one that is not for it and one that never was: nothing is opened. */
  async one(
    disclosure: string,
    reader: SealedReader,
    moment: { until: Until; date: string },
  ): Promise<Shown | undefined> {
    if (reader.organisation === undefined) return undefined;
    await this.quiet.ready();
    const known = this.quiet.disclosures.of(disclosure);
    return known && this.show(known, reader, moment);
  }

  /** What its owner had disclosed and an operator destroyed since. */
  async forgottenOf(reader: SealedReader): Promise<Forgotten[]> {
    if (reader.organisation === undefined) return [];
    await this.quiet.ready();
    return this.quiet.disclosures.forgottenOf(reader);
  }

  /** Records that it was shown to who is not its owner, once, before it is: for the owner. */
  async noteReading({ state }: Shown, actor: Actor | undefined): Promise<void> {
    const { partnership, disclosure, organisation, audience } = state;
    if (!actor || actor.organisation === organisation || audience.public) return;
    const readings = this.quiet.disclosures.of(disclosure)?.readings ?? [];
    if (readings.some((one) => one.organisation === actor.organisation)) return;
    await this.runner.run(noteReading, new Envelope({ partnership, disclosure, organisation }, { actor }));
  }

  private async show(
    known: KnownDisclosure,
    reader: SealedReader,
    { until, date }: { until: Until; date: string },
  ): Promise<Shown | undefined> {
    if (!isFor(known, reader)) return undefined;
    const answers = answersFor(known, reader, until);
    const records = [...known.said.filter((one) => isBefore(one, until)), ...answers];
    const events = await this.opened(records);
    const state = events
      .filter(({ metadata }) => (metadata['effectiveOn'] ?? '') <= date)
      .reduce<DisclosureState | undefined>((before, event) => evolve(Disclosure, before, event), undefined);
    if (!state || !isFor(state, reader)) return undefined;
    const isOwn = reader.organisation === known.organisation;
    const readings = isOwn ? known.readings.filter((one) => isBefore(one, until)) : [];
    const revision = isOwn ? events.at(-1)?.revision : undefined;
    return {
      state,
      readings,
      last: lastOf([...records, ...readings]),
      ...(revision === undefined ? {} : { revision }),
    };
  }

  /** In the order in which they were recorded; what was forgotten is not there. */
  private async opened(records: readonly RecordPosition[]): Promise<StoredEvent[]> {
    const inOrder = [...records].sort((a, b) => (a.position < b.position ? -1 : 1));
    const events: StoredEvent[] = [];
    for (const { stream, revision, event } of inOrder) {
      const [found] = (await this.store.readStream(stream, { from: revision, limit: 1 })).events;
      if (found?.id === event) events.push(found);
    }
    return events;
  }
}

/** Whether it may be shown to somebody who did not only come to hear it when everybody did. */
const isFor = (
  {
    partnership,
    audience,
    ...known
  }: Pick<DisclosureState, 'partnership' | 'organisation' | 'audience' | 'retracted'>,
  reader: SealedReader,
): boolean =>
  partnership === reader.partnership &&
  mayRead({ ...known, audience: { ...audience, public: false } }, reader.organisation, reader.standing);

/** An answer is for those who heard the disclosure when it was given; those to everybody are told by the book beside. */
const answersFor = (
  { answers, organisation }: KnownDisclosure,
  reader: SealedReader,
  until: Until,
): KnownAnswer[] =>
  answers.filter(
    ({ by, audience, ...place }) =>
      !audience.public &&
      isBefore(place, until) &&
      (by === reader.organisation ||
        mayRead({ organisation, audience }, reader.organisation, reader.standing)),
  );

const lastOf = (places: readonly Shown['last'][]): Shown['last'] =>
  places.reduce((a, b) => (a.position > b.position ? a : b));

const isBefore = (
  { position, recordedAt }: Pick<RecordPosition, 'position' | 'recordedAt'>,
  until: Until,
): boolean =>
  (until.position === undefined || position <= until.position) &&
  (until.instant === undefined || recordedAt <= until.instant);
