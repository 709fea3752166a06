import { useWords } from '../../reader.tsx';
import type { Texts } from '../../texts/index.ts';

export type Section = keyof Texts['partnership']['sections'];

/** Leads to the parts of the page. */
export function Contents({ sections }: { sections: readonly Section[] }) {
  const { partnership: texts } = useWords().texts;
  return (
    <nav class="contents" aria-label={texts.onThisPage}>
      <ul>
        {sections.map((section) => (
          <li key={section}>
            <a href={`#${section}`}>{texts.sections[section]}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
