import { randomBytes } from 'node:crypto';
import type { Party } from '../support/served-book.ts';
import { LEAKS } from './leaks.ts';
import { asks, differing, follows, gives, otherwise, secretsIn, toldTo, type Request } from './outsiders.ts';
import { Staged, type Mistake } from './staged.ts';

/** What is said quietly in this story. */
const WORDS = 'zebra-1-';
const secret = randomBytes(32);
/** When the story is half told. */
const HALF = '2021-02-01T12:00:00Z';

/** One thing after the other, at its time: what is quiet may be left out. */
async function tell(staged: Staged, isQuietToo: boolean) {
  const names = ['A', 'B', 'C'];
  const parties: Party[] = [];
  for (const name of names) parties.push(await staged.party(name));
  const [a, b, c] = parties as [Party, Party, Party];
  let time = 0;
  const done = async (by: Party, path: string, body: object) => {
    staged.at((time += 1));
    return (await by.done(path, body, { 'x-request-id': `told-${time}` })).body;
  };
  const quietly = async (by: Party, path: string, body: object) => {
    if (isQuietToo) return done(by, path, body);
    time += 1;
    return { ids: {}, receipts: [] };
  };
  const promise = { statement: 'S', kind: 'policy' };
  const scope = { places: ['CO'], sdgTargets: [] };
  const { ids } = await done(a, '/v1/partnerships', { title: 'T', problem: 'P', scope });
  const base = `/v1/partnerships/${ids.partnership}`;
  await done(a, `${base}/open-call`, { call: 'c', text: 'Come' });
  for (const party of [b, c]) await done(party, `${base}/join-partnership`, { priorities: ['P'] });
  await done(a, `${base}/make-commitment`, promise);
  const audience = { to: 'named', organisations: [a.id] };
  const quiet = await quietly(b, `${base}/disclose-interest`, { text: WORDS, audience });
  const { disclosure } = quiet.ids;
  await quietly(a, `${base}/disclosures/${disclosure}/answer-disclosure`, { answer: 'a', text: WORDS });
  for (const party of [b, c]) await done(party, `${base}/make-commitment`, promise);
  await staged.served.settled();
  if (disclosure) await a.ask(`${base}/disclosures/${disclosure}`);
  return { partnership: ids.partnership as string, disclosure, event: quiet.receipts[0]?.id, c };
}

const requestsIn = (partnership: string, disclosure: string, event: string): Request[] => {
  const base = `/v1/partnerships/${partnership}`;
  const one = `${base}/disclosures/${disclosure}`;
  return [
    ...['', '/ledger', '/ledger/totals', '/timeline', '/history', '/disclosures'].flatMap((view) => [
      asks(base + view),
      asks(`${base}${view}?asOf=${HALF}`),
      asks(`${base}${view}?limit=1`),
    ]),
    ...otherwise(`${base}/disclosures`),
    asks(one),
    asks(`/v1/stored-events/${event}`),
    asks('/v1/events'),
    asks('/v1/events?limit=1'),
    follows('/v1/events'),
    asks(`${base}/events.atom`),
    asks(`${base}/calendar.ics`),
    gives(`${one}/retract-disclosure`, {}, { 'if-match': '"0"' }),
    gives(`${one}/answer-disclosure`, { answer: 'b', text: 'B' }),
    gives(`${base}/make-commitment`, { statement: 'Mine', kind: 'policy' }, { 'idempotency-key': 'k' }),
  ];
};

/** What the server shows of it to people: packed, its length would depend on the address of the server. */
const pagesOf = (partnership: string): Request[] =>
  ['', `?asOf=${HALF}`, '/picture.png'].map((of) =>
    asks(`/partnerships/${partnership}${of}`, { 'accept-encoding': 'identity' }),
  );

type Answers = ReadonlyMap<string, string>;

/** What is found: answers that differ from those of a book without it, and what is said or logged of it. */
const foundIn = (told: Answers, without: Answers, logged: string): string[] => [
  ...differing(told, without),
  ...[...told].flatMap(([asked, text]) =>
    [...secretsIn(text)].filter((one) => !asked.includes(one)).map((one) => `${one} in ${asked}`),
  ),
  ...[...secretsIn(logged)].map((one) => `log: ${one}`),
];

describe('the leak test', () => {
  const open: Staged[] = [];
  let requests: Request[];
  let without: Answers;

  /** Nobody, an auditor, and one who takes part and is not in the audience, are answered the same things in each book. */
  async function book(isQuietToo: boolean, mistake?: Mistake) {
    const staged = await Staged.open(secret, mistake);
    open.push(staged);
    const { partnership, disclosure, event, c } = await tell(staged, isQuietToo);
    requests ??= requestsIn(partnership, disclosure, event);
    const outsiders = [staged.served.anybody(), await staged.party('Watchdog', ['auditor']), c];
    // Pages take long to be made, and say nothing but what is answered: they are compared where no mistake is made.
    const asked = mistake === undefined ? [...requests, ...pagesOf(partnership)] : requests;
    const told = await toldTo(staged, outsiders, asked);
    return { told, logged: staged.logged };
  }
  /** The first book says what there is to be asked about. */
  let untouched: Awaited<ReturnType<typeof book>>;
  beforeAll(async () => {
    untouched = await book(true);
    without = (await book(false)).told;
  });
  afterEach(async () => {
    for (const staged of open.splice(0)) await staged.close();
  });

  it('finds nothing where nothing leaks', () => {
    expect(foundIn(untouched.told, without, untouched.logged)).toEqual([]);
    // And all of it was answered, one way or another.
    expect([...without.values()].filter((answer) => answer.startsWith('[500'))).toEqual([]);
  });

  it.each(Object.entries(LEAKS))('finds what leaks in %s', async (_, { shows, mistake }) => {
    const { told, logged } = await book(true, mistake);
    const same = new Map([...without].filter(([asked]) => told.has(asked)));
    expect(foundIn(told, same, logged)).toContainEqual(expect.stringMatching(shows));
  });
});
