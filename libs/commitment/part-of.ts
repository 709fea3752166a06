import type { StoredEvent } from '#kernel';
import type { SomeDetails } from './input.ts';
import type { PartOf } from './particulars.ts';

/** Whose flows, once paid, held the payments of their parts: this was so long before a part could say it. */
const PAYMENTS_CONTAINED_SINCE_EVER = 'fts';

const systemOf = ({ data, metadata }: StoredEvent): string | undefined => {
  const { source } = metadata;
  if (source !== undefined) return (JSON.parse(source) as { system?: string }).system;
  return (data as { source?: { system: string } }).source?.system;
};

/** Details as an event tells them: what an old one does not say of a part's payments follows from its source. */
export function partOfTold<D extends SomeDetails>(details: D, event: StoredEvent): D {
  const { partOf } = details;
  if (!partOf || partOf.paymentsContained !== undefined) return details;
  const paymentsContained = partOf.contained && systemOf(event) === PAYMENTS_CONTAINED_SINCE_EVER;
  return { ...details, partOf: { ...partOf, paymentsContained } };
}

/** What a part says of its parent, in full: in which book, where that is another, and whether its payments hold these. */
export function partOfSaid<D extends SomeDetails>(details: D, book: string): D {
  const { partOf } = details;
  if (!partOf) return details;
  const { partnership, paymentsContained = false, ...said } = partOf;
  const elsewhere = partnership === undefined || partnership === book ? {} : { partnership };
  return { ...details, partOf: { ...said, ...elsewhere, paymentsContained } satisfies PartOf };
}
