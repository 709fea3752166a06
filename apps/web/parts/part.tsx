import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A part of a page with a heading, which an address can lead to: `#id`. */
export function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  const at = useRef<HTMLElement>(null);
  useEffect(() => {
    // The part was not there yet when the browser looked for it.
    if (location.hash === `#${id}`) at.current?.scrollIntoView();
  }, []);
  return (
    <section id={id} ref={at} class="page-part" aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
