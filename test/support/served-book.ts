import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type OpenedStore, type Opening } from '../../apps/api/opened-store.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { configurationFrom } from '#configuration';
import { serve, type ServeOptions, type Serving } from '../../apps/api/server.ts';
import type { AnyQuery } from '#cqrs';
import type { Clock } from '#kernel';
import type { StorageSettings } from '#storage';

type Headers = Readonly<Record<string, string>>;
/** An answer over HTTP, whatever it is. */
export interface Answer {
  readonly status: number;
  readonly headers: Response['headers'];
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of it
  readonly body: any;
}

/** An organisation with a token, speaking over HTTP. */
export class Party {
  constructor(
    private readonly url: string,
    readonly id: string,
    readonly token: string | undefined,
  ) {}

  addressOf(path: string): string {
    return new URL(path, this.url).href;
  }

  /** The header by which it is known. */
  get authorization(): Headers {
    return this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
  }

  async ask(path: string, headers: Headers = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  async give(path: string, body: unknown = {}, headers: Headers = {}): Promise<Answer> {
    return this.send('POST', path, { body, headers });
  }

  /** Gives a command that has to be accepted. */
  async done(path: string, body: unknown = {}, headers: Headers = {}): Promise<Answer> {
    const answer = await this.give(path, body, headers);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return answer;
  }

  /** Registers a programme and admits partnerships that name it. @returns its id */
  async admitted(name: string, partnerships: readonly string[], more: object = {}): Promise<string> {
    const { programme } = (await this.done('/v1/programmes', { name })).body.ids;
    for (const one of partnerships)
      await this.done(`/v1/partnerships/${one}/admit-partnership`, { programme, ...more });
    return programme as string;
  }

  /** Sends a request by any method; a body as JSON. */
  async send(
    method: string,
    path: string,
    { body, headers = {} }: { readonly body?: unknown; readonly headers?: Headers } = {},
  ): Promise<Answer> {
    const json: Headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.addressOf(path), {
      method,
      headers: { ...this.authorization, ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
  }
}

/** A clock that stands where it is put, and goes on by a second at each look, or by as much as is said. */
export class SetClock implements Clock {
  private at: number;

  /** @param step in milliseconds */
  constructor(
    start: string,
    private readonly step = 1000,
  ) {
    this.at = Date.parse(start);
  }

  now(): Date {
    return new Date((this.at += this.step));
  }

  set(instant: string): void {
    this.at = Date.parse(instant);
  }
}

/** What a deployment would set, how its book is opened, and the secret behind what is opaque. */
interface Circumstances extends Omit<Opening, 'clock'>, Pick<ServeOptions, 'logger'> {
  /** A data directory that is there already; it goes with the served book in the end. */
  readonly directory?: string;
  /** Where everything is kept that is not in its folder. */
  readonly storage?: StorageSettings;
  readonly environment?: Headers;
  readonly secret?: Buffer;
  /** What is otherwise at this server than in the book, such as a mistake that has to be found. */
  readonly altered?: (book: OpenedStore) => Altered;
}
/** Parts that take the place of the book's, and queries that take the place of all there are. */
export interface Altered {
  readonly parts?: Partial<OpenedStore>;
  readonly queries?: readonly AnyQuery[];
}

/** A book in a folder of its own, served in this process. */
export class ServedBook {
  private constructor(
    readonly directory: string,
    readonly book: OpenedStore,
    readonly server: Serving,
  ) {}

  static async open(clock?: Clock, circumstances: Circumstances = {}): Promise<ServedBook> {
    const { environment = {}, logger, secret, altered, storage, ...rest } = circumstances;
    const { directory: given, ...opening } = rest;
    const directory = given ?? storage?.directory ?? mkdtempSync(join(tmpdir(), 'pledgebook-served-'));
    if (secret) writeFileSync(join(directory, 'secret.key'), secret);
    const noted = logger && ((sentence: string) => logger.warn(sentence));
    const book = await openStore(storage ?? directory, {
      ...opening,
      ...(noted ? { noted } : {}),
      ...(clock ? { clock } : {}),
    });
    const configuration = configurationFrom(environment);
    const { parts, queries } = altered?.(book) ?? {};
    const more = { ...(logger ? { logger } : {}), ...(queries ? { queries } : {}) };
    const served = { ...book, ...parts };
    const server = await serve(served, { configuration, port: 0, projecting: 'here', ...more });
    return new ServedBook(directory, book, server);
  }

  readonly anybody = (): Party => new Party(this.server.url, '', undefined);

  readonly withToken = (token: string): Party => new Party(this.server.url, '', token);

  async party(name: string, roles: readonly string[] = ['participant']): Promise<Party> {
    const organisation = await organisationFor(this.book, name);
    const token = await this.book.issuer.issue({ person: `per_${name}`, organisation, roles });
    return new Party(this.server.url, organisation, token);
  }

  /** Waits until every view and the outbox have every event. */
  async settled(): Promise<void> {
    const head = await this.book.store.head();
    if (!(await this.book.checkpoints.reached(head, { withinMs: 20_000 })))
      throw new Error(`views are behind: ${JSON.stringify(await this.book.checkpoints.status())}`);
    await this.told(head);
  }

  /** Waits until what is in the log up to a position has been told outside. */
  private async told(position: string): Promise<void> {
    const { outbox } = this.book;
    const signal = AbortSignal.timeout(20_000);
    for (;;) {
      const { count } = outbox.changes;
      const folds = await outbox.folds();
      const telling = folds.find(({ isTelling }) => isTelling);
      if (telling && telling.version > 0 && telling.position >= position) return;
      if (signal.aborted) throw new Error(`the outbox is behind: ${JSON.stringify(folds)}`);
      await outbox.changes.after(count, signal);
    }
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.book.close();
    rmSync(this.directory, { recursive: true });
  }
}
