import type { Answer, Party } from '../support/served-book.ts';
import { EventStream } from '../support/event-stream.ts';
import type { Staged } from './staged.ts';

/** Something that anybody can send. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}
export const asks = (path: string, headers: Request['headers'] = {}): Request => ({
  method: 'GET',
  path,
  headers,
});
export const gives = (path: string, body: object, headers: Request['headers'] = {}): Request => ({
  method: 'POST',
  path,
  body,
  headers,
});

/** What is looked for in answers and logs: words said quietly, and the ids of disclosures. */
export const secretsIn = (text: string): ReadonlySet<string> =>
  new Set(text.match(/zebra-[\d-]+-|dsc_[0-9a-z]{26}/g));

/** Words of what is for those who take part or were invited. */
export const amongThemIn = (text: string): ReadonlySet<string> => new Set(text.match(/okapi-\d+-/g));

/** The events as they come: all that are there already. */
export const follows = (path: string): Request => ({ method: 'STREAM', path });

/** All that a stream tells, until everything so far has been told. */
async function streamedTo(outsider: Party, path: string, headers: Request['headers']): Promise<Answer> {
  const stream = await EventStream.open(outsider.addressOf(path), { ...headers, ...outsider.authorization });
  await stream.upToDate();
  stream.cut();
  const { status, headers: said } = stream.response;
  return { status, headers: said, text: stream.text, body: undefined };
}

/** Who is outside of every audience, whatever was said. */
export async function outsidersOf(staged: Staged): Promise<Party[]> {
  return [
    staged.served.anybody(),
    await staged.party('Stranger'),
    await staged.party('Watchdog', ['auditor']),
    await staged.party('Operations', ['operator', 'auditor']),
  ];
}

/** Of the time, or of how many requests the same caller has made: one of the books is looked over before. */
const OF_ITSELF = new Set(['date', 'ratelimit-reset', 'ratelimit-remaining']);
/** Made of the bytes of the answer, in which each server's own address stands. */
const OF_BYTES = /^(application\/atom\+xml|text\/calendar);/;
/** Each server has an address of its own. */
const ADDRESS = /127\.0\.0\.1:\d{5}/g;
/** Of what is sealed the ciphertext is another each time, and so is its fingerprint. */
const SEALED = /("stream":"sealed-record-\w+","revision":0,"sha256":")\w+/g;
export const seenIn = ({ status, headers, text }: Answer): string =>
  JSON.stringify([
    status,
    [...headers].filter(
      ([name]) =>
        !OF_ITSELF.has(name) && !(name === 'etag' && OF_BYTES.test(headers.get('content-type') ?? '')),
    ),
    text.replaceAll(ADDRESS, 'here').replaceAll(SEALED, '$1'),
  ]);

/**
 * What each outsider is answered, by who and what: all send the same, at the same times and with the same chance, in
 * whichever book.
 */
export async function toldTo(
  staged: Staged,
  outsiders: readonly Party[],
  requests: readonly Request[],
): Promise<ReadonlyMap<string, string>> {
  const told = new Map<string, string>();
  // Whose token is known is counted by it: else that would depend on who has asked before.
  for (const outsider of outsiders) await outsider.ask('/v1/schemas');
  for (const [n, { method, path, ...more }] of requests.entries())
    for (const [who, outsider] of outsiders.entries()) {
      staged.at(10_000 + n * outsiders.length + who);
      const headers = { 'x-request-id': `request-${n}`, ...more.headers };
      const answer = await (method === 'STREAM'
        ? streamedTo(outsider, path, headers)
        : outsider.send(method, path, { ...more, headers }));
      told.set(`${n} ${who} ${method} ${path}`, seenIn(answer));
      // What it was told of itself stands in the views before anybody asks again.
      if (method === 'POST' && answer.status < 300) await staged.served.settled();
    }
  return told;
}

/** What was answered otherwise than in the other book. */
export const differing = (
  told: ReadonlyMap<string, string>,
  expected: ReadonlyMap<string, string>,
): string[] => [...expected.keys()].filter((asked) => told.get(asked) !== expected.get(asked));

/** What an outsider may give on a disclosure that it cannot know, and on what is its own. */
export const commandsIn = (partnership: string, disclosures: readonly string[]): Request[] => {
  const base = `/v1/partnerships/${partnership}`;
  const audience = { to: 'participants' };
  const own = { text: 'My own', audience };
  const promise = { statement: 'S', kind: 'policy' };
  return [
    gives(`${base}/express-interest`, { statement: 'Me too' }, { 'idempotency-key': `i-${partnership}` }),
    gives(`${base}/join-partnership`, { priorities: ['P'] }),
    gives(`${base}/make-commitment`, promise, { 'idempotency-key': `c-${partnership}` }),
    gives(`${base}/make-commitment`, promise, { 'idempotency-key': `c-${partnership}` }),
    gives(`${base}/disclose-constraint`, own, { 'idempotency-key': `d-${partnership}` }),
    gives(`${base}/name-focal-point`, { name: 'Mine', email: 'mine@example.org' }),
    ...disclosures.flatMap((id, n) => [
      gives(`${base}/disclosures/${id}/retract-disclosure`, {}, { 'if-match': '"0"' }),
      gives(`${base}/disclosures/${id}/widen-audience`, { audience }, { 'idempotency-key': `w-${n}` }),
      gives(`${base}/disclosures/${id}/supersede-disclosure`, { text: 'Anew' }),
      gives(`${base}/disclosures/${id}/answer-disclosure`, { answer: 'a', text: 'A' }),
    ]),
    asks(`${base}/disclosures`),
    asks(`${base}/disclosures?limit=1`),
    asks(`${base}/timeline?limit=2`),
    asks(`${base}/history?limit=2`),
    gives(`${base}/leave-partnership`, {}),
  ];
};

/** The ways of asking that are no other query: a table, whether it is new, without its body, what may be sent. */
export const otherwise = (path: string): Request[] => [
  asks(path, { accept: 'text/csv' }),
  asks(path, { 'if-none-match': '"0"' }),
  { method: 'HEAD', path },
  { method: 'OPTIONS', path },
];
