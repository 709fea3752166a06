import { useEffect } from 'preact/hooks';
import { brief } from '../texts/brief.ts';
import { isolated } from '../texts/filled.ts';
import { Rest } from './written.tsx';

/** The heading of a page, and the title of its tab. Of a long text it is the beginning, and all of it stands below. */
export function Title({ of }: { of: string }) {
  useEffect(() => {
    document.title = `${isolated(brief(of))} · Pledgebook`;
  }, [of]);
  return (
    <>
      <h1 dir="auto">{brief(of)}</h1>
      <Rest of={of} />
    </>
  );
}
