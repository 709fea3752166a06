import { goesOn } from '#commitment';
import { searchesIn, searchTag, type ImportPlan } from '#interchange';
import type { Client } from '../client.ts';
import type { StandingRecord } from './standing.ts';

/** A record that a search found before, and has no more. */
export interface Gone {
  readonly record: string;
  readonly commitment: string;
  /** The searches in these files that have it no more. */
  readonly searches: readonly string[];
  /** Others, not in these files, had it when they were last brought in: it may be there still. */
  readonly elsewhere: readonly string[];
  /** Why it is not ended, where it is not. */
  readonly kept?: 'confirmed' | 'elsewhere';
}
export interface Missing {
  readonly gone: readonly Gone[];
  /** How many records the searches of these files had. */
  readonly of: number;
}

/** Above this share of them nothing is ended unless it is said that it is meant. */
const SHARE = 0.1;
export const isMany = ({ gone, of }: Missing): boolean => gone.length > of * SHARE;

/** What the searches that are given whole had, and have no more. */
export function missingFrom(
  { whole, ids }: Pick<ImportPlan, 'whole' | 'ids'>,
  known: ReadonlyMap<string, StandingRecord>,
): Missing {
  const gone: Gone[] = [];
  let of = 0;
  for (const [record, { commitment, status, voice, source }] of known) {
    const all = searchesIn(source?.tags ?? {});
    const searches = all.filter((search) => whole.has(search));
    if (searches.length === 0 || !goesOn(status)) continue;
    of++;
    if (ids.has(record)) continue;
    const elsewhere = all.filter((search) => !whole.has(search));
    const kept = voice === 'attributed' ? (elsewhere.length > 0 ? 'elsewhere' : undefined) : 'confirmed';
    gone.push({ record, commitment, searches, elsewhere, ...(kept ? { kept } : {}) });
  }
  return { gone, of };
}

interface Ending {
  readonly client: Client;
  readonly partnership: string;
  readonly known: ReadonlyMap<string, StandingRecord>;
}

/** Ends what the source has no more; of what another search may still have, this search is taken out of its provenance. */
export async function endGone(
  { record, commitment, searches, kept }: Gone,
  { client, partnership, known }: Ending,
): Promise<string | undefined> {
  const { organisation: onBehalfOf, source } = known.get(record) ?? {};
  const path = `/v1/partnerships/${partnership}/commitments/${commitment}`;
  if (kept === 'confirmed' || !source) return undefined;
  if (kept === undefined) {
    const body = { onBehalfOf, ended: 'removed', reason: 'The source has it no more' };
    return (await client.command(`${path}/end-record`, body)).freshness;
  }
  const left = new Set(searches.map(searchTag));
  const tags = Object.fromEntries(Object.entries(source.tags ?? {}).filter(([name]) => !left.has(name)));
  const reason = `No more in ${searches.join(', ')}`;
  const amended = { onBehalfOf, source: { ...source, tags }, reason };
  return (await client.command(`${path}/amend-commitment`, amended)).freshness;
}
