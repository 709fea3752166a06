import { useReader, useWords } from '../reader.tsx';
import type { Problem } from '../asking.ts';
import type { Texts } from '../texts/index.ts';
import { Tally, useCountedIn, useTally } from './tally.ts';

/** What keeps any part of the page from being shown, and is no part's own matter. */
const troubles = new Tally();
type Trouble = 'unreachable' | 'tooMany' | 'failed';

/** What keeps the whole page from its answers; undefined: the problem is of what was asked. */
export function troubleOf({ code, status }: Problem): Trouble | undefined {
  if (code === 'unreachable') return 'unreachable';
  if (status === 429) return 'tooMany';
  return code === 'failed' || status >= 500 ? 'failed' : undefined;
}
export const useTrouble = (trouble: Trouble | undefined): void => useCountedIn(troubles, trouble);

/** Tells once, for all parts of the page that have it, what keeps them from being shown. */
export function Troubles() {
  const { renew } = useReader();
  const { states }: Texts = useWords().texts;
  const all = useTally(troubles) as readonly Trouble[];
  if (all.length === 0) return null;
  return (
    <div class="state refused" role="alert">
      {all.map((trouble) => (
        <p key={trouble}>{states[trouble]}</p>
      ))}
      <button type="button" onClick={renew}>
        {states.again}
      </button>
    </div>
  );
}
