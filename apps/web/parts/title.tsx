import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** The heading of a page, and the title of its tab. */
export function Title({ of, children }: { of: string; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = `${of} · Pledgebook`;
  }, [of]);
  return <h1>{children ?? of}</h1>;
}
