import { setTimeout as pause } from 'node:timers/promises';

/** What the header for it may hold (RFC 6750, section 2.1). */
const TOKEN = /^[\w.~+/-]+=*$/;

/** A book over HTTP, as readers and importers see it. Told that it asks too much, it waits as long as it is told to. */
export class Client {
  constructor(
    readonly server: string,
    private readonly token?: string,
  ) {
    if (token && !TOKEN.test(token))
      throw new Error(
        'what was given as a token is none: take it as "pledgebook token" prints it, on one line',
      );
  }

  /** Gives a command; with a key, however often it is sent it is carried out once. */
  async command<A = CommandAnswer>(path: string, body: object, key?: string): Promise<A> {
    const headers = { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) };
    return (
      await this.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
    ).json() as Promise<A>;
  }

  async get<A>(path: string, query: Record<string, string | readonly string[] | undefined> = {}): Promise<A> {
    return (await this.fetch(`${path}${queryText(query)}`)).json() as Promise<A>;
  }

  private async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) };
    const send = () => fetch(new URL(path, this.server), { ...init, headers });
    const response = await send()
      .catch((cause: unknown) => {
        // A server closes a connection that was idle, perhaps just as it is used again (RFC 9112, section 9.3.1).
        if (wasClosed(cause) && mayBeSentAgain(init)) return send();
        throw cause;
      })
      .catch((cause: unknown) => {
        throw new Unreachable(`no answer from ${this.server}: is it running?`, { cause });
      });
    if (response.ok) return response;
    if (response.status === 429) {
      await pause(Number(response.headers.get('retry-after') ?? '1') * 1000);
      return this.fetch(path, init);
    }
    const text = await response.text();
    const problem = response.headers.get('content-type')?.includes('json')
      ? (JSON.parse(text) as Problem)
      : undefined;
    throw new ProblemAnswer(response.status, problem ?? { code: 'no-problem', detail: text });
  }
}

export interface CommandAnswer {
  readonly ids: Readonly<Record<string, string>>;
  readonly revision?: number;
  readonly receipts: readonly { id: string; stream: string; revision: number; sha256: string }[];
  /** All of it was known already, and nothing was recorded. */
  readonly known?: true;
  readonly freshness: string;
}
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { field: string; message: string }[];
  readonly [member: string]: unknown;
}

/** There is no server, or it went away: what was asked may or may not have been done. */
export class Unreachable extends Error {}

/** The server said no, and why. */
export class ProblemAnswer extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(
      [problem.detail, ...(problem.errors ?? []).map(({ field, message }) => `${field}: ${message}`)].join(
        '\n  ',
      ),
    );
  }
}

/** Whether the connection ended before an answer came (undici's code for it). */
const wasClosed = (error: unknown): boolean =>
  (error as { cause?: { code?: string } } | undefined)?.cause?.code === 'UND_ERR_SOCKET';
/** A question, or a command with a key: sent twice, it is carried out once. */
const mayBeSentAgain = ({ method, headers }: RequestInit): boolean =>
  method !== 'POST' || new Headers(headers).has('idempotency-key');

function queryText(query: Record<string, string | readonly string[] | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) params.append(name, one);
  return params.size > 0 ? `?${params}` : '';
}

/** The moment an answer is of. */
export interface AnswerPoint {
  readonly position: string;
  readonly effective: string;
}
export interface Page<R> {
  readonly rows: readonly R[];
  readonly next?: string;
  /** Of the organisations in it; events alone come without. */
  readonly names?: Readonly<Record<string, string>>;
  readonly asOf: AnswerPoint;
}

/** Everything of a list that comes by pages. */
export async function* pages<R>(
  client: Client,
  path: string,
  query: Record<string, string | readonly string[] | undefined>,
): AsyncGenerator<Page<R>> {
  for (let { cursor } = query; ;) {
    const page: Page<R> = await client.get(path, { ...query, cursor });
    yield page;
    if (!page.next) return;
    cursor = page.next;
  }
}

/** Likewise of one moment, that of the first page, whatever is recorded meanwhile. */
export async function* pagesOfOneMoment<R>(
  client: Client,
  path: string,
  query: Record<string, string | readonly string[] | undefined>,
): AsyncGenerator<Page<R>> {
  const first: Page<R> = await client.get(path, query);
  yield first;
  if (first.next) yield* pages(client, path, { ...query, asOf: first.asOf.position, cursor: first.next });
}
