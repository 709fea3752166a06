import type { ComponentChildren } from 'preact';
import { useLanding } from './landing.ts';
import { Safely } from './mishaps.tsx';

/** A part of a page with a heading, which an address can lead to: `#id`. What it cannot show leaves the others as they are. */
export function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  const at = useLanding(id);
  return (
    <section id={id} ref={at} class="page-part" aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`}>{title}</h2>
      <Safely>{children}</Safely>
    </section>
  );
}
