/** What the reader's browser knows of its reader. Each may be missing there, or forbidden, and then the page goes without. */

/** What the browser keeps for this book; nothing where it keeps nothing, as with cookies blocked. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Then it is good for as long as the page is open.
  }
}

/** `en` of `en-US`, and of what systems say that know no language tags, such as `en_US.UTF-8`. */
export const languageOfTag = (tag: string): string => (/^[a-z]+/i.exec(tag)?.[0] ?? '').toLowerCase();

/** Tags of the languages that the reader likes, the best liked first. */
export function tagsOf({
  languages,
  language,
}: Partial<Pick<Navigator, 'languages' | 'language'>>): string[] {
  const said = languages?.length ? languages : [language];
  return said.filter((tag) => typeof tag === 'string');
}

/** As much of a tag as browsers take for one (BCP 47): `en-US` of `en-US@posix`, `en` of `en-!`. */
export function takenFor(tag: string): string {
  const [beginning = ''] = tag.replaceAll('_', '-').split(/[@.]/);
  try {
    return Intl.getCanonicalLocales(beginning)[0] ?? languageOfTag(tag);
  } catch {
    return languageOfTag(tag);
  }
}
