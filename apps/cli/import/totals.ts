import { decimal } from '#kernel';
import { expectedTotals, searchTag, seenAs, type ExpectedTotals, type FtsFile } from '#interchange';
import type { Client } from '../client.ts';

export interface Sum {
  readonly currency: string;
  readonly amount: string;
}
interface Sums {
  readonly rows: number;
  readonly contained: number;
  readonly promised: readonly Sum[];
  readonly disbursed: readonly Sum[];
  readonly promisedIn: Sum & { readonly rowsWithout: number };
}
export interface Group extends Sums {
  readonly promise: string;
  readonly status: string;
  readonly voice: string;
}
/** What the ledger adds up to: groups, and what stands and what stands no more, across them. */
export interface Totalled {
  readonly groups: readonly Group[];
  readonly across: { readonly standing: Sums; readonly ended: Sums };
  /** What all of them were recorded with, whatever has become of them. */
  readonly recordedIn: Sums['promisedIn'];
  readonly counting: string;
}
/** One figure of a search, by the ledger and by the file. */
export interface ComparedFigure {
  readonly figure: 'funding' | 'pledges';
  readonly ledger: string;
  readonly file: string;
  readonly agree: boolean;
}
/** A search's own figures beside the ledger's. */
export interface Compared extends Pick<ExpectedTotals, 'search' | 'complete'> {
  readonly figures: readonly ComparedFigure[];
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
  groups(query: Query = {}): Promise<Totalled> {
    const { tag = [], ...rest } = query;
    const all = { in: 'USD', atLeast: this.atLeast, tag: ['source=fts', ...[tag].flat()], ...rest };
    return this.client.get(`/v1/partnerships/${this.partnership}/ledger/totals`, all);
  }

  /** Funding and pledges of each search, in USD: incoming over its boundary, on one boundary only. */
  async compare(files: readonly FtsFile[]): Promise<Compared[]> {
    const compared: Compared[] = [];
    for (const { search, complete, fundingTotal, pledgeTotal } of expectedTotals(files)) {
      const tag = `${searchTag(search)}=${seenAs({ boundary: 'incoming', onBoundary: 'single' })}`;
      const figures = [
        figureOf('funding', await this.inUsd({ tag, promise: 'commitment' }), fundingTotal),
        figureOf('pledges', await this.inUsd({ tag, promise: 'pledge' }), pledgeTotal),
      ];
      compared.push({ search, complete, figures });
    }
    return compared;
  }

  /** A source counts its records whatever has become of them here. */
  private async inUsd(query: Query): Promise<string> {
    return (await this.groups(query)).recordedIn.amount;
  }
}

const figureOf = (figure: ComparedFigure['figure'], ledger: string, file: string): ComparedFigure => ({
  figure,
  ledger,
  file,
  agree: decimal.compare(ledger, file) === 0,
});
