import { useWords } from '../reader.tsx';
import { Tally, useCountedIn, useTally } from './tally.ts';

/** Parts of the page that wait for long. */
const waiting = new Tally();

/** Counts a part of the page among those that wait for long. */
export const useWaitingLong = (long: boolean): void => useCountedIn(waiting, long ? 'long' : undefined);

/** Tells whoever hears the page, once for all its parts, that it takes long. What is there at once needs no word. */
export function Waiting() {
  const { states } = useWords().texts;
  const long = useTally(waiting).length > 0;
  return (
    <p class="aside" role="status">
      {long ? states.slow : ''}
    </p>
  );
}
