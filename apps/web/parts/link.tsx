import type { ComponentChildren } from 'preact';
import { addressIn } from '../address.ts';
import { useHref, useReader } from '../reader.tsx';

interface LinkProps {
  readonly to: string;
  readonly said?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The part of the page that it leads to. */
  readonly part?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}
/** A link within the page; the moment that is looked at goes along. */
export function Link({ to, said, part, children, ...rest }: LinkProps) {
  const { go } = useReader();
  const href = `${useHref()(to, said)}${part === undefined ? '' : `#${part}`}`;
  const follow = (event: MouseEvent) => {
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    go(addressIn(new URL(href, location.href)));
  };
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
