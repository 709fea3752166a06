import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../reader.tsx';

/** How many parts of the page wait for long, and who is to be told when it changes. */
let waiting = 0;
const told = new Set<() => void>();
const count = (more: number) => {
  waiting += more;
  for (const tell of told) tell();
};

/** Counts a part of the page among those that wait for long. */
export function useWaitingLong(long: boolean): void {
  useEffect(() => {
    if (!long) return;
    count(1);
    return () => count(-1);
  }, [long]);
}

/** Tells whoever hears the page, once for all its parts, that it takes long. What is there at once needs no word. */
export function Waiting() {
  const { states } = useWords().texts;
  const [long, setLong] = useState(false);
  useEffect(() => {
    const tell = () => setLong(waiting > 0);
    told.add(tell);
    tell();
    return () => void told.delete(tell);
  }, []);
  return (
    <p class="aside" role="status">
      {long ? states.slow : ''}
    </p>
  );
}
