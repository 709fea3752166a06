import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';

/** How many are shown at first, and how many more each time. */
const STEP = 100;

/** A long list a hundred at a time: what is there is there whole, and only shown bit by bit. */
export function FirstHundred<R>({
  of,
  children,
}: {
  of: readonly R[];
  children: (rows: readonly R[]) => ComponentChildren;
}) {
  const words = useWords();
  const { commitment: texts } = words.texts;
  const [shown, setShown] = useState(STEP);
  const left = of.length - shown;
  return (
    <>
      {children(of.slice(0, shown))}
      {left <= 0 ? null : (
        <p>
          {filled(texts.shownOf, { n: words.number(shown), all: words.number(of.length) })}{' '}
          <button type="button" onClick={() => setShown(shown + STEP)}>
            {filled(texts.more, { n: words.number(Math.min(STEP, left)) })}
          </button>
        </p>
      )}
    </>
  );
}
