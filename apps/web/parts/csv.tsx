import { useState } from 'preact/hooks';
import { ask, questionAt } from '../asking.ts';
import { useReader } from '../reader.tsx';
import { csvOf, tableOf, type Cells } from './csv-pages.ts';

/** Where the next page of a list is, as a `Link` header says it (RFC 8288). */
const nextIn = (link: string | null): string | undefined => /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];

/** Every page of a list as one table. */
async function allOf(question: string, token: string | undefined): Promise<string> {
  const pages: string[] = [];
  for (let next: string | undefined = question; next !== undefined;) {
    const response = await ask(next, { accept: 'text/csv', ...(token === undefined ? {} : { token }) });
    pages.push(await response.text());
    next = nextIn(response.headers.get('link'));
  }
  return tableOf(pages);
}

/** Hands a text over as a file, once it is asked for. */
function File({ name, text }: { name: string; text: () => Promise<string> }) {
  const { asOf, words } = useReader();
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const { csv } = words.texts;
  const give = async () => {
    setState('busy');
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([await text()], { type: 'text/csv' }));
      link.download = `${name}${asOf === undefined ? '' : `-${asOf.replaceAll(':', '')}`}.csv`;
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

/** Gives a list as a file, whole, of the moment that is looked at. */
export function Csv({ path, name }: { path: string; name: string }) {
  const { asOf, token } = useReader();
  const limited = /[?&]limit=/.test(path) ? path : `${path}${path.includes('?') ? '&' : '?'}limit=1000`;
  return <File name={name} text={() => allOf(questionAt(limited, asOf), token)} />;
}

/** Gives a list that is here already as a file; its cells are as the API has them. */
export function CsvOf({ rows, name }: { rows: readonly Cells[]; name: string }) {
  return <File name={name} text={() => Promise.resolve(csvOf(rows))} />;
}
