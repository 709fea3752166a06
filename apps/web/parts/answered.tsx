import type { ComponentChildren } from 'preact';
import type { Asked, Problem } from '../asking.ts';
import { useReader } from '../reader.tsx';
import { Link } from './link.tsx';
import { troubleOf, useTrouble } from './troubles.tsx';
import { useWaitingLong } from './waiting.tsx';

/** That a part is not shown, for a reason that is told once for the whole page. */
function Missing() {
  const { words, renew } = useReader();
  const { states } = words.texts;
  return (
    <div class="state refused">
      <p>{states.missing}</p>
      <button type="button" onClick={renew}>
        {states.again}
      </button>
    </div>
  );
}

/** Why something is not given, in a sentence, and in the book's own words. */
export function Why({ problem }: { problem: Problem }) {
  const { states } = useReader().words.texts;
  const { detail, status } = problem;
  const trouble = troubleOf(problem);
  const ofQuestion =
    status === 401 || status === 403 ? states.forbidden : status === 404 ? states.unknown : states.refused;
  return (
    <>
      <p>{trouble === undefined ? ofQuestion : states[trouble]}</p>
      {detail === '' || status === 404 ? null : <p lang="en">{detail}</p>}
    </>
  );
}

/** Why there is nothing to see, and what to do. */
export function Refusal({ problem }: { problem: Problem }) {
  const { words, renew } = useReader();
  const { states } = words.texts;
  const trouble = troubleOf(problem);
  useTrouble(trouble);
  if (trouble !== undefined) return <Missing />;
  return (
    <div class="state refused" role="alert">
      <Why problem={problem} />
      <button type="button" onClick={renew}>
        {states.again}
      </button>{' '}
      {problem.status === 404 ? <Link to="/">{states.home}</Link> : null}
    </div>
  );
}

/** What is shown while and after a question is asked; while another moment is awaited, what was there before. */
export function Answered<A>({
  asked,
  children,
}: {
  asked: Asked<A>;
  children: (answer: A) => ComponentChildren;
}) {
  const { texts } = useReader().words;
  useWaitingLong(asked.state === 'asking' && asked.slow);
  if (asked.state === 'refused') return <Refusal problem={asked.problem} />;
  const busy = asked.state === 'asking';
  const { answer } = asked;
  return (
    <div class={busy ? 'answered busy' : 'answered'} aria-busy={busy}>
      {busy ? <p class="state waiting">{asked.slow ? texts.states.slow : texts.states.asking}</p> : null}
      {answer === undefined ? null : children(answer)}
    </div>
  );
}
