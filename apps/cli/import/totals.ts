import { decimal } from '#kernel';
import { expectedTotals, type ExpectedTotals, type FtsFile } from '#interchange';
import type { Client } from '../client.ts';

interface Sum {
  readonly currency: string;
  readonly amount: string;
}
export interface Group {
  readonly promise: string;
  readonly status: string;
  readonly voice: string;
  readonly rows: number;
  readonly promised: readonly Sum[];
  readonly disbursed: readonly Sum[];
  readonly promisedIn: Sum & { readonly rowsWithout: number };
}
/** A country's own figures beside the ledger's. */
export interface Compared extends ExpectedTotals {
  readonly funding: string;
  readonly pledges: string;
  readonly agree: boolean;
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a query on the ledger says that an import adds up to; nothing is added up here but the query's own groups. */
export class ImportTotals {
  constructor(
    private readonly client: Client,
    private readonly partnership: string,
    private readonly atLeast: string | undefined,
  ) {}

  /** By promise, status and currency, of everything from this source. */
  groups(query: Query = {}): Promise<{ groups: readonly Group[]; contained: number; counting: string }> {
    const { tag = [], ...rest } = query;
    const all = { in: 'USD', atLeast: this.atLeast, tag: ['source=fts', ...[tag].flat()], ...rest };
    return this.client.get(`/v1/partnerships/${this.partnership}/ledger/totals`, all);
  }

  /** Funding and pledges of each search, in USD: incoming over its boundary, on one boundary only. */
  async compare(files: readonly FtsFile[]): Promise<Compared[]> {
    const compared: Compared[] = [];
    for (const expected of expectedTotals(files)) {
      const tag = [
        `search-${expected.search}.boundary=incoming`,
        `search-${expected.search}.onBoundary=single`,
      ];
      const funding = await this.inUsd({ tag, promise: 'commitment' });
      const pledges = await this.inUsd({ tag, promise: 'pledge' });
      const agree =
        decimal.compare(funding, expected.fundingTotal) === 0 &&
        decimal.compare(pledges, expected.pledgeTotal) === 0;
      compared.push({ ...expected, funding, pledges, agree });
    }
    return compared;
  }

  private async inUsd(query: Query): Promise<string> {
    const { groups } = await this.groups(query);
    return decimal.sum(groups.map(({ promisedIn }) => promisedIn.amount));
  }
}
