import { useWords } from '../reader.tsx';
import type { Texts } from '../texts/index.ts';

/** A sign beside each word, so that nothing is told by colour alone; no two are the same. */
const SIGNS = {
  sourced: '◆',
  illustrative: '◇',
  'self-reported': '○',
  attributed: '◌',
  corroborated: '✓',
  disputed: '✗',
  open: '●',
  suspended: '‖',
  fulfilled: '✔',
  withdrawn: '↩',
  superseded: '↷',
  rejected: '⊘',
  removed: '⌫',
  expired: '⧖',
  cancelled: '⊝',
  closed: '⊡',
  'recorded-fulfilled': '☑',
  undated: '▯',
  ahead: '▷',
  running: '▶',
  over: '▮',
  ended: '◍',
  'not-due': '▫',
  current: '■',
  late: '◧',
  silent: '□',
} as const satisfies Partial<Record<keyof Texts['marks'], string>>;
export type Marked = keyof typeof SIGNS;

/** One word of how something stands, with its sign. */
export function Mark({ of }: { of: Marked }) {
  const { marks } = useWords().texts;
  return (
    <span class={`mark ${of}`} title={marks[of].means}>
      <span aria-hidden="true">{SIGNS[of]} </span>
      {marks[of].word}
    </span>
  );
}
export const isMarked = (word: string): word is Marked => Object.hasOwn(SIGNS, word);

/** Whether what is told is sourced or illustrative, where its events say so. */
export function Basis({ of }: { of: readonly string[] | string | undefined }) {
  const marked = [of ?? []].flat().filter(isMarked);
  return <>{marked.flatMap((basis) => [<Mark key={basis} of={basis} />, ' '])}</>;
}
