import { Link } from '../parts/link.tsx';
import { Title } from '../parts/title.tsx';
import { useWords } from '../reader.tsx';

/** For addresses that no page has. */
export function NothingHere() {
  const { states } = useWords().texts;
  return (
    <>
      <Title of={states.nothingHere} />
      <p>
        <Link to="/">{states.home}</Link>
      </p>
    </>
  );
}
