import { Fragment } from 'preact';
import { useWords } from '../reader.tsx';
import { Digits } from './digits.tsx';
import type { Point } from './point.ts';

const [WIDTH, HEIGHT, EDGE] = [160, 40, 3];

/** Says of a value that it was told while its period was not over. */
export function Interim({ of }: { of: { readonly interim?: boolean | undefined } | undefined }) {
  const { texts } = useWords();
  return of?.interim ? <span class="beside">{texts.commitment.indicator.interim}</span> : null;
}

/** Values as they were told, day by day, as a line of steps; the same as a table stands beside it. */
export function Steps({
  label,
  points,
  target,
  say,
}: {
  label: string;
  points: readonly Point[];
  target?: string;
  /** How a value is told, where it is no mere number. */
  say?: (value: string) => string;
}) {
  const words = useWords();
  const { chart } = words.texts;
  const told = say ?? words.number;
  if (points.length === 0) return null;
  const times = points.map(({ on }) => Date.parse(on));
  const values = ['0', ...points.map(({ value }) => value), ...(target === undefined ? [] : [target])].map(
    Number,
  );
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (time: number) => EDGE + ((time - start) / (end - start || 1)) * (WIDTH - 2 * EDGE);
  const y = (value: string) =>
    HEIGHT - EDGE - ((Number(value) - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
  const line = points
    .map(({ value }, i) => `${i === 0 ? 'M' : 'H'}${x(times[i] as number)}${i === 0 ? ',' : 'V'}${y(value)}`)
    .join('');
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {target === undefined ? null : (
          <line class="target" x1={0} x2={WIDTH} y1={y(target)} y2={y(target)} />
        )}
        <path class="line" d={line} />
        {points.map(({ on, value, interim }, i) => (
          <circle
            key={on}
            class={interim ? 'interim' : undefined}
            cx={x(times[i] as number)}
            cy={y(value)}
            r={2.5}
          />
        ))}
      </svg>
      <figcaption class="hint">
        {[...new Set([points[0]?.value, points.at(-1)?.value])].map((value, place) => (
          <Fragment key={value}>
            {place === 0 ? null : ' → '}
            <Digits of={told(value ?? '0')} />
          </Fragment>
        ))}
        <Interim of={points.at(-1)} />
      </figcaption>
      <details>
        <summary>{chart.asTable}</summary>
        <table>
          <caption>{label}</caption>
          <tbody>
            {points.map((point) => (
              <tr key={point.on}>
                <th scope="row">{words.day(point.on)}</th>
                <td class="end">
                  <Digits of={told(point.value)} />
                  <Interim of={point} />
                </td>
              </tr>
            ))}
            {target === undefined ? null : (
              <tr>
                <th scope="row">{chart.target}</th>
                <td class="end">
                  <Digits of={told(target)} />
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
