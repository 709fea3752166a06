import { setTimeout as pause } from 'node:timers/promises';
import { typeOf } from './errors.ts';

/** How often it is looked whether the transaction before is settled, and for how long, in milliseconds. */
const [SOON, PATIENCE] = [5, 20_000];

/** What a broker says that has not settled the transaction before, and one that has not read yet which groups there are. */
type Passing = 'CONCURRENT_TRANSACTIONS' | 'GROUP_LOAD_IN_PROGRESS';

/** Does what a broker does not do just now, without having done any of it: it says so at once, and is asked again. */
export async function settled<T>(
  work: () => Promise<T>,
  passing: Passing = 'CONCURRENT_TRANSACTIONS',
): Promise<T> {
  for (const until = performance.now() + PATIENCE; ;)
    try {
      return await work();
    } catch (error) {
      if (typeOf(error) !== passing || performance.now() > until) throw error;
      await pause(SOON);
    }
}
