import type { AnyProjection } from '#kernel';
import { START } from '#event-store';
import { kindsOf, Overtaken, type Batch, type Generation } from '#projection';
import { generationOf, type GenerationRow } from '#projection-sql';
import type { Session, ViewDatabase } from './database.ts';

const statement = (sql: string, ...parameters: readonly unknown[]) => ({ sql, parameters });

/** Which generations there are, which of them is served, and how far each is. */
export class Registry {
  private readonly generations: string;
  private readonly projections: string;
  /** All that are served, and those younger, by number: each row says whether it is served. */
  readonly standing: string;

  constructor(private readonly schema: string) {
    this.generations = `${schema}.generations`;
    this.projections = `${schema}.projections`;
    this.standing = `SELECT g.*, g.number = p.active AS served FROM ${this.projections} p
      JOIN ${this.generations} g ON g.projection = p.name AND g.number >= p.active AND g.position IS NOT NULL
      ORDER BY g.number`;
  }

  active(from: Asked, projection: string): Promise<Generation | undefined> {
    return this.one(from, `AND g.number = p.active ORDER BY g.number`, projection);
  }

  building(from: Asked, projection: string): Promise<Generation | undefined> {
    return this.one(from, `AND g.number > coalesce(p.active, 0) ORDER BY g.number DESC`, projection);
  }

  /** Something that changes whenever anything of this does. */
  async digest(from: Asked): Promise<string> {
    const sql = `SELECT md5(concat(
      (SELECT string_agg(concat_ws(' ', number, position, failed_event, set_aside), ',' ORDER BY number)
        FROM ${this.generations} WHERE position IS NOT NULL),
      (SELECT string_agg(concat_ws(' ', name, active), ',' ORDER BY name) FROM ${this.projections}))) AS digest`;
    const [row] = await from.rows<{ digest: string }>(statement(sql));
    return row?.digest ?? '';
  }

  /** Until the end of the transaction nobody else begins, activates or gives up a generation of this projection. */
  async alone(session: Session, projection: string): Promise<void> {
    await session.run('SELECT pg_advisory_xact_lock(hashtext($1))', `${this.schema} ${projection}`);
    // Nor moves one on.
    const sql = `SELECT FROM ${this.generations} WHERE projection = $1 AND position IS NOT NULL ORDER BY number FOR UPDATE`;
    await session.run(sql, projection);
  }

  async add(session: Session, projection: AnyProjection): Promise<Generation> {
    const { name, version } = projection;
    await this.retire(session, 'number > coalesce((SELECT active FROM {p} WHERE name = $1), 0)', name);
    const sql = `INSERT INTO ${this.generations} (projection, version, kinds, position, event)
      VALUES ($1, $2, $3, $4, '') RETURNING *`;
    const kinds = JSON.stringify(kindsOf(projection));
    const [row] = await session.rows<GenerationRow>(statement(sql, name, version, kinds, START));
    return generationOf(row as GenerationRow);
  }

  /**
   * Locks checkpoints, always in the same order, so that two who write the same do not wait for each other in a circle.
   *
   * @returns the numbers of those generations whose checkpoint is where the batch begins
   */
  async lock(session: Session, batches: readonly Batch[]): Promise<ReadonlySet<number>> {
    const sql = `SELECT number, position FROM ${this.generations}
      WHERE number = ANY($1::int[]) ORDER BY projection, number FOR UPDATE`;
    const numbers = batches.map(({ generation }) => generation.number);
    const rows = await session.rows<{ number: number; position: string | null }>(statement(sql, numbers));
    const at = new Map(rows.map(({ number, position }) => [number, position]));
    const isAtHand = ({ generation, from }: Batch) => at.get(generation.number) === from;
    return new Set(batches.filter(isAtHand).map(({ generation }) => generation.number));
  }

  /** Moves checkpoints that are locked. */
  async advance(session: Session, batches: readonly Batch[]): Promise<void> {
    const sql = `UPDATE ${this.generations} g SET position = b.position, event = b.event, set_aside = b.set_aside,
      failed_event = b.failed_event, failed_message = b.failed_message
      FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        AS b(number, position, event, set_aside, failed_event, failed_message)
      WHERE g.number = b.number`;
    await session.run(
      sql,
      batches.map(({ generation }) => generation.number),
      batches.map(({ to }) => to),
      batches.map(({ event }) => event),
      batches.map(({ skipped }) => JSON.stringify(skipped)),
      batches.map(({ failed }) => failed?.eventId ?? null),
      batches.map(({ failed }) => (failed ? held(failed.message) : null)),
    );
  }

  /** @throws Overtaken it is out of use, and its tables may be gone */
  async inUse(session: Session, { number }: Generation): Promise<Generation> {
    const sql = `SELECT * FROM ${this.generations} WHERE number = $1 AND position IS NOT NULL`;
    const [row] = await session.rows<GenerationRow>(statement(sql, number));
    if (!row) throw new Overtaken();
    return generationOf(row);
  }

  /** The one row that switches. */
  async activate(session: Session, generation: Generation): Promise<boolean> {
    const own = await this.inUse(session, generation);
    const active = await this.active(session, own.projection);
    if (active && active.position > own.position) return false;
    const sql = `INSERT INTO ${this.projections} VALUES ($1, $2)
      ON CONFLICT (name) DO UPDATE SET active = excluded.active`;
    await session.run(sql, own.projection, own.number);
    await this.retire(session, `number <> ${own.number}`, own.projection);
    return true;
  }

  async giveUp(session: Session, projection: string): Promise<void> {
    await session.run(`DELETE FROM ${this.projections} WHERE name = $1`, projection);
    await this.retire(session, 'true', projection);
  }

  async clearFailure(session: Session, projection: string): Promise<void> {
    const sql = `UPDATE ${this.generations} SET failed_event = NULL, failed_message = NULL WHERE projection = $1`;
    await session.run(sql, projection);
  }

  /** Those that have been out of use for so many seconds: whoever still read of them has been ended since. */
  async retired(from: Asked, seconds: number): Promise<number[]> {
    const sql = `SELECT number FROM ${this.generations} WHERE position IS NULL
      AND retired_at < clock_timestamp() - make_interval(secs => $1)`;
    return (await from.rows<{ number: number }>(statement(sql, seconds))).map(({ number }) => number);
  }

  /** False: another one is about to drop it, or has. */
  async remove(session: Session, number: number): Promise<boolean> {
    const sql = `DELETE FROM ${this.generations} WHERE number IN
      (SELECT number FROM ${this.generations} WHERE number = $1 FOR UPDATE SKIP LOCKED)`;
    return (await session.run(sql, number)) > 0;
  }

  private async retire(session: Session, which: string, projection: string): Promise<void> {
    const where = which.replace('{p}', this.projections);
    const sql = `UPDATE ${this.generations} SET position = NULL, retired_at = clock_timestamp()
      WHERE projection = $1 AND position IS NOT NULL AND ${where}`;
    await session.run(sql, projection);
  }

  private async one(from: Asked, which: string, projection: string): Promise<Generation | undefined> {
    const sql = `SELECT g.* FROM ${this.generations} g LEFT JOIN ${this.projections} p ON p.name = g.projection
      WHERE g.projection = $1 AND g.position IS NOT NULL ${which} LIMIT 1`;
    const [row] = await from.rows<GenerationRow>(statement(sql, projection));
    return row && generationOf(row);
  }
}

/** What is asked: a transaction, or the database outside of one. */
type Asked = Pick<Session, 'rows'> | Pick<ViewDatabase, 'rows'>;

/** What a database of texts can hold. */
const held = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');
