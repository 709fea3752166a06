/** Printable ASCII without white space at its ends: most texts are, and they stand as they came. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;
/** The ways to end a line that Unicode knows (UAX #14), but for the line feed itself, and for what a text may not hold. */
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
/** White space, and what takes its place without showing anything: zero width space, word joiner, fillers, blank braille. */
const BLANK = /[\s\u200b\u2060\u3164\uffa0\u2800]/;

/**
 * A text as it is stored and compared: in Unicode's normal form C (UAX #15), every line ended by a line feed, nothing
 * blank at either end. It may then be empty. What was stored before may be in another form.
 */
export function normalText(text: string): string {
  if (PLAIN.test(text)) return text;
  const composed = text.normalize('NFC').replace(LINE_ENDS, '\n');
  let [from, to] = [0, composed.length];
  while (from < to && BLANK.test(composed[from] as string)) from++;
  while (from < to && BLANK.test(composed[to - 1] as string)) to--;
  return composed.slice(from, to);
}
