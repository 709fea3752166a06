/**
 * What turns the direction of the text after it, until it is ended, if ever (Unicode Bidirectional Algorithm, UAX #9); what
 * is isolated whole is kept.
 */
const TURNING = /([\u2066-\u2068][^\u202A-\u202E\u2066-\u2069]*\u2069)|[\u202A-\u202E\u2066-\u2069]/g;
/** Scripts that are written from right to left. */
const LEFTWARD = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const [FIRST_STRONG_ISOLATE, POP_ISOLATE] = ['\u2068', '\u2069'];

/**
 * What somebody wrote, to stand among other words where no element can be, such as in a label: of its own direction, so
 * that it turns nothing around it. On the page itself `<bdi>` does this (`Written`).
 */
export function isolated(text: string): string {
  const straight = text.replace(TURNING, (_, whole: string | undefined) => whole ?? '');
  return LEFTWARD.test(straight.replace(TURNING, ''))
    ? `${FIRST_STRONG_ISOLATE}${straight}${POP_ISOLATE}`
    : straight;
}

/** A text with what stands in its braces, each of its own direction: `filled('{n} late', { n: '2' })`. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (braces, name: string) => {
    const value = values[name];
    return value === undefined ? braces : isolated(value);
  });
