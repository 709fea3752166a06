import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { ask, problemOf, questionAt, Refused, useAnswer, useAsker } from '../asking.ts';
import type { Listed } from '../answers.ts';
import { useReader } from '../reader.tsx';
import { Answered, Refusal } from './answered.tsx';

/**
 * A list that comes by pages: the first is shown as soon as it is there, more when asked.
 *
 * @param path of the question, with its filters, without `cursor`
 */
export function Pages<A extends Listed<unknown>>({
  path,
  children,
}: {
  path: string;
  children: (answer: A) => ComponentChildren;
}) {
  const { asOf, words } = useReader();
  const asker = useAsker();
  const asked = useAnswer<A>(path);
  const [more, setMore] = useState<readonly A[]>([]);
  const [state, setState] = useState<'ready' | 'busy' | Refused>('ready');
  const first = asked.state === 'answered' ? asked.answer : undefined;
  const current = useRef(first);
  useEffect(() => {
    current.current = first;
    setMore([]);
    setState('ready');
  }, [first]);
  // Where no moment is looked at, the pages after the first are as things stand: of its moment they would take long.
  const goOn = async (cursor: string) => {
    setState('busy');
    try {
      const next = `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
      const response = await ask(questionAt(next, asOf), asker);
      const page = (await response.json()) as A;
      // Another list is shown by now.
      if (current.current !== first) return;
      setMore((before) => [...before, page]);
      setState('ready');
    } catch (error) {
      if (current.current !== first) return;
      setState(new Refused(problemOf(error)));
    }
  };
  return (
    <Answered asked={asked}>
      {(answer) => {
        const last = more.at(-1) ?? answer;
        const rows = [answer, ...more].flatMap((page) => page.rows);
        const names = Object.assign({}, ...[answer, ...more].map((page) => page.names)) as A['names'];
        return (
          <>
            {children({ ...answer, rows, names })}
            {state instanceof Refused ? <Refusal problem={state.problem} /> : null}
            {last.next === undefined ? null : (
              <button
                type="button"
                disabled={state === 'busy'}
                onClick={() => void goOn(last.next as string)}
              >
                {state === 'busy' ? words.texts.states.asking : words.texts.states.more}
              </button>
            )}
          </>
        );
      }}
    </Answered>
  );
}
