import { useWords } from '../reader.tsx';
import { isolated } from '../texts/filled.ts';
import type { Change } from './changes.ts';
import { Telling, type Around } from './said.tsx';

/** What was and what is said instead, beside each other; `label` tells one such table from another. */
export function Changed({ label, of, around }: { label: string; of: readonly Change[]; around: Around }) {
  const { said, colon } = useWords().texts;
  const { changes: texts } = said;
  if (of.length === 0) return null;
  const caption = `${texts.caption}${colon}${isolated(label)}`;
  const side = (told: Change['before']) => (told ? <Telling of={told} around={around} /> : texts.none);
  return (
    <div class="scrolls" role="region" aria-label={caption} tabIndex={0}>
      <table class="changed">
        <caption class="aside">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.field}</th>
            <th scope="col">{texts.before}</th>
            <th scope="col">{texts.after}</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ name, label, before, after }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>
                <del>{side(before)}</del>
              </td>
              <td>
                <ins>{side(after)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
