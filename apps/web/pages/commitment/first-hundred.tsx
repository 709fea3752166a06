import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../../reader.tsx';

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
          {texts.shownOf.replace('{n}', words.number(shown)).replace('{all}', words.number(of.length))}{' '}
          <button type="button" onClick={() => setShown(shown + STEP)}>
            {texts.more.replace('{n}', words.number(Math.min(STEP, left)))}
          </button>
        </p>
      )}
    </>
  );
}
