import type { ComponentChildren } from 'preact';
import { saying, textOf } from '../address.ts';
import { useReader } from '../reader.tsx';

/** The part of a partnership's page, or an organisation's, that lists its promises. */
export const PROMISES = 'promises';

/** Promises that stand, in the words of the ledger's filters. */
export const THAT_STAND = '&status=open&status=suspended&status=fulfilled&status=recorded-fulfilled';
/** Those that no longer do. */
export const THAT_ENDED =
  '&status=withdrawn&status=superseded&status=rejected&status=removed&status=expired&status=cancelled&status=closed';
/** A milestone is late of what an organisation owns up to alone. */
export const LATE_MILESTONES = '&voice=self-reported&lateMilestones=yes';

/** What else is said in an address of the page, and stays said while other rows are listed. */
const KEPT = ['asOf', 'since', 'records', 'recordsIn', 'open'];

/** Whose page lists the promises. */
export type ToPage = { readonly partnership: string } | { readonly organisation: string };
const pathOf = (of: ToPage): string =>
  'partnership' in of ? `/partnerships/${of.partnership}` : `/organisations/${of.organisation}`;

/** Leads from a figure to the promises that it is told from: the address of its ledger says which they are. */
export function ToLedger({
  ledger,
  children,
  ...of
}: ToPage & {
  ledger: string;
  children: ComponentChildren;
}) {
  const { address, go } = useReader();
  const filters = new URLSearchParams(ledger.split('?')[1]);
  const said = Object.fromEntries(filters.keys().map((name) => [name, filters.getAll(name)]));
  const kept = new URLSearchParams(
    KEPT.flatMap((name) => address.query.getAll(name).map((value): [string, string] => [name, value])),
  );
  const to = { path: pathOf(of), query: saying(kept, said), part: PROMISES };
  const follow = (event: MouseEvent) => {
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (elsewhere) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={textOf(to)} onClick={follow}>
      {children}
    </a>
  );
}
