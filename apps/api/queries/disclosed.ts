import { published, type DisclosureState, type PublishedDisclosure } from '#disclosure';
import type { Shown } from '../query-context/disclosures.ts';
import type { SealedReader } from '../query-context/sealed-readers.ts';
import type { Snapshot } from '../query-context/snapshot.ts';

/**
 * A disclosure as it is told to a reader: quietly, to everybody, or both. Older ones have one id for both; since then
 * what is told to everybody has an id of its own.
 */
interface Both {
  readonly quiet?: Shown | undefined;
  readonly open?: PublishedDisclosure | undefined;
}
export type Told = Both & ({ readonly quiet: Shown } | { readonly open: PublishedDisclosure });
export const isTold = (both: Both): both is Told => both.quiet !== undefined || both.open !== undefined;

/** A public disclosure is for everybody while it is not retracted, and for its owner always. */
export const isOpenTo = (
  { partnership, organisation, retracted, from }: PublishedDisclosure,
  reader: SealedReader,
  date: string,
): boolean =>
  partnership === reader.partnership && from <= date && (!retracted || organisation === reader.organisation);

/** What a reader is shown of what everybody was told in a book. */
export async function publicIn(snapshot: Snapshot, reader: SealedReader): Promise<PublishedDisclosure[]> {
  const { partnership } = reader;
  const where = { column: 'partnership', op: 'eq', value: partnership } as const;
  const found: PublishedDisclosure[] = [];
  for await (const one of snapshot.each(published, where, { category: partnership }))
    if (isOpenTo(one, reader, snapshot.date)) found.push(one);
  return found;
}

/** One for each id. */
export function toldBy(quiet: readonly Shown[], open: readonly PublishedDisclosure[]): Told[] {
  const told = new Map<string, Told>(open.map((one) => [one.disclosure, { open: one }]));
  for (const one of quiet) {
    const { disclosure } = one.state;
    told.set(disclosure, { ...told.get(disclosure), quiet: one });
  }
  return [...told.values()];
}

/** What everybody was told of it, where they were: else what was told quietly. */
const saidIn = (told: Told): PublishedDisclosure | DisclosureState =>
  told.open ?? (told.quiet as Shown).state;

/** What of a disclosure is shown to a reader, without what it says. */
export function headOf(told: Told, { organisation: reader }: SealedReader) {
  const { disclosure, organisation, kind, speaksFor, bearsOn, from, version, retracted } = saidIn(told);
  const { quiet, open } = told;
  const published = quiet?.state.published;
  return {
    disclosure,
    organisation,
    kind,
    speaksFor,
    bearsOn,
    effectiveOn: from,
    audience: audienceOf({ quiet, open }, reader === organisation),
    // Under which id everybody was told since: only who heard it quietly knows that it is the same.
    ...(published === undefined ? {} : { published }),
    ...(reader === organisation ? { version } : {}),
    ...(retracted ? { retracted } : {}),
  };
}

/** With whom it was shared before everybody heard it stays between those. */
function audienceOf({ quiet, open }: Both, isOwn: boolean) {
  if (open && !(isOwn && quiet)) return { public: true };
  return { ...quiet?.state.audience, public: open !== undefined };
}

/** All that is shown of it. */
export function wholeOf(told: Told, reader: SealedReader) {
  const { quiet, open } = told;
  const answers = [
    ...[...(quiet?.state.answers.values() ?? [])].map(({ said, on }) => ({ ...said, on })),
    ...(open?.answers ?? []),
  ];
  const isOwn = quiet !== undefined && reader.organisation === quiet.state.organisation;
  return {
    ...headOf(told, reader),
    text: saidIn(told).text,
    answers: answers.map(({ answer, by, text, on }) => ({ answer, organisation: by, effectiveOn: on, text })),
    ...(isOwn ? { readers: readersOf(quiet) } : {}),
  };
}

const readersOf = ({ readings }: Shown) =>
  readings.map(({ organisation, recordedAt }) => ({ organisation, firstReadAt: recordedAt }));
