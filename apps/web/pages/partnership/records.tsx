import { saying } from '../../address.ts';
import type { Listed } from '../../answers.ts';
import type { Asked } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { Csv } from '../../parts/csv.tsx';
import { useReader, useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { currenciesByUse, extremesOf, figuresOf } from './records-order.ts';
import type { OneRecord, RecordRow } from './records-row.ts';
import { RecordsTable } from './records-table.tsx';

/** Which currency the sums are in. */
function CurrencyChoice({ all, chosen }: { all: readonly string[]; chosen: string }) {
  const { address, go, words } = useReader();
  if (all.length < 2) return null;
  return (
    <label>
      {words.texts.partnership.records.currency}{' '}
      <select
        value={chosen}
        onChange={(event) => {
          const query = saying(address.query, { recordsIn: event.currentTarget.value });
          go({ path: address.path, query }, 'replace');
        }}
      >
        {all.map((currency) => (
          <option key={currency}>{currency}</option>
        ))}
      </select>
    </label>
  );
}

/** The two who stand out, in a sentence each. */
function Extremes({ rows, currency }: { rows: readonly OneRecord[]; currency: string }) {
  const words = useWords();
  const currencies = currenciesByUse(rows);
  const { records: texts } = words.texts.partnership;
  const extremes = extremesOf(rows);
  if (!extremes) return null;
  const { most, least } = extremes;
  const namesOf = (some: readonly OneRecord[]) => words.list(some.map(({ name }) => name));
  // Who is named for one currency is not judged by it alone.
  const withElsewhere = (one: OneRecord): string =>
    currencies
      .filter((other) => other !== currency)
      .map((other) => ({ currency: other, share: figuresOf(one.across, other).share }))
      .reduce(
        (name, { share, ...other }) =>
          share === undefined
            ? name
            : filled(texts.elsewhere, { ...other, name, share: words.percent(share) }),
        one.name,
      );
  const amount = most[0]?.figures.promised ?? '0';
  return (
    <ul>
      <li>{filled(texts.most, { names: namesOf(most), money: words.money({ amount, currency }) })}</li>
      <li>
        {filled(texts.least, {
          currency,
          names: words.list(least.map(withElsewhere)),
          share: words.percent(least[0]?.figures.share ?? '0'),
        })}
      </li>
    </ul>
  );
}

function Compared({ answer, partnership }: { answer: Listed<RecordRow>; partnership: string }) {
  const { address, words } = useReader();
  const { records: texts } = words.texts.partnership;
  const currencies = currenciesByUse(answer.rows);
  const asked = address.query.get('recordsIn') ?? '';
  const currency = currencies.includes(asked) ? asked : currencies[0];
  const rows = answer.rows.map((row): OneRecord => ({
    ...row,
    name: answer.names[row.organisation] ?? words.texts.notStated,
    figures: figuresOf(row.across, currency ?? ''),
  }));
  return (
    <>
      {currency === undefined ? null : (
        <>
          <CurrencyChoice all={currencies} chosen={currency} />
          <Extremes rows={rows} currency={currency} />
        </>
      )}
      <RecordsTable rows={rows} names={answer.names} partnership={partnership} currency={currency} />
      <p class="hint">{texts.counting}</p>
    </>
  );
}

export const recordsOf = (partnership: string): string => `/v1/partnerships/${partnership}/records`;

/** Who promised how much, and did how much. The list grows with organisations only, so it is ordered here. */
export function Records({ partnership, asked }: { partnership: string; asked: Asked<Listed<RecordRow>> }) {
  const { records: texts } = useWords().texts.partnership;
  return (
    <>
      <p>{texts.lead}</p>
      <Answered asked={asked}>{(answer) => <Compared answer={answer} partnership={partnership} />}</Answered>
      <Csv path={recordsOf(partnership)} name={texts.file} />
    </>
  );
}
