import { useState } from 'preact/hooks';
import { ask, questionAt } from '../asking.ts';
import { useReader } from '../reader.tsx';
import { brief } from '../texts/brief.ts';
import { csvOf, tableOf, type Cells } from './csv-pages.ts';

/** Where the next page of a list is, as a `Link` header says it (RFC 8288). */
const nextIn = (link: string | null): string | undefined => /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];

/** Every page of a list as one table; of what comes whole, the one answer. */
async function allOf(question: string, token: string | undefined): Promise<string> {
  const pages: string[] = [];
  for (let next: string | undefined = question; next !== undefined;) {
    const response = await ask(next, { accept: 'text/csv', ...(token === undefined ? {} : { token }) });
    pages.push(await response.text());
    next = nextIn(response.headers.get('link'));
  }
  return tableOf(pages);
}

/** Tells whatever opens the file that it is UTF-8: spreadsheets take it for another encoding without. */
const MARK = '\uFEFF';

/** Beside the moment and the ending, what any file system takes for a name, in any script. */
const LONGEST_NAME = 50;

/** Hands a text over as a file, once it is asked for. */
function File({ name, text }: { name: string; text: () => Promise<string> }) {
  const { asOf, words } = useReader();
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const { csv } = words.texts;
  const give = async () => {
    setState('busy');
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([MARK, await text()], { type: 'text/csv' }));
      link.download = `${brief(name, LONGEST_NAME)}${asOf === undefined ? '' : `-${asOf.replaceAll(':', '')}`}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
      setState('ready');
    } catch {
      setState('failed');
    }
  };
  return (
    <button type="button" class="csv" disabled={state === 'busy'} onClick={() => void give()}>
      {csv[state]} <span class="aside">{name}</span>
    </button>
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
  const { asOf, token } = useReader();
  const question = pages ? `${path}${path.includes('?') ? '&' : '?'}${MOST}` : path;
  return <File name={name} text={() => allOf(questionAt(question, asOf), token)} />;
}

/** Gives a list that is here already as a file; its cells are as the API has them. */
export function CsvOf({ rows, name }: { rows: readonly Cells[]; name: string }) {
  return <File name={name} text={() => Promise.resolve(csvOf(rows))} />;
}
