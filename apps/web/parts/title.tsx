import { useEffect } from 'preact/hooks';
import { brief } from '../texts/brief.ts';
import { useReader } from '../reader.tsx';
import type { Told } from '../told.ts';
import { isolated } from '../texts/filled.ts';
import { Rest } from './written.tsx';

/** Tells what the page is, or says, to those who do not look at it. */
export function useTold(told: Told): void {
  const { tell } = useReader();
  // A server runs no effects, and takes it while it renders.
  if (typeof document === 'undefined') tell(told);
  useEffect(() => tell(told), [told.title, told.description]);
}

/** The heading of a page, and the title of its tab. Of a long text it is the beginning, and all of it stands below. */
export function Title({ of }: { of: string }) {
  useTold({ title: isolated(brief(of)) });
  return (
    <>
      <h1 dir="auto">{brief(of)}</h1>
      <Rest of={of} />
    </>
  );
}
