import { useTold } from '../../../parts/title.tsx';
import { useWords } from '../../../reader.tsx';
import { inOneText, type Clause } from './sentence.ts';

/** The sentence of a page; whoever is given the address of the page is told it, too. */
export function Sentence({ of }: { of: readonly Clause[] }) {
  const words = useWords();
  useTold({ description: inOneText(of, words) });
  return (
    <p class="sentence">
      {of.map(({ text, isBad }, place) => [
        place === 0 ? null : words.texts.semicolon,
        isBad ? <strong class="bad">{text}</strong> : place === 0 ? <strong>{text}</strong> : text,
      ])}
      .
    </p>
  );
}
