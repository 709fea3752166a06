import type { PoolClient } from 'pg';
import { FORMER, NotHere, type Advance, type NewMessage, type Place, type StateChange } from '#outbox';

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

/** What stands after a place is kept apart, and what tells goes on from there, as the former feed's did. */
export async function takeBack(
  client: PoolClient,
  schema: string,
  { place, ...to }: { readonly place: Place } & Advance,
): Promise<void> {
  await client.query(`LOCK TABLE ${schema}.fold IN EXCLUSIVE MODE`);
  const after = [place.number];
  const here = await client.query<Place>(`SELECT id FROM ${schema}.message WHERE number = $1`, after);
  refuseOther(place, here.rows[0]?.id);
  await client.query(
    `INSERT INTO ${schema}.taken_back SELECT number, id, position, text FROM ${schema}.message WHERE number > $1`,
    after,
  );
  await client.query(`DELETE FROM ${schema}.message WHERE number > $1`, after);
  await client.query(`DELETE FROM ${schema}.state`);
  const [{ former, turn }] = (
    await client.query(`SELECT max(former) AS former, max(turn) + 1 AS turn FROM ${schema}.fold`)
  ).rows as [{ former: string | null; turn: number }];
  const kept = former !== null && former > to.position ? to.position : former;
  await client.query(`DELETE FROM ${schema}.fold`);
  await client.query(`INSERT INTO ${schema}.fold VALUES (${FORMER}, true, $1, $2, $3, $4, NULL, NULL, $5)`, [
    to.position,
    to.event,
    to.day,
    turn,
    kept,
  ]);
}

/** @throws NotHere another message stands there, or none */
export function refuseOther(place: Place, here = ''): void {
  if (here !== place.id || (here === '' && place.number !== 0)) throw new NotHere(place);
}
