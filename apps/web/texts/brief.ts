/** The longest that something is called by, in letters: in a heading, the name of a table, or a list. */
const MOST = 120;

/** Letters as readers see them; where the browser cannot tell, at least none of Unicode's is taken apart. */
function lettersOf(text: string): string[] {
  if (typeof Intl === 'undefined' || !('Segmenter' in Intl)) return Array.from(text);
  return Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
    (one) => one.segment,
  );
}

/** The beginning of a long text, to be called by: of whole words where there are some, and never of half a letter. */
export function brief(text: string, most = MOST): string {
  if (text.length <= most) return text;
  let beginning = '';
  for (const letter of lettersOf(text.slice(0, 2 * most))) {
    if (beginning.length + letter.length > most) break;
    beginning += letter;
  }
  const words = beginning.slice(0, beginning.lastIndexOf(' ') + 1).trimEnd();
  return `${words.length > most / 2 ? words : beginning}…`;
}
