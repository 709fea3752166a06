/** Signs as wide as they are high, as Chinese and its neighbours have them; others are about half as wide. */
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]/u;
const widthOf = (text: string, size: number): number =>
  Array.from(text).reduce((sum, sign) => sum + (WIDE.test(sign) ? size : 0.6 * size), 0);

/** A text in lines that are no wider than is said; what has no room at the end of the last is left out. */
export function linesOf(text: string, { size, width, most }: Record<'size' | 'width' | 'most', number>) {
  const lines: string[] = [];
  for (const piece of text.split(/\s+|(?<=[\u2E80-\u9FFF])/u)) {
    const last = lines.at(-1);
    const longer = last === undefined ? piece : `${last}${WIDE.test(piece) ? '' : ' '}${piece}`;
    if (last !== undefined && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''} …`];
}
