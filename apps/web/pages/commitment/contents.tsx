import { useWords } from '../../reader.tsx';

/** Leads to the parts of the page, its whole story among them. */
export function Contents() {
  const { partnership, commitment: texts } = useWords().texts;
  const parts = [
    ['promise', texts.promised],
    ['money', texts.moneyTitle],
    ['milestones', texts.milestonesTitle],
    ['measured', texts.indicatorsTitle],
    ['others', texts.othersTitle],
    ['story', texts.storyTitle],
  ] as const;
  return (
    <nav class="contents" aria-label={partnership.onThisPage}>
      <ul>
        {parts.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
