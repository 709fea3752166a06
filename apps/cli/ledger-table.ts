import Table from 'cli-table3';
import { pagesOfOneMoment, type Client, type AnswerPoint } from './client.ts';

interface Money {
  readonly amount: string;
  readonly currency: string;
}
/** A row of the ledger, as far as tables tell it. */
interface Row {
  readonly commitment: string;
  readonly organisation: string;
  readonly statement?: string;
  readonly promise: string;
  readonly status: string;
  readonly delivery: string;
  readonly ends?: { readonly on: string; readonly firstOn?: string; readonly moved: number };
  readonly voice: string;
  readonly effectiveOn: string;
  readonly money: {
    readonly promised?: Money;
    readonly disbursed: readonly Money[];
    readonly spent: readonly Money[];
  };
  readonly milestones: { readonly planned: number; readonly reached: number; readonly late: number };
  readonly lastSelfReport?: string;
  readonly staleness?: string;
  readonly basis: readonly string[];
}
/** A whole ledger, of one moment. */
export interface Ledger extends AnswerPoint {
  readonly rows: readonly Row[];
  readonly names: Readonly<Record<string, string>>;
}

/** Every page of it. */
export async function ledgerOf(
  client: Client,
  partnership: string,
  moment: { readonly asOf?: string; readonly effective?: string },
): Promise<Ledger> {
  const rows: Row[] = [];
  let names: Ledger['names'] = {};
  let of: AnswerPoint = { effective: '', position: '' };
  const path = `/v1/partnerships/${partnership}/ledger`;
  for await (const page of pagesOfOneMoment<Row>(client, path, { ...moment, limit: '1000' })) {
    rows.push(...page.rows);
    names = { ...names, ...page.names };
    of = page.asOf;
  }
  return { rows, names, effective: of.effective, position: of.position };
}

const money = (list: readonly Money[]): string =>
  list.map(({ amount, currency }) => `${amount} ${currency}`).join('\n');
const promised = ({ money: { promised: one } }: Row): string => (one ? money([one]) : '');
const milestones = ({ milestones: { planned, reached, late } }: Row): string =>
  planned === 0 ? '' : `${reached} of ${planned}${late > 0 ? `\n${late} late` : ''}`;
const report = ({ lastSelfReport = '', staleness = '' }: Row): string =>
  [lastSelfReport, staleness].filter(Boolean).join('\n');
/** Where it stands against its own window; where that was moved, both its ends. */
const delivery = ({ status, delivery: how, ends }: Row): string => {
  const until = ends === undefined ? '' : `until ${ends.on}`;
  const first = ends?.firstOn === undefined ? '' : `at first ${ends.firstOn}`;
  const moved = ends === undefined || ends.moved === 0 ? '' : `moved ${ends.moved}x`;
  return [how === status ? '' : how, until, first, moved].filter(Boolean).join('\n');
};
const style = { head: [], border: [] };

/** A ledger, row by row. */
export function ledgerTable({ rows, names }: Ledger): string {
  const [who, what] = ['who', 'what'];
  const more = [
    'promise',
    'from',
    'promised',
    'disbursed',
    'spent',
    'time',
    'milestones',
    'last report',
    'word',
  ];
  const table = new Table({ head: [who, what, ...more], colWidths: [22, 36], wordWrap: true, style });
  for (const row of rows)
    table.push([
      names[row.organisation] ?? row.organisation,
      row.statement ?? '',
      `${row.promise}\n${row.status}`,
      row.effectiveOn,
      promised(row),
      money(row.money.disbursed),
      money(row.money.spent),
      delivery(row),
      milestones(row),
      report(row),
      [row.voice, ...row.basis].join('\n'),
    ]);
  return table.toString();
}
