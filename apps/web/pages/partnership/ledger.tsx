import { saying } from '../../address.ts';
import type { Names } from '../../answers.ts';
import { Csv } from '../../parts/csv.tsx';
import { Pages } from '../../parts/listed.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useReader, useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import type { Texts } from '../../texts/index.ts';
import { LastReport, Milestones, Paid, Promised, What, Who } from './ledger-cells.tsx';
import { AT_ONCE, Chart, Charts } from './ledger-charts.tsx';
import { chosenIn, queryAddressOf } from './ledger-filters.ts';
import { LedgerForm } from './ledger-form.tsx';
import type { LedgerPage, Row } from './ledger-row.ts';

/** Titles of partnerships by id, where rows are of several. */
type Titles = Readonly<Record<string, string>>;

const columnsOf = (
  { heads }: Texts['ledger'],
  { names, titles }: { names: Names; titles: Titles },
): Column<Row>[] => [
  { head: heads.who, cell: (row) => <Who of={row} names={names} /> },
  { head: heads.what, names: true, cell: (row) => <What of={row} title={titles[row.partnership]} /> },
  { head: heads.promised, align: 'end', sort: '-promised', cell: (row) => <Promised of={row} /> },
  { head: heads.paid, align: 'end', sort: '-disbursed', cell: (row) => <Paid of={row} /> },
  { head: heads.milestones, sort: 'nextDue', cell: (row) => <Milestones of={row} /> },
  { head: heads.report, sort: 'reportsFrom', cell: (row) => <LastReport of={row} /> },
  { head: heads.progress, cell: (row) => <Chart of={row} /> },
];

/** How many there are; and where sums of several currencies are sorted, that they are not comparable. */
function Found({ found, rows }: { found: number; rows: readonly Row[] }) {
  const { address, words } = useReader();
  const { ledger: texts } = words.texts;
  const currencies = new Set(rows.flatMap(({ money }) => money.promised?.currency ?? []));
  const byMoney = /^-?(promised|disbursed|remaining)$/.test(address.query.get('sort') ?? '');
  const none = chosenIn(address.query).length > 0 ? texts.nothingFits : texts.nothing;
  return (
    <p role="status">
      {found === 0 ? none : words.count(found, texts.caption)}
      {found > rows.length ? `; ${filled(texts.shown, { n: words.number(rows.length) })}` : ''}
      {byMoney && currencies.size > 1 ? `. ${texts.currencies}` : ''}
    </p>
  );
}

/** The ledger at any address of the API that ends in `/ledger`: of a partnership, an organisation or a programme. */
export function LedgerOf({ path, titles = {} }: { path: string; titles?: Titles }) {
  const { address, go } = useReader();
  const { ledger: texts } = useWords().texts;
  const queryAddress = queryAddressOf(path, address.query);
  const sort = (by: string) =>
    go({ path: address.path, query: saying(address.query, { sort: by }) }, 'replace');
  return (
    <div class="ledger">
      <LedgerForm path={path} />
      <Pages<LedgerPage> path={`${queryAddress}${queryAddress.includes('?') ? '&' : '?'}limit=${AT_ONCE}`}>
        {({ rows, names, found = rows.length }) => (
          <Charts path={path.replace(/ledger$/, 'progress')} rows={rows}>
            <Found found={found} rows={rows} />
            {rows.length === 0 ? null : (
              <Table
                caption={texts.file}
                stacks
                rows={rows}
                keyOf={({ commitment }) => commitment}
                columns={columnsOf(texts, { names, titles })}
                sorted={address.query.get('sort') ?? ''}
                onSort={sort}
              />
            )}
          </Charts>
        )}
      </Pages>
      <Csv pages path={queryAddress} name={texts.file} />
    </div>
  );
}

/** Who promised what in a partnership, and how it went. */
export function Ledger({ partnership }: { partnership: string }) {
  const { ledger: texts } = useWords().texts;
  return (
    <>
      <p>{texts.lead}</p>
      <LedgerOf path={`/v1/partnerships/${partnership}/ledger`} />
    </>
  );
}
