import { pages, type Client } from '../client.ts';

/** A record that the book has already. */
export interface StandingRecord {
  readonly commitment: string;
  readonly version: number;
  readonly promise: 'pledge' | 'commitment';
  readonly disbursed: boolean;
  /** Which fields are said. */
  readonly said: ReadonlySet<string>;
}
interface Row {
  readonly commitment: string;
  readonly promise: 'pledge' | 'commitment';
  readonly source?: { readonly record: string; readonly version: number };
  readonly money: { readonly promised?: object; readonly disbursed: readonly object[] };
}

const standingOf = (row: Row): StandingRecord => ({
  commitment: row.commitment,
  version: row.source?.version ?? 0,
  promise: row.promise,
  disbursed: row.money.disbursed.length > 0,
  said: new Set([...Object.keys(row), ...(row.money.promised ? ['money'] : [])]),
});

/** What an import finds in the book, by the source's record id: asked once, so that a second run has little to do. */
export async function standingRecords(
  client: Client,
  partnership: string,
  system: string,
): Promise<Map<string, StandingRecord>> {
  const found = new Map<string, StandingRecord>();
  const query = { tag: `source=${system}`, limit: '1000' };
  for await (const { rows } of pages<Row>(client, `/v1/partnerships/${partnership}/ledger`, query))
    for (const row of rows) if (row.source) found.set(row.source.record, standingOf(row));
  return found;
}
