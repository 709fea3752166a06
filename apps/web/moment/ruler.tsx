import type { Recorded } from './moments.ts';

const [WIDTH, HEIGHT] = [1000, 24];

/** Under the slider: how much was recorded at each moment, where years begin, and the other moment. It only repeats what is told. */
export function Ruler({
  rows,
  place,
  mark,
}: {
  rows: readonly Recorded[];
  place: number;
  mark: number | undefined;
}) {
  const x = (at: number): number => (at / rows.length) * WIDTH;
  const most = Math.log(1 + Math.max(...rows.map(({ events }) => events)));
  const bars = rows
    .map(({ events }, i) => `M${x(i)},${HEIGHT}V${HEIGHT - (Math.log(1 + events) / most) * (HEIGHT - 8)}`)
    .join('');
  const years = rows
    .flatMap(({ at }, i) =>
      i > 0 && at.slice(0, 4) !== rows[i - 1]?.at.slice(0, 4) ? [`M${x(i)},0V${HEIGHT}`] : [],
    )
    .join('');
  return (
    <svg class="ruler" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="recorded" d={bars} />
      <path class="years" d={years} />
      {mark === undefined ? null : (
        <rect
          class="between"
          x={x(Math.min(mark, place))}
          width={x(Math.abs(place - mark))}
          height={HEIGHT}
        />
      )}
    </svg>
  );
}
