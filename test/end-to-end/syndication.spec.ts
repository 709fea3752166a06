import { XMLParser, XMLValidator } from 'fast-xml-parser';
import ICAL from 'ical.js';
import { ServedBook, SetClock, type Answer, type Party } from '../support/served-book.ts';

/** What breaks XML, HTML, or lines of a calendar. */
const HARD = 'Plant ]]> <script>alert("1")</script> & trees; 🌳, é\\n';
interface Link {
  readonly '@_rel'?: string;
  readonly '@_href': string;
}
interface Entry {
  readonly id: string;
  readonly title: { readonly '#text': string; readonly '@_type': string };
  readonly content: { readonly '#text': string };
  readonly updated: string;
  readonly link: Link;
}

/** The feed in an answer, by another library, with all that RFC 4287 requires (sections 4.1.1 and 4.1.2). */
function feedIn({ status, headers, text }: Answer) {
  expect([status, headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  expect(XMLValidator.validate(text)).toBe(true);
  const isArray = (name: string) => name === 'entry';
  const { feed } = new XMLParser({ ignoreAttributes: false, isArray, parseTagValue: false }).parse(text);
  expect(feed['@_xmlns']).toBe('http://www.w3.org/2005/Atom');
  const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(feed).toMatchObject({ updated: instant, author: { name: 'Pledgebook' } });
  const entries = (feed.entry ?? []) as Entry[];
  for (const entry of [feed, ...entries])
    expect(entry).toMatchObject({ id: expect.stringMatching(/^urn:pledgebook:\w+$/), updated: instant });
  for (const { title, link } of entries) {
    expect(title).toMatchObject({ '@_type': 'html', '#text': expect.stringMatching(/\S/) });
    expect(link['@_href']).toMatch(/^http:/);
  }
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  return { feed, entries, titles: entries.map(({ title }) => title['#text']) };
}

/** The entries of a calendar, by another library. */
function eventsIn({ status, headers, text }: Answer) {
  expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  // Lines end as RFC 5545 wants, and are no longer than 75 octets (section 3.1).
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect([calendar.getFirstPropertyValue('version'), calendar.getFirstPropertyValue('prodid')]).toEqual([
    '2.0',
    expect.stringMatching(/^-\/\/Pledgebook/),
  ]);
  return {
    name: calendar.getFirstPropertyValue('x-wr-calname'),
    events: calendar.getAllSubcomponents('vevent').map((component) => {
      const { uid, summary, startDate } = new ICAL.Event(component);
      expect(component.getFirstPropertyValue('dtstamp')).toBeTruthy();
      expect(startDate.isDate).toBe(true);
      return { uid, summary, on: startDate.toString(), url: component.getFirstPropertyValue('url') };
    }),
  };
}

describe('what feed readers and calendars are given', () => {
  const clock = new SetClock('2026-01-05T08:00:00Z');
  let served: ServedBook;
  let anybody: Party;
  let fund: Party;
  let base: string;
  let promise: string;
  beforeAll(async () => {
    served = await ServedBook.open(clock);
    anybody = served.anybody();
    fund = await served.party('Fund & "Friends"');
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await fund.done('/v1/partnerships', {
      title: 'Trees, everywhere; now',
      problem: 'None',
      scope,
    });
    base = `/v1/partnerships/${body.ids.partnership}`;
    const made = await fund.done(`${base}/make-commitment`, {
      statement: HARD,
      kind: 'programme',
      window: { from: '2026-01-01', to: '2026-12-31' },
    });
    promise = `${base}/commitments/${made.body.ids.commitment}`;
    await fund.done(`${promise}/plan-milestone`, { entry: 'first', title: HARD, due: '2026-03-01' });
    await served.settled();
  });
  afterAll(() => served.close());

  it('are told the latest in plain sentences, whatever is said in them, of partnership, organisation and commitment', async () => {
    const [one, other, third] = [
      feedIn(await anybody.ask(`${base}/events.atom`)),
      feedIn(await anybody.ask(`/v1/organisations/${fund.id}/events.atom`)),
      feedIn(await anybody.ask(`${promise}/events.atom`)),
    ];
    const said = HARD.replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;');
    const who = 'Fund &amp; &quot;Friends&quot;';
    const ofPromise = [
      `${who} plans “${said}” until 2026-03-01, for “${said}”.`,
      `${who} made a commitment: “${said}”.`,
    ];
    expect(one.titles).toEqual([
      ...ofPromise,
      `${who} joined.`,
      `${who} convened “Trees, everywhere; now” around a problem: None.`,
    ]);
    expect(third.titles).toEqual(ofPromise);
    expect(other.titles).toEqual([
      ...one.titles,
      `${who} was listed, because: An operator issued a token in its name.`,
    ]);
    expect(one.feed.title).toBe('Trees, everywhere; now');
    // Each has the id that it has at every door.
    const { events } = (await anybody.ask('/v1/events')).body as { events: { id: string }[] };
    expect(other.entries.map(({ id }) => id).toReversed()).toEqual(
      events.map(({ id }) => `urn:pledgebook:${id}`),
    );
    // A person is led to a page.
    const pages = await Promise.all(other.entries.map(({ link }) => fetch(link['@_href'])));
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('are told nothing again that they have, and of nothing that is not there', async () => {
    for (const path of [`${base}/events.atom`, `${base}/calendar.ics`]) {
      const first = await anybody.ask(path);
      const tag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe('no-cache');
      // Readers accept whatever their makers thought of.
      const again = await anybody.ask(path, {
        'if-none-match': `"x", W/${tag}`,
        accept: 'application/rss+xml',
      });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
      expect((await anybody.ask(path, { 'if-none-match': '"x"' })).text).toBe(first.text);
      const missing = await anybody.ask(path.replace(/ptn_\w+/, 'ptn_01cpfahzm0yk54c2b38y5cxsj7'));
      expect([missing.status, missing.body.code]).toEqual([404, 'partnership-unknown']);
    }
  });

  it('have in a calendar what is awaited, as of any moment, under the id that is told of it once the day is over', async () => {
    const before = await anybody.ask(`${base}/calendar.ics`);
    const { name, events } = eventsIn(before);
    // The parser knows no type of it, and leaves it as it stands.
    expect(name).toBe('Trees\\, everywhere\\; now');
    const who = 'Fund & "Friends"';
    expect(events.map(({ on, summary }) => [on, summary])).toEqual([
      ['2026-03-01', `Milestone of ${who}: “${HARD}”, for “${HARD}”`],
      ['2026-12-31', `Last day of “${HARD}”, by ${who}`],
      ['2027-01-05', `Report of ${who} on “${HARD}”`],
    ]);
    expect(eventsIn(await anybody.ask(`/v1/organisations/${fund.id}/calendar.ics`)).events).toEqual(events);

    const moment = clock.now().toISOString();
    clock.set('2026-03-02T08:00:00Z');
    await fund.done(`${promise}/report-progress`, { entry: 'spring', narrative: 'All planted' });
    await fund.done(`${promise}/reach-milestone`, { entry: 'first' });
    await served.settled();
    const after = eventsIn(await anybody.ask(`${base}/calendar.ics`));
    expect(after.events.map(({ on }) => on)).toEqual(['2026-12-31', '2027-03-02']);
    expect(after.events[0]).toEqual(events[1]);
    const past = await anybody.ask(`${base}/calendar.ics?asOf=${moment}`);
    expect([past.text, past.headers.get('cache-control')]).toEqual([
      before.text,
      expect.stringContaining('immutable'),
    ]);

    const { entries, titles } = feedIn(await anybody.ask(`${promise}/events.atom`));
    const passed = titles.findIndex((title) => title.includes('has passed'));
    expect(entries[passed]?.id).toBe(`urn:pledgebook:${events[0]?.uid}`);
  });
});
