import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** What is made, and asked for, only once it is opened. */
export function Fold({ summary, children }: { summary: string; children: () => ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open ? children() : null}
    </details>
  );
}
