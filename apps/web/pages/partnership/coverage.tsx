import { useAnswer } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { Csv } from '../../parts/csv.tsx';
import { bySdg, sdgOf } from '../../parts/sdg.ts';
import { useWords } from '../../reader.tsx';
import { isolated } from '../../texts/filled.ts';
import type { Axis, CoverageAnswer } from './coverage-answer.ts';
import { CoverageTable } from './coverage-table.tsx';

const byPlace: Axis['order'] = (a, b, { order, place }) => order(place(a), place(b));
const SDG: Pick<Axis, 'unstated' | 'nameOf' | 'order'> = {
  unstated: 'sdg',
  nameOf: (of, { texts }) => sdgOf(of, texts),
  order: bySdg,
};
const AXES: readonly Axis[] = [
  { axis: 'places', unstated: 'place', nameOf: (of, words) => words.place(of), order: byPlace },
  {
    axis: 'themes',
    unstated: 'theme',
    nameOf: (of) => isolated(of),
    order: (a, b, words) => words.order(a, b),
  },
  { axis: 'sdgGoals', ...SDG },
  { axis: 'sdgTargets', ...SDG },
];

function Gaps({ of: { places, sdgTargets } }: { of: CoverageAnswer['gaps'] }) {
  const words = useWords();
  const { coverage: texts } = words.texts.partnership;
  const all = [
    ...places.toSorted((a, b) => byPlace(a, b, words)).map(words.place),
    ...sdgTargets.toSorted(bySdg).map((target) => sdgOf(target, words.texts)),
  ];
  if (all.length === 0) return <p>{texts.noGaps}</p>;
  return (
    <p>
      <strong>{texts.gaps}</strong> {words.list(all)}
    </p>
  );
}

/** Who covers what: where several are active, and what nobody has promised anything for. */
export function Coverage({ partnership }: { partnership: string }) {
  const { coverage: texts } = useWords().texts.partnership;
  const path = `/v1/partnerships/${partnership}/coverage`;
  const asked = useAnswer<CoverageAnswer>(path);
  return (
    <>
      <p>{texts.lead}</p>
      <Answered asked={asked}>
        {(answer) => (
          <>
            <Gaps of={answer.gaps} />
            {AXES.map((axis) => (
              <CoverageTable key={axis.axis} axis={axis} answer={answer} partnership={partnership} />
            ))}
            <p class="hint">{texts.counting}</p>
          </>
        )}
      </Answered>
      <Csv path={path} name={texts.file} />
    </>
  );
}
