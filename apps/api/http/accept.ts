import { weighedIn, weighedOf, type Weighed } from './weighed.ts';

/**
 * How closely a range fits a media type: by its parameters, all of which the type has; exactly; by its kind; as anything;
 * 0 where it does not.
 */
function closeness(range: Weighed, { value: type, parameters }: Weighed): number {
  const isLike = [...range.parameters].every(([name, value]) => parameters.get(name) === value);
  if (!isLike) return 0;
  if (range.value === type) return 3 + range.parameters.size;
  return range.value === `${type.split('/')[0]}/*` ? 2 : range.value === '*/*' ? 1 : 0;
}

/**
 * Which of these media types a caller likes best (RFC 9110 section 12.5.1): what weighs most by the range that fits it
 * most closely; then what is named most closely, what is named first, and what is offered first.
 *
 * @param accept the header; without it anything is as good
 * @param offered with the parameters that the answer's `Content-Type` would have, the best first
 * @returns one of those offered; undefined where none is acceptable
 */
export function preferred(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = weighedIn(accept);
  const rated = offered.flatMap((offer) => {
    const type = weighedOf(offer);
    const fitting = ranges
      .map((range) => ({ ...range, close: closeness(range, type) }))
      .filter(({ close }) => close > 0)
      .sort((a, b) => b.close - a.close);
    const [best] = fitting;
    return best && best.weight > 0 ? [{ ...best, offer }] : [];
  });
  rated.sort((a, b) => b.weight - a.weight || b.close - a.close || a.place - b.place);
  return rated[0]?.offer;
}
