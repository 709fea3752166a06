import type { Names } from '../../answers.ts';
import { useAnswer } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { Steps } from '../../parts/chart.tsx';
import { Csv } from '../../parts/csv.tsx';
import { Known } from '../../parts/known.tsx';
import { Basis } from '../../parts/marks.tsx';
import { useWords } from '../../reader.tsx';
import { filled, isolated } from '../../texts/filled.ts';
import { Written } from '../../parts/written.tsx';
import { brief } from '../../texts/brief.ts';
import type { Indicator, Progress } from './collective-answer.ts';
import { pointsOf } from './collective-points.ts';
import { Contributions } from './contributions.tsx';
import { Measurements } from './measurements.tsx';
import { useCode } from './shown.ts';

/** What it is, where it began, and how far it is. */
function Definition({ of: { definition, measured } }: { of: Indicator }) {
  const words = useWords();
  const code = useCode();
  const { collective: texts } = words.texts.partnership;
  const { text, level, direction, baseline, target, unit, former } = definition;
  const valueOn = ({ value, on }: { value: string; on?: string }) => {
    const said = `${words.number(value)} ${isolated(unit)}`;
    return on === undefined ? said : filled(texts.valueOn, { value: said, day: words.day(on) });
  };
  // What is left to the target is as interim as what it is told from.
  const orInterim = (said: string) =>
    measured.soFar?.interim
      ? `${said}${words.texts.semicolon}${words.texts.commitment.indicator.interim}`
      : said;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [texts.text, text],
    [
      texts.level,
      [level, direction]
        .map((one) => code(one ?? ''))
        .filter(Boolean)
        .join(words.texts.semicolon),
    ],
    [texts.baseline, baseline && valueOn(baseline)],
    [texts.target, target && valueOn(target)],
    [texts.soFar, measured.soFar && orInterim(valueOn(measured.soFar))],
    [texts.left, measured.toTarget && orInterim(valueOn({ value: measured.toTarget }))],
  ];
  return (
    <>
      <Known facts={facts} />
      {former.map(({ name, target: was, adoptedOn }) => (
        <p key={adoptedOn} class="hint">
          {filled(texts.former, {
            name,
            target: was ? words.number(was.value) : words.texts.notStated,
            day: words.day(adoptedOn),
          })}
        </p>
      ))}
    </>
  );
}

function OneIndicator({ of, names, partnership }: { of: Indicator; names: Names; partnership: string }) {
  const { collective: texts } = useWords().texts.partnership;
  const { definition, measured, contributed } = of;
  const { name, target, basis, unit } = definition;
  return (
    <article>
      <h3>
        <Written of={brief(name)} /> <Basis of={basis} />
      </h3>
      <Definition of={of} />
      <Steps
        label={filled(texts.chart, { name })}
        points={pointsOf(of)}
        {...(target ? { target: target.value } : {})}
      />
      <Measurements periods={measured.periods} name={name} unit={unit} names={names} />
      <Contributions of={contributed} name={name} names={names} partnership={partnership} />
    </article>
  );
}

/** What is measured together, against its target; beside it what promises contribute, which is not its cause. */
export function Collective({ partnership }: { partnership: string }) {
  const { collective: texts } = useWords().texts.partnership;
  const path = `/v1/partnerships/${partnership}/collective-progress`;
  const asked = useAnswer<Progress>(path);
  return (
    <Answered asked={asked}>
      {({ indicators, names }) =>
        indicators.length === 0 ? (
          <p>{texts.none}</p>
        ) : (
          <>
            {indicators.map((one) => (
              <OneIndicator key={one.definition.id} of={one} names={names} partnership={partnership} />
            ))}
            <Csv path={path} name={texts.file} />
          </>
        )
      }
    </Answered>
  );
}
