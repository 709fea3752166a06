import { START, Unavailable, type Changes } from '#event-store';
import {
  BEGINNING,
  columnsOf,
  FORMER,
  foldOf,
  isTakenOver,
  keptOf,
  messageOfRow,
  MOST_TEXT,
  NotHere,
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
import { OutboxDatabase } from './database.ts';
import { COMMITMENT, FINGERPRINT, openDatabase, openReadOnly } from './schema.ts';

const MESSAGE = 'number, id, source, type, text';
const INSERT = `INSERT INTO message SELECT *, ${FINGERPRINT} FROM (
  SELECT coalesce(max(number), 0) + 1 AS number, ? AS id, ? AS source, ? AS sequence, ? AS type, ? AS partnership,
    ? AS organisation, ? AS position, ? AS of_time, ? AS text FROM message)`;
const UPSERT = `INSERT INTO state VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
  SET text = excluded.text, partnership = excluded.partnership, wakes = excluded.wakes`;

/** The embedded outbox: one SQLite file, a sync with every write. Several processes may have it open. */
export class SqliteOutbox implements Outbox {
  private constructor(private readonly db: OutboxDatabase) {}

  get changes(): Changes {
    return this.db.changes;
  }

  /**
   * @param options.readOnly to read from, alone: the file is neither made nor changed
   * @throws Damaged the file is no database, or not one that can be read: it is left as it is
   */
  static async open(
    file: string,
    { inspect = false, readOnly = false }: { readonly inspect?: boolean; readonly readOnly?: boolean } = {},
  ): Promise<SqliteOutbox> {
    const database = readOnly ? openReadOnly(file) : openDatabase(file, { inspect });
    return new SqliteOutbox(new OutboxDatabase(file, database));
  }

  async read(
    after: Place,
    { limit, filter = {} }: { readonly limit: number; readonly filter?: Filter },
  ): Promise<OutboxPage> {
    return this.db.within('BEGIN', () => {
      this.refuseOther(after);
      const { where, values } = whereOf(filter);
      const rows = this.db
        .prepare(`SELECT ${MESSAGE} FROM message WHERE number > ? ${where} ORDER BY number LIMIT ?`)
        .iterate(after.number, ...values, limit);
      const messages: Message[] = [];
      let isFull = false;
      for (let text = 0, next = rows.next(); !next.done && !isFull; next = rows.next()) {
        const row = next.value as unknown as MessageRow;
        messages.push(messageOfRow(row));
        text += row.text.length;
        isFull = messages.length === limit || text >= MOST_TEXT;
      }
      const last = this.lastNow();
      const reached = isFull ? (messages.at(-1)?.place ?? after) : last;
      return { messages, last: reached, end: reached.number === last.number };
    });
  }

  async last(): Promise<Place> {
    return this.db.answering(() => this.lastNow());
  }

  async latest(filter: Filter, limit: number): Promise<readonly Message[]> {
    const { where, values } = whereOf(filter);
    const sql = `SELECT ${MESSAGE} FROM message WHERE true ${where} ORDER BY number DESC LIMIT ?`;
    const rows = this.db.answering(() => this.db.all<MessageRow>(sql, ...values, limit));
    return rows.map(messageOfRow);
  }

  async afterFormer(position: string): Promise<Place | undefined> {
    return this.db.within('BEGIN', () => {
      const folds = this.db.all<FoldRow & { former: string | null }>('SELECT * FROM fold ORDER BY version');
      if (folds.length === 0 || folds.map(foldOf).some(isTakenOver))
        throw new Unavailable('the former feed is being taken over');
      const former = folds.find(({ version }) => version === FORMER)?.former;
      if (!former || position > former) return undefined;
      const sql =
        'SELECT number, id FROM message WHERE position <= ? ORDER BY position DESC, number DESC LIMIT 1';
      const [place = BEGINNING] = this.db.all<Place>(sql, position);
      return place;
    });
  }

  async folds(): Promise<readonly Fold[]> {
    return this.db.answering(() => this.db.all<FoldRow>('SELECT * FROM fold ORDER BY version').map(foldOf));
  }

  async begin(version: number): Promise<Fold> {
    return this.db.writing(() => {
      this.db.run(
        `INSERT INTO fold (version, telling, position, event, day, turn)
         SELECT ?, count(*) = 0, ?, '', '', coalesce(max(turn), 0) + 1 FROM fold WHERE true ON CONFLICT DO NOTHING`,
        version,
        START,
      );
      return this.fold(version);
    });
  }

  async load(version: number, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const sql = 'SELECT key, text FROM state WHERE version = ? AND key IN (SELECT value FROM json_each(?))';
    const rows = this.db.answering(() => this.db.all<Document>(sql, version, JSON.stringify(keys)));
    return new Map(rows.map(({ key, text }) => [key, text]));
  }

  async waking(version: number, by: string, limit: number): Promise<readonly Document[]> {
    const sql = 'SELECT key, text FROM state WHERE version = ? AND wakes <= ? ORDER BY wakes, key LIMIT ?';
    return this.db.answering(() => this.db.all<Document>(sql, version, by, limit));
  }

  async nextWaking(version: number): Promise<string | undefined> {
    const sql = 'SELECT min(wakes) AS wakes FROM state WHERE version = ? AND wakes IS NOT NULL';
    return this.db.answering(
      () => this.db.all<{ wakes: string | null }>(sql, version)[0]?.wakes ?? undefined,
    );
  }

  async sequences(sources: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.db.answering(() => {
      const of = this.db.prepare('SELECT max(sequence) AS sequence FROM message WHERE source = ?');
      const found = new Map<string, number>();
      for (const source of sources) {
        const { sequence } = of.get(source) as { sequence: number | null };
        if (sequence !== null) found.set(source, sequence);
      }
      return found;
    });
  }

  async write({ fold: { version, turn }, to, messages, changes, wake = [] }: OutboxBatch): Promise<Fold> {
    return this.db.writing(() => {
      this.advance(version, turn, to);
      if (version === FORMER) this.db.run(`UPDATE fold SET former = position WHERE version = ${FORMER}`);
      const fold = this.fold(version);
      if (messages.length > 0 && !fold.isTelling) throw new Overtaken();
      const insert = this.db.prepare(INSERT);
      for (const one of messages)
        insert.run(
          one.id,
          one.source,
          one.sequence,
          one.type,
          one.partnership ?? null,
          one.organisation ?? null,
          one.position,
          one.ofTime ? 1 : 0,
          one.text,
        );
      const [upsert, remove] = [this.db.prepare(UPSERT), 'DELETE FROM state WHERE version = ? AND key = ?'];
      for (const { key, text, partnership, wakes } of changes)
        if (text === undefined) this.db.run(remove, version, key);
        else upsert.run(version, key, text, partnership ?? null, wakes ?? null);
      for (const { partnership, by } of wake)
        this.db.run(
          'UPDATE state SET wakes = ? WHERE version = ? AND partnership = ? AND (wakes IS NULL OR wakes > ?)',
          by,
          version,
          partnership,
          by,
        );
      return fold;
    });
  }

  async takeOver(building: Fold, telling: Fold): Promise<Fold> {
    return this.db.writing(() => {
      this.advance(telling.version, telling.turn, telling);
      this.db.run('UPDATE fold SET telling = 0');
      const { position, event, day } = telling;
      this.advance(building.version, building.turn, { position, event, day });
      this.db.run('UPDATE fold SET telling = 1 WHERE version = ?', building.version);
      this.db.run('DELETE FROM state WHERE version < ?', building.version);
      return this.fold(building.version);
    });
  }

  async retry(): Promise<void> {
    this.db.writing(() =>
      this.db.run('UPDATE fold SET stopped_event = NULL, stopped_message = NULL, turn = turn + 1'),
    );
  }

  async kept(after: number, limit: number): Promise<readonly KeptMessage[]> {
    const sql = `SELECT ${MESSAGE}, sequence, partnership, organisation, position, of_time FROM message
      WHERE number > ? ORDER BY number LIMIT ?`;
    return this.db.answering(() => this.db.all<KeptRow>(sql, after, limit).map(keptOf));
  }

  async newest(from: number, limit: number): Promise<readonly (Message & { readonly position: string })[]> {
    const sql = `SELECT ${MESSAGE}, position FROM message WHERE number <= ? AND NOT of_time
      ORDER BY number DESC LIMIT ?`;
    const rows = this.db.answering(() => this.db.all<MessageRow & { position: string }>(sql, from, limit));
    return rows.map((row) => ({ ...messageOfRow(row), position: row.position }));
  }

  async goBack({ place, ...to }: { readonly place: Place } & Advance): Promise<void> {
    this.db.writing(() => {
      this.refuseOther(place);
      this.db.run(
        'INSERT INTO taken_back SELECT number, id, position, text FROM message WHERE number > ?',
        place.number,
      );
      this.db.run('DELETE FROM message WHERE number > ?', place.number);
      this.db.run('DELETE FROM state');
      const [{ former, turn }] = this.db.all<{ former: string | null; turn: number }>(
        'SELECT max(former) AS former, max(turn) + 1 AS turn FROM fold',
      ) as [{ former: string | null; turn: number }];
      this.db.run('DELETE FROM fold');
      const kept = former !== null && former > to.position ? to.position : former;
      this.db.run(
        'INSERT INTO fold VALUES (?, 1, ?, ?, ?, ?, NULL, NULL, ?)',
        FORMER,
        to.position,
        to.event,
        to.day,
        turn,
        kept,
      );
    });
  }

  async close(): Promise<void> {
    this.db.close();
  }

  /** @throws Overtaken it is no longer where it was */
  private advance(version: number, turn: number, { position, event, day, stopped }: Advance): void {
    const changed = this.db.run(
      `UPDATE fold SET position = ?, event = ?, day = ?, turn = turn + 1, stopped_event = ?, stopped_message = ?
       WHERE version = ? AND turn = ?`,
      position,
      event,
      day,
      stopped?.event ?? null,
      stopped?.message ?? null,
      version,
      turn,
    );
    if (changed === 0) throw new Overtaken();
  }

  private fold(version: number): Fold {
    return foldOf(this.db.all<FoldRow>('SELECT * FROM fold WHERE version = ?', version)[0] as FoldRow);
  }

  private lastNow(): Place {
    return this.db.all<Place>('SELECT number, id FROM message ORDER BY number DESC LIMIT 1')[0] ?? BEGINNING;
  }

  /** @throws NotHere another message stands there, or none */
  private refuseOther(place: Place): void {
    const { id = '' } = this.db.all<Place>('SELECT id FROM message WHERE number = ?', place.number)[0] ?? {};
    if (id !== place.id || (id === '' && place.number !== 0)) throw new NotHere(place);
  }
}

/** A filter as it stands in a statement, and its values. */
function whereOf(filter: Filter): { readonly where: string; readonly values: readonly string[] } {
  const columns = columnsOf(filter, COMMITMENT);
  return {
    where: columns.map(([column]) => `AND ${column} IN (SELECT value FROM json_each(?))`).join(' '),
    values: columns.map(([, values]) => JSON.stringify(values)),
  };
}

interface Document {
  readonly key: string;
  readonly text: string;
}
