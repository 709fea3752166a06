import type { Names } from '../answers.ts';
import { useWords } from '../reader.tsx';
import { Link } from './link.tsx';
import { Written } from './written.tsx';

/** An organisation by the name that the answer tells, leading to its record. */
export function Organisation({ of, names }: { of: string; names: Names }) {
  const { texts } = useWords();
  if (!of.startsWith('org_')) return <>{texts.notStated}</>;
  return (
    <Link to={`/organisations/${of}`}>
      <Written of={names[of] ?? of} />
    </Link>
  );
}
