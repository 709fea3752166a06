import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** What a start of this process is called where it holds leases: by its machine and its id there, so that others can tell whether it still is. */
export const holderHere = (): string => `${hostname()} ${process.pid} ${randomUUID()}`;

/**
 * Whether a holder was a process of this machine, or of this container, and is no more: whoever shares a file with it need
 * not wait for its leases to run out. Undecided where it is elsewhere, or another process has its id by now.
 */
export function isGone(holder: string): boolean {
  const [host, pid] = holder.split(' ');
  if (host !== hostname() || !/^\d+$/.test(pid ?? '')) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
