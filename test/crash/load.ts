import { randomUUID } from 'node:crypto';
import { Client, ProblemAnswer, type CommandAnswer } from '../../apps/cli/client.ts';
import { Party, type Answer } from '../support/served-book.ts';

/** How long, in milliseconds, a command may go unanswered: a server is started in that time, many times over. */
const PATIENCE = 120_000;

/** What was acknowledged: the command as it was sent, and its answer. */
export interface Acknowledged {
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly token: string;
  readonly ids: object;
  readonly receipts: readonly object[];
}

/** Many clients of several servers, who send each command again until it is answered. */
export class Load {
  readonly acknowledged: Acknowledged[] = [];
  private readonly awaited: { at: number; resolve: () => void }[] = [];
  private sent = 0;

  /** @param urls of the servers as they are now */
  constructor(private readonly urls: () => readonly string[]) {}

  /** Resolves once so many commands have been acknowledged. */
  until(at: number): Promise<void> {
    if (this.acknowledged.length >= at) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.awaited.push({ at, resolve });
    return promise;
  }

  /** Sends it, now to one server and now to another, until one of them has answered. */
  async answered(token: string, ask: (party: Party) => Promise<Answer>): Promise<Answer> {
    const end = Date.now() + PATIENCE;
    let last: unknown;
    while (Date.now() < end) {
      const urls = this.urls();
      const url = urls[this.sent++ % urls.length] ?? '';
      const answer = await ask(new Party(url, '', token)).catch((error: unknown) => void (last = error));
      if (answer && answer.status !== 503) return answer;
      last = answer?.text ?? last;
    }
    throw new Error('not answered', { cause: last });
  }

  async done(token: string, path: string, body: object, key: string = randomUUID()): Promise<Acknowledged> {
    const {
      status,
      text,
      body: said,
    } = await this.answered(token, (party) => party.give(path, body, { 'idempotency-key': key }));
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
    return { path, body, key, token, ids: said.ids, receipts: said.receipts };
  }

  async give(token: string, path: string, body: object): Promise<Acknowledged> {
    const acknowledged = await this.done(token, path, body);
    this.acknowledged.push(acknowledged);
    for (const { at, resolve } of this.awaited) if (this.acknowledged.length >= at) resolve();
    return acknowledged;
  }
}

/** An importer's way to servers that are killed under it. */
export class Persistent extends Client {
  constructor(
    private readonly load: Load,
    private readonly by: string,
  ) {
    super('', by);
  }

  override async command<A = CommandAnswer>(
    path: string,
    body: object,
    key: string = randomUUID(),
  ): Promise<A> {
    return this.told(
      await this.load.answered(this.by, (party) => party.give(path, body, { 'idempotency-key': key })),
    );
  }

  override async get<A>(...[path, query = {}]: Parameters<Client['get']>): Promise<A> {
    const entries = Object.entries(query).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one]),
    );
    const asked = `${path}?${new URLSearchParams(entries as [string, string][])}`;
    return this.told(await this.load.answered(this.by, (party) => party.ask(asked)));
  }

  private told<A>({ status, body }: Answer): A {
    if (status >= 300) throw new ProblemAnswer(status, body);
    return body as A;
  }
}
