import type { PoolClient } from 'pg';
import type { NewMessage, StateChange } from '#outbox';

/** Numbers follow on the last one: whoever writes holds the checkpoint. */
export async function insertMessages(
  client: PoolClient,
  schema: string,
  messages: readonly NewMessage[],
): Promise<void> {
  await client.query(
    `INSERT INTO ${schema}.message
     SELECT (SELECT coalesce(max(number), 0) FROM ${schema}.message) + place,
       id, source, sequence, type, partnership, organisation, position, of_time, text
     FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::text[])
       WITH ORDINALITY AS new (id, source, sequence, type, partnership, organisation, position, of_time, text, place)`,
    [
      messages.map(({ id }) => id),
      messages.map(({ source }) => source),
      messages.map(({ sequence }) => sequence),
      messages.map(({ type }) => type),
      messages.map(({ partnership }) => partnership ?? null),
      messages.map(({ organisation }) => organisation ?? null),
      messages.map(({ position }) => position),
      messages.map(({ ofTime = false }) => ofTime),
      messages.map(({ text }) => text),
    ],
  );
}

/** Each key stands once in the changes. */
export async function writeState(
  client: PoolClient,
  schema: string,
  { version, changes }: { readonly version: number; readonly changes: readonly StateChange[] },
): Promise<void> {
  const removed = changes.filter(({ text }) => text === undefined).map(({ key }) => key);
  const kept = changes.filter(({ text }) => text !== undefined);
  if (removed.length > 0)
    await client.query(`DELETE FROM ${schema}.state WHERE version = $1 AND key = ANY($2::text[])`, [
      version,
      removed,
    ]);
  await client.query(
    `INSERT INTO ${schema}.state
     SELECT $1, key, text, partnership, wakes
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS new (key, text, partnership, wakes)
     ON CONFLICT (version, key) DO UPDATE
       SET text = excluded.text, partnership = excluded.partnership, wakes = excluded.wakes`,
    [
      version,
      kept.map(({ key }) => key),
      kept.map(({ text }) => text),
      kept.map(({ partnership }) => partnership ?? null),
      kept.map(({ wakes }) => wakes ?? null),
    ],
  );
}
