import { weighedIn } from './weighed.ts';

/** For who says none, or none that ICU knows. */
const NONE_SAID = 'en';
/** So much of the header is looked at. */
const LOOKED_AT = 200;

/** What ICU takes a tag (BCP 47) for; undefined of what is none, such as `en-US@posix`, or of a language it does not know. */
function known(tag: string): string | undefined {
  try {
    const [found] = Intl.Collator.supportedLocalesOf([tag]);
    return found && new Intl.Collator(found).resolvedOptions().locale;
  } catch {
    return undefined;
  }
}

/** Callers say few headers, again and again. */
const SAID = new Map<string, string>();
const MOST_SAID = 200;

/**
 * The language that a caller reads best (RFC 9110 section 12.5.4), of those that ICU can sort by; English where it says
 * none.
 */
export function languageOf(accept: string | undefined): string {
  if (accept === undefined) return NONE_SAID;
  const said = SAID.get(accept);
  if (said !== undefined) return said;
  const language = bestOf(accept);
  if (SAID.size < MOST_SAID && accept.length <= LOOKED_AT) SAID.set(accept, language);
  return language;
}

function bestOf(accept: string): string {
  const ranges = weighedIn(accept.slice(0, LOOKED_AT)).filter(({ weight }) => weight > 0);
  ranges.sort((a, b) => b.weight - a.weight);
  for (const { value } of ranges) {
    const language = known(value);
    if (language !== undefined) return language;
  }
  return NONE_SAID;
}
