import { Envelope, type CommandRunner } from '#cqrs';
import { Disclosure, disclosureStream, mayRead, noteReading, type DisclosureState } from '#disclosure';
import { START, type EventStore } from '#event-store';
import { evolve, type Actor, type StoredEvent } from '#kernel';
import type { SealedReader, SealedRecords } from './sealed-records.ts';

/** What is known of a disclosure without opening it: enough to tell whom it may be shown. */
interface Known extends Pick<DisclosureState, 'partnership' | 'organisation' | 'audience' | 'retracted'> {
  readonly readings: readonly Reading[];
}
interface Reading {
  readonly organisation: string;
  readonly recordedAt: string;
  readonly position: string;
  readonly event: string;
}
/** That there was one, and when it was forgotten: for its owner. */
export interface Forgotten {
  readonly disclosure: string;
  readonly partnership: string;
  readonly organisation: string;
  readonly at: string;
}
/** Up to when sealed records count: through a position of theirs, or up to an instant; all of them without. */
export interface Until {
  readonly position?: string;
  readonly instant?: string;
}
/** A disclosure as it is shown to its reader, opened for this one answer. */
export interface Shown {
  readonly state: DisclosureState;
  /** Whether it was retracted, then or since. */
  readonly retracted: boolean;
  /** Other organisations that were shown it: for the owner. */
  readonly readings: readonly Reading[];
  /** The last record that the reader is shown something of. */
  readonly last: { readonly position: string; readonly event: string };
}

/** What is disclosed, by whom and to whom, kept in memory alone; what it says is opened when it is asked for. */
export class Disclosures {
  private readonly known = new Map<string, Known>();
  private readonly forgotten = new Map<string, Forgotten>();

  constructor(
    private readonly sealed: SealedRecords,
    private readonly store: EventStore,
    private readonly runner: CommandRunner,
  ) {
    sealed.follow((event) => this.take(event));
  }

  /** What a reader is shown of a book, in the order of its disclosing. */
  async all(reader: SealedReader, until: Until, date: string): Promise<Shown[]> {
    await this.sealed.catchUp();
    const shown: Shown[] = [];
    for (const disclosure of [...this.known.keys()].sort()) {
      const one = await this.show(disclosure, reader, until, date);
      if (one) shown.push(one);
    }
    return shown;
  }

  /** One that a reader is shown. Undefined alike of one that is not for it and one that never was. */
  async one(
    disclosure: string,
    reader: SealedReader,
    until: Until,
    date: string,
  ): Promise<Shown | undefined> {
    await this.sealed.catchUp();
    return this.show(disclosure, reader, until, date);
  }

  /** What its owner had disclosed and an operator destroyed since. */
  async forgottenOf({ partnership, organisation }: SealedReader): Promise<Forgotten[]> {
    await this.sealed.catchUp();
    const own = [...this.forgotten.values()].filter(
      (one) => one.partnership === partnership && one.organisation === organisation,
    );
    return own.sort((a, b) => (a.disclosure < b.disclosure ? -1 : 1));
  }

  /** Records that it was shown to who is not its owner, once, before it is: for the owner. */
  async noteReading({ state }: Shown, actor: Actor | undefined): Promise<void> {
    const { partnership, disclosure, organisation, audience } = state;
    if (!actor || actor.organisation === organisation || audience.public) return;
    const readings = this.known.get(disclosure)?.readings ?? [];
    if (readings.some((one) => one.organisation === actor.organisation)) return;
    await this.runner.run(noteReading, new Envelope({ partnership, disclosure }, { actor }));
  }

  /** Where a sealed record stands among them. */
  async positionOf(event: string): Promise<string> {
    return (await this.store.readEvent(event))?.position ?? START;
  }

  private async show(
    disclosure: string,
    reader: SealedReader,
    until: Until,
    date: string,
  ): Promise<Shown | undefined> {
    const known = this.known.get(disclosure);
    if (known?.partnership !== reader.partnership) return undefined;
    const { organisation, standing } = reader;
    // What is public is not sealed: it is shown as of its moments though it was retracted since.
    if (!mayRead(known.audience.public ? { ...known, retracted: undefined } : known, organisation, standing))
      return undefined;
    const events = (await this.eventsOf(disclosure)).filter((event) => isWithin(event, until));
    const state = events
      .filter(({ metadata }) => (metadata['effectiveOn'] ?? '') <= date)
      .reduce<DisclosureState | undefined>((before, event) => evolve(Disclosure, before, event), undefined);
    if (!state || !mayRead(state, organisation, standing)) return undefined;
    if (known.retracted && organisation !== known.organisation && !state.audience.public) return undefined;
    const readings =
      organisation === known.organisation ? known.readings.filter((one) => isBefore(one, until)) : [];
    const records = [...events.map(({ position, id }) => ({ position, event: id })), ...readings];
    const last = records.reduce((a, b) => (a.position > b.position ? a : b));
    return {
      state,
      retracted: known.retracted !== undefined,
      readings,
      last: { position: last.position, event: last.event },
    };
  }

  private async eventsOf(disclosure: string): Promise<readonly StoredEvent[]> {
    return (await this.store.readStream(disclosureStream(disclosure))).events;
  }

  private take(event: StoredEvent): void {
    const { disclosure } = event.data as { disclosure?: string };
    if (disclosure === undefined) return;
    const { metadata, position, id } = event;
    const { recordedAt = '' } = metadata;
    const known = this.known.get(disclosure);
    if (event.type === 'DisclosureForgotten') {
      const { partnership, organisation } = event.data as Forgotten;
      this.known.delete(disclosure);
      this.forgotten.set(disclosure, { disclosure, partnership, organisation, at: recordedAt });
    } else if (event.type === 'DisclosureRead') {
      const { reader } = event.data as { reader: string };
      const reading = { organisation: reader, recordedAt, position, event: id };
      if (known) this.known.set(disclosure, { ...known, readings: [...known.readings, reading] });
    } else {
      const state = evolve(Disclosure, { answers: new Map(), ...known } as never, event);
      if (state) this.known.set(disclosure, knownOf(state, known?.readings));
    }
  }
}

/** Nothing of what it says. */
const knownOf = (
  { partnership, organisation, audience, retracted }: DisclosureState,
  readings: readonly Reading[] = [],
): Known => ({ partnership, organisation, audience, readings, ...(retracted ? { retracted } : {}) });

const isBefore = (
  { position, recordedAt }: Pick<Reading, 'position' | 'recordedAt'>,
  until: Until,
): boolean =>
  (until.position === undefined || position <= until.position) &&
  (until.instant === undefined || recordedAt <= until.instant);
const isWithin = ({ position, metadata }: StoredEvent, until: Until): boolean =>
  isBefore({ position, recordedAt: metadata['recordedAt'] ?? '' }, until);
