import type { ComponentChildren } from 'preact';
import type { Asked, Problem } from '../asking.ts';
import { useReader } from '../reader.tsx';
import { Link } from './link.tsx';
import { useWaitingLong } from './waiting.tsx';

/** Why there is nothing to see, and what to do. */
export function Refusal({ problem }: { problem: Problem }) {
  const { words, renew } = useReader();
  const { texts } = words;
  const { code, detail, status } = problem;
  const said =
    code === 'unreachable'
      ? texts.states.unreachable
      : status === 401 || status === 403
        ? texts.states.forbidden
        : status === 404
          ? texts.states.unknown
          : status === 429
            ? texts.states.tooMany
            : status >= 400 && status < 500
              ? texts.states.refused
              : texts.states.failed;
  return (
    <div class="state refused" role="alert">
      <p>{said}</p>
      {detail === '' || status === 404 ? null : <p lang="en">{detail}</p>}
      <button type="button" onClick={renew}>
        {texts.states.again}
      </button>{' '}
      {status === 404 ? <Link to="/">{texts.states.home}</Link> : null}
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
