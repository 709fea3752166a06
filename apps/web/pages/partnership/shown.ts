import type { Overview } from '#partnership';
import type { OfMoment } from '../../answers.ts';
import { useWords } from '../../reader.tsx';

/** A partnership as the API shows it to this reader; its names of organisations beside. */
export type Shown = Overview & OfMoment;

/** What a code is called: a kind of meeting, a reason to leave; a code that has no word is shown as it is. */
export function useCode(): (code: string) => string {
  const { codes } = useWords().texts.said;
  return (code) => (codes as Readonly<Record<string, string>>)[code] ?? code;
}
