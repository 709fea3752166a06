import type { Names } from '../../answers.ts';
import { Organisation } from '../../parts/organisation.tsx';
import { filled } from '../../texts/filled.ts';

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

interface WithProps {
  readonly text: string;
  /** What stands in the other braces. Nothing that somebody wrote is taken for a brace of the text. */
  readonly said?: Readonly<Record<string, string>>;
  readonly organisation: string;
  readonly names: Names;
}
/** A text in whose `{name}` an organisation stands. */
export function With({ text, said = {}, organisation, names }: WithProps) {
  const [before = '', after = ''] = text.split('{name}');
  return (
    <>
      {filled(before, said)}
      <Organisation of={organisation} names={names} />
      {filled(after, said)}
    </>
  );
}
