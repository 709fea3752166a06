import { defineProjection, type StoredEvent } from '#kernel';
import { dayItTells } from '#partnership';
import type { Amended, Offered, Opened } from './events.ts';
import type { SomeDetails } from './input.ts';
import { partOfTold } from './part-of.ts';
import { put, standing, type DatedValue } from './series.ts';

/** A link from one commitment to another, in whichever book. */
export interface Link {
  readonly partnership: string;
  readonly commitment: string;
  /** Where in the order of the store it was said: of a circle, the last link is ignored. */
  readonly said: string;
}
interface Part {
  /** None where the parent is a reference, which contains nothing. */
  readonly parent?: Link;
  readonly promise: boolean;
  readonly payments: boolean;
}
/** Only of commitments that are part of another, were offered to another organisation, were superseded, or came back. */
export interface ContainmentDoc {
  readonly partnership: string;
  readonly commitment: string;
  readonly organisation: string;
  readonly parts: readonly DatedValue<Part>[];
  /** The last offer names money: what the receiver takes on is not the whole. */
  readonly offeredPart?: boolean;
  readonly superseded?: { readonly on: string; readonly by: Link; readonly whole: boolean };
}
/** What contains a commitment on a day, as it says itself, and what took its place. */
export interface Links {
  readonly commitment: string;
  /** Whose promise contains this promise. */
  readonly promise?: Link;
  /** Whose payments contain the payments recorded here. */
  readonly payments?: Link;
  /** What replaced the whole of it; none where a transfer took only a part of the money. */
  readonly successor?: Link;
}

type Fold<D> = (doc: ContainmentDoc, event: StoredEvent<string, D>) => ContainmentDoc | undefined;
type Told = Pick<Opened, 'partnership' | 'commitment' | 'organisation'>;

/** A document begins with the first event that has something to tell. */
const telling =
  <D extends Told>(fold: Fold<D>) =>
  (doc: ContainmentDoc | undefined, event: StoredEvent<string, D>): ContainmentDoc | undefined => {
    const { partnership, commitment, organisation } = event.data;
    return fold(doc ?? { partnership, commitment, organisation, parts: [] }, event) ?? doc;
  };

const partSaid =
  <D extends Told>(detailsOf: (data: D) => SomeDetails): Fold<D> =>
  (doc, event) => {
    const { partOf } = partOfTold(detailsOf(event.data), event);
    if (!partOf || (partOf.commitment === undefined && doc.parts.length === 0)) return undefined;
    const { commitment, partnership = doc.partnership, contained, paymentsContained = false } = partOf;
    const part: Part = {
      ...(commitment === undefined ? {} : { parent: { partnership, commitment, said: event.position } }),
      promise: contained,
      payments: paymentsContained,
    };
    return { ...doc, parts: put(doc.parts, dayItTells(event), part) };
  };

const superseded: Fold<Told & { by: string; to?: string; part?: boolean }> = (doc, event) => {
  const { by, to, part = to !== undefined && doc.offeredPart === true } = event.data;
  const link = { partnership: doc.partnership, commitment: by, said: event.position };
  return { ...doc, superseded: { on: dayItTells(event), by: link, whole: !part } };
};

function linksOn({ commitment, parts, superseded }: ContainmentDoc, date: string): Links {
  const { parent, promise, payments } = standing(parts, date) ?? { promise: false, payments: false };
  const replaced = superseded?.whole && superseded.on <= date ? superseded.by : undefined;
  return {
    commitment,
    ...(parent && promise ? { promise: parent } : {}),
    ...(parent && payments ? { payments: parent } : {}),
    ...(replaced ? { successor: replaced } : {}),
  };
}

/**
 * What contains what: small documents of those commitments alone that are linked to others, so that sums of any rows can
 * be told without reading the rows that are not asked for.
 */
export const containment = defineProjection<ContainmentDoc, Links>({
  name: 'containment',
  version: 2,
  keys: ({ data }) => [(data as Told).commitment],
  on: {
    CommitmentMade: telling(partSaid<Opened>(({ details }) => details)),
    PledgeMade: telling(partSaid<Opened>(({ details }) => details)),
    CommitmentDetailed: telling(partSaid<Told & { details: SomeDetails }>(({ details }) => details)),
    CommitmentAmended: telling(partSaid<Amended>(({ after }) => after)),
    TransferOffered: telling<Told & Offered>((doc, { data }) => ({
      ...doc,
      offeredPart: data.money !== undefined,
    })),
    CommitmentSuperseded: telling(superseded),
    RecordResumed: telling<Told & { by: string }>((doc, event) => superseded(doc, event)),
  },
  columns: {
    partnership: { kind: 'text', steady: true, of: ({ partnership }) => partnership },
    organisation: { kind: 'text', steady: true, of: ({ organisation }) => organisation },
  },
  at: linksOn,
});
