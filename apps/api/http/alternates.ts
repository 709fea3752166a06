/** A page that is of something with public events. */
const FOLLOWED =
  /^(\/(?:partnerships\/ptn_[0-9a-z]{26}(\/commitments\/cmt_[0-9a-z]{26})?|organisations\/org_[0-9a-z]{26}))\/?(?:\?|$)/;

/**
 * Where feed readers and calendars find what a page is of, as elements for its head (WHATWG HTML, section 4.6.6.1): they are
 * given the address of a page, and run no script.
 *
 * @param url the path and query of the page
 */
export function alternatesOf(url: string): string {
  const [, path, ofCommitment] = FOLLOWED.exec(url) ?? [];
  if (path === undefined) return '';
  const link = (type: string, name: string) =>
    `<link rel="alternate" type="${type}" href="/v1${path}/${name}" />`;
  const feed = link('application/atom+xml', 'events.atom');
  return ofCommitment === undefined ? feed + link('text/calendar', 'calendar.ics') : feed;
}
