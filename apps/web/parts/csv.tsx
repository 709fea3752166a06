import { useState } from 'preact/hooks';
import { linesOf, UTF_8_MARK, type Cell } from '../../../libs/csv/index.ts';
import { ask, problemOf, questionAt, useAsker, type Problem } from '../asking.ts';
import { useReader } from '../reader.tsx';
import { brief } from '../texts/brief.ts';
import { Why } from './answered.tsx';
import { tableOf } from './csv-pages.ts';

/** Where the next page of a list is, as a `Link` header says it (RFC 8288): as of the moment of the first. */
const nextIn = (link: string | null): string | undefined => /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];

/** Every page of a list as one table; of what comes whole, the one answer. */
async function allOf(question: string, asker: ReturnType<typeof useAsker>): Promise<string> {
  const pages: string[] = [];
  for (let next: string | undefined = question; next !== undefined;) {
    const response = await ask(next, { ...asker, accept: 'text/csv' });
    pages.push(await response.text());
    next = nextIn(response.headers.get('link'));
  }
  return tableOf(pages);
}

/** Beside the moment and the ending, what any file system takes for a name, in any script. */
const LONGEST_NAME = 50;
/** So many milliseconds a browser has to take a file, which it may do long after it was told to. */
const TO_TAKE = 60_000;

function handOver(text: string, name: string): void {
  const link = document.createElement('a');
  // Spreadsheets take it for another encoding without the mark.
  link.href = URL.createObjectURL(new Blob([UTF_8_MARK, text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TO_TAKE);
}

/** Hands a text over as a file, once it is asked for; where it cannot be had, says why. */
function File({ name, text }: { name: string; text: () => Promise<string> }) {
  const { asOf, words } = useReader();
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready');
  const { csv } = words.texts;
  const give = async () => {
    setState('busy');
    try {
      const moment = asOf === undefined ? '' : `-${asOf.replaceAll(':', '')}`;
      handOver(await text(), `${brief(name, LONGEST_NAME)}${moment}.csv`);
      setState('ready');
    } catch (error) {
      setState(problemOf(error));
    }
  };
  const failed = typeof state === 'object';
  return (
    <>
      <button type="button" class="csv" disabled={state === 'busy'} onClick={() => void give()}>
        {csv[failed ? 'failed' : state]} <span class="aside">{name}</span>
      </button>
      {failed ? (
        <div class="state refused" role="alert">
          <Why problem={state} />
        </div>
      ) : null}
    </>
  );
}

/** As much as one answer gives. */
const MOST = 'limit=1000';

/**
 * Gives the answer to a question as a file, whole, of the moment that is looked at.
 *
 * @param pages the answer comes by pages, so that as much as there is may be asked for at once
 */
export function Csv({ path, name, pages = false }: { path: string; name: string; pages?: boolean }) {
  const { asOf } = useReader();
  const asker = useAsker();
  const question = pages ? `${path}${path.includes('?') ? '&' : '?'}${MOST}` : path;
  return <File name={name} text={() => allOf(questionAt(question, asOf), asker)} />;
}

/** Rows by columns, each of which they have, or say that they have nothing there. */
export type Cells<C extends readonly string[]> = Readonly<Record<C[number], Cell>>;

/** Gives a list that is here already as a file, with the same columns for every book; its cells are as the API has them. */
export function CsvOf<C extends readonly string[]>({
  columns,
  rows,
  name,
}: {
  columns: C;
  rows: readonly Cells<C>[];
  name: string;
}) {
  const lines = () => [columns, ...rows.map((row) => columns.map((column: C[number]) => row[column]))];
  return <File name={name} text={() => Promise.resolve(linesOf(lines()))} />;
}
