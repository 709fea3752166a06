import type { Names } from '../../answers.ts';
import { Organisation } from '../../parts/organisation.tsx';

/** Organisations beside each other, each leading to its record. */
export function Named({ all, names }: { all: readonly string[]; names: Names }) {
  return (
    <>
      {all.map((one, i) => (
        <span key={one}>
          {i === 0 ? '' : ', '}
          <Organisation of={one} names={names} />
        </span>
      ))}
    </>
  );
}

/** A text in whose `{name}` an organisation stands. */
export function With({ text, organisation, names }: { text: string; organisation: string; names: Names }) {
  const [before, after] = text.split('{name}');
  return (
    <>
      {before}
      <Organisation of={organisation} names={names} />
      {after}
    </>
  );
}
