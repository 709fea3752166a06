interface Range {
  readonly type: string;
  readonly weight: number;
  readonly place: number;
}

/** A media range of `Accept`, such as `text/*;q=0.5`. One that says no weight weighs 1, one that cannot be read nothing. */
function rangeOf(text: string, place: number): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { type, place, weight: /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0 };
}

/** How closely a range fits a media type: exactly, by its kind, as anything; 0 where it does not. */
const closeness = (range: string, type: string): number =>
  range === type ? 3 : range === `${type.split('/')[0]}/*` ? 2 : range === '*/*' ? 1 : 0;

/**
 * Which of these media types a caller likes best (RFC 9110 section 12.5.1): what weighs most by the range that fits it
 * most closely; then what is named most closely, what is named first, and what is offered first.
 *
 * @param accept the header; without it anything is as good
 * @param offered in lower case, the best first
 * @returns undefined where none is acceptable
 */
export function preferred(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(rangeOf);
  const rated = offered.flatMap((type) => {
    const fitting = ranges
      .map((range) => ({ ...range, close: closeness(range.type, type) }))
      .filter(({ close }) => close > 0)
      .sort((a, b) => b.close - a.close);
    const [best] = fitting;
    return best && best.weight > 0 ? [{ ...best, offer: type }] : [];
  });
  rated.sort((a, b) => b.weight - a.weight || b.close - a.close || a.place - b.place);
  return rated[0]?.offer;
}
