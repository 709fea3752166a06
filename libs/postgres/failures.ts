import { OutOfSpace, Unavailable } from '#event-store';

/** SQLSTATEs that pass: connection, resources, an operator, the system, a transaction ended by time, a lock. */
const PASSING = /^(08|53|57|58|25P0[2-4]|40)/;
const SQLSTATE = /^[0-9A-Z]{5}$/;
/** What `pg` says of a connection that is gone, or was not to be had. */
const GONE =
  /^(connection terminated|client has encountered a connection error|timeout exceeded when trying to connect)/i;

/** Whether the call may have been carried out or not, or may succeed later: no answer came, or one that will pass. */
export function isPassing(error: unknown): boolean {
  const { code, syscall, message = '' } = error as { code?: string; syscall?: string; message?: string };
  // Of the network.
  if (syscall !== undefined) return true;
  return code !== undefined && SQLSTATE.test(code) ? PASSING.test(code) : GONE.test(message);
}

/** A row that is there already (SQLSTATE 23505, `unique_violation`). */
export const isTaken = (error: unknown): boolean => (error as { code?: string }).code === '23505';

/** No room where the database stands (`disk_full`). */
const DISK_FULL = '53100';

export const unavailable = (cause: unknown): Unavailable =>
  (cause as { code?: string }).code === DISK_FULL
    ? new OutOfSpace('the PostgreSQL database', { cause })
    : new Unavailable('the store did not answer', { cause });
