import type { Names } from '../../answers.ts';
import { Organisation } from '../../parts/organisation.tsx';
import { ToLedger } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { Written } from '../../parts/written.tsx';
import { Named } from './named.tsx';

/** What waits for somebody: one thing, or so many promises. */
export interface OpenThing {
  readonly what: string;
  readonly id?: string;
  readonly says: string;
  readonly due?: string;
  readonly overdue?: boolean;
  readonly commitments?: number;
  readonly ledger?: string;
  readonly ask: readonly {
    readonly organisation: string;
    readonly commitments?: number;
    readonly ledger?: string;
  }[];
}
/** What the API says of these is the same as what they are called here. */
const SAID_BY_NAME = new Set(['goal', 'pause', 'observations unconfirmed']);

interface Around {
  readonly names: Names;
  readonly partnership: string;
}

function Asked({ of: { ask, commitments }, names, partnership }: Around & { of: OpenThing }) {
  const words = useWords();
  const { sixSteps: texts } = words.texts;
  if (ask.length === 0) return <span class="hint">{texts.anybody}</span>;
  if (commitments === undefined)
    return (
      <span class="hint">
        {texts.ask}
        {words.texts.colon}
        <Named all={ask.map(({ organisation }) => organisation)} names={names} />
      </span>
    );
  return (
    <details>
      <summary>{texts.ask}</summary>
      <ul>
        {ask.map(({ organisation, commitments: n = 0, ledger = '' }) => (
          <li key={organisation}>
            <Organisation of={organisation} names={names} />
            {words.texts.colon}
            <ToLedger partnership={partnership} ledger={ledger}>
              {words.count(n, texts.promises)}
            </ToLedger>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One thing that is open, and whom to ask. */
export function Open({ of, names, partnership }: Around & { of: OpenThing }) {
  const words = useWords();
  const { sixSteps: texts } = words.texts;
  const { what, says, due, overdue, commitments, ledger } = of;
  const called = (texts.openWords as Readonly<Record<string, string>>)[what];
  const own = commitments === undefined && !SAID_BY_NAME.has(what);
  return (
    <li>
      {called ?? what}
      {commitments === undefined || ledger === undefined ? null : (
        <>
          {words.texts.colon}
          <ToLedger partnership={partnership} ledger={ledger}>
            {words.count(commitments, texts.promises)}
          </ToLedger>
        </>
      )}
      {own || called === undefined ? (
        <q class="own">
          <Written of={says} />
        </q>
      ) : null}
      {due === undefined ? null : (
        <span>
          {' '}
          {filled(texts.due, { day: words.day(due) })}
          {overdue ? ` (${texts.overdue})` : ''}
        </span>
      )}{' '}
      <Asked of={of} names={names} partnership={partnership} />
    </li>
  );
}
