import { renderToString } from 'preact-render-to-string';
import type { Told } from '../told.ts';
import { linesOf } from './lines.ts';

/** As those who show a link want it, in pixels. */
export const [WIDTH, HEIGHT] = [1200, 630];
const [EDGE, NAMES] = [64, 330];
/** So many bars have room. */
const MOST = 3;
const FONT = "'DejaVu Sans', sans-serif";
/** The page's own colours, by day. */
const [PAPER, INK, FAINT, LINE, ACCENT, LIGHT] = [
  '#fff',
  '#1b2226',
  '#4c5a61',
  '#c6d0d3',
  '#0b5c6b',
  '#bcd6d9',
] as const;

interface TextProps {
  readonly lines: readonly string[];
  readonly y: number;
  readonly size: number;
  readonly fill?: string;
  readonly weight?: number;
}
function Text({ lines, y, size, fill = INK, weight = 400 }: TextProps) {
  return (
    <>
      {lines.map((line, n) => (
        <text key={n} x={EDGE} y={y + n * size * 1.3} font-size={size} fill={fill} font-weight={weight}>
          {line}
        </text>
      ))}
    </>
  );
}

type Drawing = NonNullable<Told['drawing']>;
const hasLength = ({ lengths: { promised, paid, unconfirmed } }: Drawing['bars'][number]): boolean =>
  promised + paid + unconfirmed > 0;
function Bars({ of: { caption, bars }, y }: { of: Drawing; y: number }) {
  const [left, room] = [EDGE + NAMES, WIDTH - 2 * EDGE - NAMES];
  const [size, step] = [24, 44];
  return (
    <>
      <Text lines={[caption]} y={y} size={size} weight={700} />
      {bars
        .filter(hasLength)
        .slice(0, MOST)
        .map(({ name, lengths: { promised, paid, unconfirmed } }, n) => {
          const top = y + 18 + n * step;
          return (
            <g key={n}>
              <Text lines={linesOf(name, { size: 22, width: NAMES - 30, most: 1 })} y={top + 24} size={22} />
              <rect x={left} y={top} width={promised * room} height={32} fill={LIGHT} />
              <rect
                x={left + promised * room}
                y={top}
                width={unconfirmed * room}
                height={32}
                fill="url(#hatched)"
                stroke={FAINT}
                stroke-width={unconfirmed > 0 ? 1 : 0}
              />
              <rect x={left} y={top + 7} width={paid * room} height={18} fill={ACCENT} />
            </g>
          );
        })}
    </>
  );
}

/** A picture of what a page says, for where its address is shown: its title, its sentence and its bars, as SVG. */
export function drawn({ title = 'Pledgebook', description = '', drawing }: Told, moment: string): string {
  const heading = linesOf(title, { size: 46, width: WIDTH - 2 * EDGE, most: 2 });
  const y = 150 + heading.length * 60;
  const sentence = linesOf(description, { size: 30, width: WIDTH - 2 * EDGE, most: drawing ? 4 : 7 });
  return renderToString(
    <svg xmlns="http://www.w3.org/2000/svg" width={WIDTH} height={HEIGHT} font-family={FONT}>
      <pattern id="hatched" width="8" height="8" patternUnits="userSpaceOnUse">
        <path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" stroke={FAINT} stroke-width="1.5" />
      </pattern>
      <rect width={WIDTH} height={HEIGHT} fill={PAPER} />
      <rect width={WIDTH} height="14" fill={ACCENT} />
      <Text lines={['Pledgebook']} y={80} size={28} fill={ACCENT} weight={700} />
      <Text lines={heading} y={150} size={46} weight={700} />
      <Text lines={sentence} y={y} size={30} />
      {drawing ? <Bars of={drawing} y={y + 26 + sentence.length * 39} /> : null}
      <line x1={EDGE} x2={WIDTH - EDGE} y1={HEIGHT - 52} y2={HEIGHT - 52} stroke={LINE} />
      <Text lines={[moment]} y={HEIGHT - 20} size={20} fill={FAINT} />
    </svg>,
  );
}
