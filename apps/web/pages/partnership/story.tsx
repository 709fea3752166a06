import { Basis } from '../../parts/marks.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { Changes } from './changes.tsx';
import { Facts } from './head.tsx';
import { ScopeTold } from './scope.tsx';
import type { Shown } from './shown.ts';

/** The problem, the scope and the goal as they stand, and how they came about. */
export function Story({ of }: { of: Shown }) {
  const words = useWords();
  const { story: texts } = words.texts.partnership;
  const { partnership, problem, scope, goal } = of;
  return (
    <>
      <Facts of={of} />
      <h3>{texts.problem}</h3>
      <p dir="auto">{problem}</p>
      <h3>{texts.scope}</h3>
      <ScopeTold of={scope} partnership={partnership} />
      <h3>{texts.goal}</h3>
      {goal ? (
        <>
          <p dir="auto">{goal.text}</p>
          <p class="hint">
            {filled(texts.adopted, { day: words.day(goal.adoptedOn) })} <Basis of={goal.basis} />
          </p>
        </>
      ) : (
        <p>{texts.noGoal}</p>
      )}
      <h3>{texts.how}</h3>
      <p>{texts.lead}</p>
      <Changes partnership={partnership} />
    </>
  );
}
