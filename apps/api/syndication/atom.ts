import { Feed } from 'feed';
import type { PublicEvent } from '#contracts';
import { shown } from './sentences.ts';
import { tellEvent } from './telling.ts';

/** What a feed is of. */
export interface AtomOf {
  /** The id of the partnership, organisation or commitment. */
  readonly id: string;
  readonly title: string;
  /** Where callers reach the server. */
  readonly origin: string;
  /** Where a person reads of it, and where the feed itself is, as paths. */
  readonly page: string;
  readonly self: string;
  /** The latest first. */
  readonly events: readonly PublicEvent[];
  readonly names: Readonly<Record<string, string>>;
  /** When it was last changed, where nothing is told yet. */
  readonly since: string;
}

/** An id that is the same wherever the book is reached (RFC 4287, section 4.2.6). */
const iri = (id: string): string => `urn:pledgebook:${id}`;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text as HTML: what somebody says is never markup in a reader. */
const html = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

/** Where a person reads of an event. */
const pageOf = ({ id, data: { partnership, organisation } }: PublicEvent): string =>
  partnership === undefined ? `/organisations/${organisation}` : `/events/${id}`;

/** An Atom feed (RFC 4287) of public events, each with the id that it has at every door. */
export function atomOf({ id, title, origin, page, self, events, names, since }: AtomOf): string {
  const address = (path: string): string => new URL(path, origin).href;
  const updated = events[0]?.time ?? since;
  const feed = new Feed({
    id: iri(id),
    title: shown(title),
    updated: new Date(updated),
    link: address(page),
    feed: address(self),
    author: { name: 'Pledgebook' },
    generator: false,
  });
  for (const event of events) {
    const sentence = tellEvent(event, names);
    const { effectiveOn } = event.data;
    const day = event.time.startsWith(effectiveOn) ? '' : ` As of ${effectiveOn}.`;
    feed.addItem({
      id: iri(event.id),
      title: html(sentence),
      // Where the time alone told it there is no page of the event.
      link: address(event.data.by === undefined ? page : pageOf(event)),
      date: new Date(event.time),
      content: `<p>${html(sentence + day)}</p>`,
      category: [{ term: event.type }],
    });
  }
  return feed.atom1();
}
