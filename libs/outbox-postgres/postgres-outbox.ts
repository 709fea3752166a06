import type { Pool, PoolClient } from 'pg';
import { Changes, START, Unavailable } from '#event-store';
import {
  BEGINNING,
  columnsOf,
  FORMER,
  foldOf,
  isTakenOver,
  keptOf,
  messageOfRow,
  MOST_TEXT,
  Overtaken,
  type Advance,
  type Filter,
  type Fold,
  type FoldRow,
  type KeptMessage,
  type KeptRow,
  type Message,
  type MessageRow,
  type Outbox,
  type OutboxBatch,
  type OutboxPage,
  type Place,
} from '#outbox';
import { answering, inTransaction, Listener, poolOf } from '#postgres';
import { COMMITMENT, migrate, refuseNone } from './schema.ts';
import { insertMessages, refuseOther, takeBack, writeState } from './writing.ts';

export interface PostgresOutboxOptions {
  /** `postgres://user:password@host:port/database`; a pooler in transaction mode will do. */
  readonly url: string;
  /** The schema of the database that it is in. */
  readonly schema?: string;
  /** A direct connection, past any pooler, on which the database wakes whoever waits; without it they ask. */
  readonly listenUrl?: string;
  /** Connections at the most. */
  readonly connections?: number;
  /** To read from, alone: nothing is made. */
  readonly readOnly?: boolean;
}

/** How often it is asked whether something was written, while somebody waits and where the database tells, in milliseconds. */
const [ASKING, SELDOM] = [25, 1_000];
/** How long the database lets a write take, and one that takes much back. */
const [WRITE, LONG] = ['60s', '3600s'];

/** An outbox in one schema of a PostgreSQL database, for several processes. */
export class PostgresOutbox implements Outbox {
  readonly changes: Changes;
  private known = '';

  private constructor(
    private readonly pool: Pool,
    private readonly schema: string,
    private readonly listener: Listener | undefined,
  ) {
    this.changes = new Changes(() => this.changedElsewhere(), listener ? SELDOM : ASKING);
    listener?.whenTold(() => this.changes.announce());
  }

  /** Opens the database, and makes the schema in it where it is missing. */
  static async open(options: PostgresOutboxOptions): Promise<PostgresOutbox> {
    const { url, schema = 'pledgebook_outbox', listenUrl, connections = 4, readOnly = false } = options;
    await (readOnly ? refuseNone(url, schema) : migrate(url, schema));
    const pool = poolOf({ connectionString: url, max: connections }, { numbers: true });
    return new PostgresOutbox(
      pool,
      schema,
      listenUrl === undefined ? undefined : new Listener(listenUrl, schema),
    );
  }

  /** One statement, so that all of it is of one moment. */
  async read(
    after: Place,
    { limit, filter = {} }: { readonly limit: number; readonly filter?: Filter },
  ): Promise<OutboxPage> {
    const { schema } = this;
    const { where, values } = whereOf(filter, 4);
    const rows = await this.ask<ReadRow>(
      `SELECT here.id AS here, last.number AS last_number, last.id AS last_id, page.*
       FROM (SELECT) one
       LEFT JOIN (SELECT id FROM ${schema}.message WHERE number = $1) here ON true
       LEFT JOIN (SELECT number, id FROM ${schema}.message ORDER BY number DESC LIMIT 1) last ON true
       LEFT JOIN (
         SELECT *, sum(length(text)) OVER (ORDER BY number) - length(text) AS before FROM (
           SELECT number, id, source, type, text FROM ${schema}.message
           WHERE number > $1 ${where} ORDER BY number LIMIT $2
         ) found
       ) page ON before < $3
       ORDER BY page.number`,
      [after.number, limit, MOST_TEXT, ...values],
    );
    const [{ here, last_number: number, last_id: id }] = rows as [ReadRow, ...ReadRow[]];
    refuseOther(after, here ?? undefined);
    const last: Place = number === null || id === null ? BEGINNING : { number, id };
    const messages = rows.flatMap((row) => (row.number === null ? [] : [messageOfRow(row as MessageRow)]));
    const text = messages.reduce((sum, one) => sum + one.text.length, 0);
    const isFull = messages.length === limit || text >= MOST_TEXT;
    const reached = isFull ? (messages.at(-1)?.place ?? after) : last;
    return { messages, last: reached, end: reached.number === last.number };
  }

  async last(): Promise<Place> {
    const sql = `SELECT number, id FROM ${this.schema}.message ORDER BY number DESC LIMIT 1`;
    return (await this.ask<Place>(sql))[0] ?? BEGINNING;
  }

  async latest(filter: Filter, limit: number): Promise<readonly Message[]> {
    const { where, values } = whereOf(filter, 2);
    const sql = `SELECT number, id, source, type, text FROM ${this.schema}.message
      WHERE true ${where} ORDER BY number DESC LIMIT $1`;
    return (await this.ask<MessageRow>(sql, [limit, ...values])).map(messageOfRow);
  }

  async afterFormer(position: string): Promise<Place | undefined> {
    const folds = await this.ask<FoldRow & { former: string | null }>(`SELECT * FROM ${this.schema}.fold`);
    if (folds.length === 0 || folds.map(foldOf).some(isTakenOver))
      throw new Unavailable('the former feed is being taken over');
    const former = folds.find(({ version }) => version === FORMER)?.former;
    if (!former || position > former) return undefined;
    const sql = `SELECT number, id FROM ${this.schema}.message WHERE position <= $1
      ORDER BY position DESC, number DESC LIMIT 1`;
    return (await this.ask<Place>(sql, [position]))[0] ?? BEGINNING;
  }

  async folds(): Promise<readonly Fold[]> {
    return (await this.ask<FoldRow>(`SELECT * FROM ${this.schema}.fold ORDER BY version`)).map(foldOf);
  }

  begin(version: number): Promise<Fold> {
    return this.writing(async (client) => {
      await client.query(`LOCK TABLE ${this.schema}.fold IN EXCLUSIVE MODE`);
      await client.query(
        `INSERT INTO ${this.schema}.fold (version, telling, position, event, day, turn)
         SELECT $1, count(*) = 0, $2, '', '', coalesce(max(turn), 0) + 1 FROM ${this.schema}.fold ON CONFLICT DO NOTHING`,
        [version, START],
      );
      return this.fold(client, version);
    });
  }

  async load(version: number, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const sql = `SELECT key, text FROM ${this.schema}.state WHERE version = $1 AND key = ANY($2::text[])`;
    const rows = await this.ask<Document>(sql, [version, keys]);
    return new Map(rows.map(({ key, text }) => [key, text]));
  }

  waking(version: number, by: string, limit: number): Promise<readonly Document[]> {
    const sql = `SELECT key, text FROM ${this.schema}.state WHERE version = $1 AND wakes <= $2
      ORDER BY wakes, key LIMIT $3`;
    return this.ask<Document>(sql, [version, by, limit]);
  }

  async nextWaking(version: number): Promise<string | undefined> {
    const sql = `SELECT min(wakes) AS wakes FROM ${this.schema}.state WHERE version = $1 AND wakes IS NOT NULL`;
    return (await this.ask<{ wakes: string | null }>(sql, [version]))[0]?.wakes ?? undefined;
  }

  async sequences(sources: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const sql = `SELECT source, sequence FROM unnest($1::text[]) AS asked (source) CROSS JOIN LATERAL (
      SELECT max(sequence) AS sequence FROM ${this.schema}.message WHERE message.source = asked.source
    ) found WHERE sequence IS NOT NULL`;
    const rows = await this.ask<{ source: string; sequence: number }>(sql, [sources]);
    return new Map(rows.map(({ source, sequence }) => [source, sequence]));
  }

  write({ fold: { version, turn }, to, messages, changes, wake = [] }: OutboxBatch): Promise<Fold> {
    return this.writing(async (client) => {
      const fold = await this.advance(client, { version, turn }, to);
      if (messages.length > 0 && !fold.isTelling) throw new Overtaken();
      if (version === FORMER)
        await client.query(`UPDATE ${this.schema}.fold SET former = position WHERE version = ${FORMER}`);
      if (messages.length > 0) await insertMessages(client, this.schema, messages);
      if (changes.length > 0) await writeState(client, this.schema, { version, changes });
      for (const { partnership, by } of wake)
        await client.query(
          `UPDATE ${this.schema}.state SET wakes = $1 WHERE version = $2 AND partnership = $3 AND (wakes IS NULL OR wakes > $1)`,
          [by, version, partnership],
        );
      return fold;
    });
  }

  takeOver(building: Fold, telling: Fold): Promise<Fold> {
    return this.writing(async (client) => {
      await this.advance(client, telling, telling);
      await client.query(`UPDATE ${this.schema}.fold SET telling = false`);
      const { position, event, day } = telling;
      await this.advance(client, building, { position, event, day });
      await client.query(`UPDATE ${this.schema}.fold SET telling = true WHERE version = $1`, [
        building.version,
      ]);
      await client.query(`DELETE FROM ${this.schema}.state WHERE version < $1`, [building.version]);
      return this.fold(client, building.version);
    }, LONG);
  }

  async retry(): Promise<void> {
    const sql = `UPDATE ${this.schema}.fold SET stopped_event = NULL, stopped_message = NULL, turn = turn + 1`;
    await this.writing((client) => client.query(sql));
  }

  async kept(after: number, limit: number): Promise<readonly KeptMessage[]> {
    const sql = `SELECT * FROM ${this.schema}.message WHERE number > $1 ORDER BY number LIMIT $2`;
    return (await this.ask<KeptRow>(sql, [after, limit])).map(keptOf);
  }

  async newest(from: number, limit: number): Promise<readonly (Message & { readonly position: string })[]> {
    const sql = `SELECT number, id, source, type, text, position FROM ${this.schema}.message
      WHERE number <= $1 AND NOT of_time ORDER BY number DESC LIMIT $2`;
    const rows = await this.ask<MessageRow & { position: string }>(sql, [from, limit]);
    return rows.map((row) => ({ ...messageOfRow(row), position: row.position }));
  }

  async goBack(to: { readonly place: Place } & Advance): Promise<void> {
    await this.writing((client) => takeBack(client, this.schema, to), LONG);
  }

  async close(): Promise<void> {
    this.changes.end();
    await this.listener?.close();
    if (!this.pool.ended) await this.pool.end();
  }

  /** @throws Overtaken it is no longer where it was */
  private async advance(
    client: PoolClient,
    { version, turn }: Pick<Fold, 'version' | 'turn'>,
    { position, event, day, stopped }: Advance,
  ): Promise<Fold> {
    const { rows } = await client.query<FoldRow>(
      `UPDATE ${this.schema}.fold
       SET position = $1, event = $2, day = $3, turn = turn + 1, stopped_event = $4, stopped_message = $5
       WHERE version = $6 AND turn = $7 RETURNING *`,
      [position, event, day, stopped?.event ?? null, stopped?.message ?? null, version, turn],
    );
    if (!rows[0]) throw new Overtaken();
    return foldOf(rows[0]);
  }

  private async fold(client: PoolClient, version: number): Promise<Fold> {
    const { rows } = await client.query<FoldRow>(`SELECT * FROM ${this.schema}.fold WHERE version = $1`, [
      version,
    ]);
    return foldOf(rows[0] as FoldRow);
  }

  private ask<R extends object>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
    return answering(async () => (await this.pool.query<R>(sql, [...values])).rows);
  }

  /** All of it or nothing, and on the disk; then those who listen are told. */
  private async writing<A>(write: (client: PoolClient) => Promise<A>, limit = WRITE): Promise<A> {
    const answer = await answering(() =>
      inTransaction(this.pool, async (client) => {
        await client.query(`SET LOCAL synchronous_commit = on; SET LOCAL transaction_timeout = '${limit}'`);
        const written = await write(client);
        await client.query(`NOTIFY ${this.schema}`);
        return written;
      }),
    );
    this.changes.announce();
    return answer;
  }

  private async changedElsewhere(): Promise<boolean> {
    const before = this.known;
    const [turns] = await this.ask<{ turns: string }>(
      `SELECT string_agg(version || ' ' || turn, ',' ORDER BY version) AS turns FROM ${this.schema}.fold`,
    ).catch(() => []);
    this.known = turns?.turns ?? '';
    return this.known !== before;
  }
}

/** A filter as it stands in a statement, and its values: the first is the parameter of this number. */
function whereOf(
  filter: Filter,
  first: number,
): { readonly where: string; readonly values: readonly (readonly string[])[] } {
  const columns = columnsOf(filter, COMMITMENT);
  return {
    where: columns.map(([column], i) => `AND ${column} = ANY($${i + first}::text[])`).join(' '),
    values: columns.map(([, values]) => values),
  };
}

interface Document {
  readonly key: string;
  readonly text: string;
}
interface ReadRow extends Pick<MessageRow, 'source' | 'type' | 'text'> {
  readonly number: number | null;
  readonly id: string | null;
  readonly here: string | null;
  readonly last_number: number | null;
  readonly last_id: string | null;
}
