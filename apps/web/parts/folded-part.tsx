import type { ComponentChildren } from 'preact';
import { addressIn, saying, type Address } from '../address.ts';
import { useReader } from '../reader.tsx';
import { useLanding } from './landing.ts';
import { Safely } from './mishaps.tsx';

/** The name in an address of the parts that are open. */
export const OPEN = 'open';

const openIn = ({ query, part }: Address): string[] => [
  ...query.getAll(OPEN),
  ...(part === undefined ? [] : [part]),
];

/** The same address with a part open, or closed. Which part it led to is then one of those that are open. */
function withPart(address: Address, id: string, isOpen: boolean): Address {
  const others = openIn(address).filter((one) => one !== id);
  const open = [...new Set(isOpen ? [...others, id] : others)];
  return { path: address.path, query: saying(address.query, { [OPEN]: open }) };
}

/**
 * A part of a page that is folded up to its heading until it is opened, or led to. The address says which are open; what
 * is folded is there all the same, for searching and for paper.
 */
export function FoldedPart({
  id,
  title,
  isOpen = false,
  children,
}: {
  id: string;
  title: string;
  /** Whatever the address says. */
  isOpen?: boolean;
  children: ComponentChildren;
}) {
  const { address, go } = useReader();
  const at = useLanding(id);
  const open = isOpen || openIn(address).includes(id);
  const onToggle = (event: { readonly currentTarget: HTMLDetailsElement }) => {
    // Several may be opened at once: what was said so far stands in the address.
    const now = addressIn(location);
    const isNow = event.currentTarget.open;
    if (isNow !== (isOpen || openIn(now).includes(id))) go(withPart(now, id, isNow), 'replace');
  };
  return (
    <section id={id} ref={at} class="page-part folded" aria-labelledby={`${id}-title`} tabIndex={-1}>
      <details open={open} onToggle={onToggle}>
        <summary>
          <h2 id={`${id}-title`}>{title}</h2>
        </summary>
        <Safely>{children}</Safely>
      </details>
    </section>
  );
}
