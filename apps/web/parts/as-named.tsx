import type { NamingRow } from '#commitment';
import { useWords } from '../reader.tsx';
import { Written } from './written.tsx';

/** A sign beside each answer, so that nothing is told by colour alone. */
const SIGNS = { confirmed: '✓', rejected: '⊘', unanswered: '?' } as const;

/** As what somebody is named, in which entry, and what it says of that itself. */
export function AsNamed({ of, entry }: { of: NamingRow; entry?: string | undefined }) {
  const words = useWords();
  const { namings: texts } = words.texts.commitment;
  const { role, answer, answeredOn, ofEarlierVersion, reason } = of;
  return (
    <>
      {texts.roles[role]}
      {entry === undefined ? null : ` (${entry})`}{' '}
      <span class={`mark ${answer}`}>
        <span aria-hidden="true">{SIGNS[answer]} </span>
        {texts[answer]}
      </span>
      {answeredOn === undefined ? null : `, ${words.day(answeredOn)}`}
      {ofEarlierVersion ? <span class="hint"> ({texts.earlier})</span> : null}
      {reason === undefined ? null : (
        <>
          {' '}
          “<Written of={reason} />”
        </>
      )}
    </>
  );
}
