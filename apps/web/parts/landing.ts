import { useEffect, useRef } from 'preact/hooks';
import { useReader } from '../reader.tsx';

/** What readers do to go elsewhere on the page: from then on it is left to them where they are. */
const MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Goes to a part of the page, and stays there while what is above it comes: it would push the part away.
 *
 * @returns ends it
 */
function land(part: HTMLElement): () => void {
  const stop = () => {
    watch.disconnect();
    for (const move of MOVES) removeEventListener(move, stop);
  };
  const watch = new ResizeObserver(() => {
    part.scrollIntoView();
    if (document.querySelector('[aria-busy=true]') === null) stop();
  });
  for (const move of MOVES) addEventListener(move, stop, { passive: true });
  part.focus({ preventScroll: true });
  part.scrollIntoView();
  watch.observe(document.body);
  return stop;
}

/** For a part of the page: an address that names it leads to it, opened afresh as well as from elsewhere on the page. */
export function useLanding(id: string) {
  const { address } = useReader();
  const part = useRef<HTMLElement>(null);
  useEffect(() => (address.part === id && part.current ? land(part.current) : undefined), [address]);
  return part;
}
