import type { Step } from '#partnership';
import type { OfMoment } from '../../answers.ts';
import { useAnswer } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { Csv } from '../../parts/csv.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { Open, type OpenThing } from './open.tsx';

interface DoneThing {
  readonly what: string;
  readonly count: number;
  readonly lastOn?: string;
}
interface OneStep {
  readonly step: Step;
  readonly done: readonly DoneThing[];
  readonly open: readonly OpenThing[];
}
interface Desk extends OfMoment {
  readonly desks: readonly { readonly phase: string; readonly steps: readonly OneStep[] }[];
}

function Done({ of: { what, count, lastOn } }: { of: DoneThing }) {
  const words = useWords();
  const { sixSteps: texts } = words.texts;
  const said = (texts.doneWords as Readonly<Record<string, string>>)[what] ?? what;
  const [n, day] = [words.number(count), lastOn === undefined ? '' : words.day(lastOn)];
  const form = day === '' ? texts.count : count === 1 ? texts.on : texts.countLast;
  return <li>{filled(form, { what: said, n, day })}</li>;
}

function OfStep({ one, here, desk }: { one: OneStep; here: boolean; desk: Desk & { partnership: string } }) {
  const { sixSteps: texts, phases } = useWords().texts;
  const { step, done, open } = one;
  const [sign, said] = here ? ['▶', texts.here] : done.length > 0 ? ['✓', texts.begun] : ['○', texts.nothing];
  return (
    <li class={here ? 'six-step here' : 'six-step'} aria-current={here ? 'step' : undefined}>
      <h3>{phases[step]}</h3>
      <p class="facts">
        <span class="phase">
          <span aria-hidden="true">{sign} </span>
          {said}
        </span>
      </p>
      <p class="hint">{texts.about[step]}</p>
      {done.length === 0 ? null : (
        <>
          <h4>{texts.done}</h4>
          <ul>
            {done.map((thing) => (
              <Done key={thing.what} of={thing} />
            ))}
          </ul>
        </>
      )}
      <h4>{texts.open}</h4>
      {open.length === 0 ? <p class="hint">{texts.nothingOpen}</p> : null}
      <ul>
        {open.map((thing) => (
          <Open
            key={`${thing.what} ${thing.id}`}
            of={thing}
            names={desk.names}
            partnership={desk.partnership}
          />
        ))}
      </ul>
    </li>
  );
}

/** The six steps as a line: what is done in each, and what waits for whom. */
export function Steps({ partnership }: { partnership: string }) {
  const { sixSteps: texts, partnership: page } = useWords().texts;
  const path = `/v1/partnerships/${partnership}/desk`;
  const asked = useAnswer<Desk>(path);
  return (
    <>
      <p>{texts.lead}</p>
      <Answered asked={asked}>
        {(desk) => (
          <ol class="six-steps">
            {desk.desks.flatMap(({ phase, steps }) =>
              steps.map((one) => (
                <OfStep key={one.step} one={one} here={one.step === phase} desk={{ ...desk, partnership }} />
              )),
            )}
          </ol>
        )}
      </Answered>
      <p class="hint">{texts.counting}</p>
      <Csv path={path} name={page.sections.steps} />
    </>
  );
}
