import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ServedBook, type Party } from './served-book.ts';

/** What a data directory was at different times, and what stands in it. */
export interface Written {
  readonly early: string;
  readonly late: string;
  /** Where something new was said quietly since, and then something again of what was said before. */
  readonly latest: string;
  readonly base: string;
  readonly disclosure: string;
  readonly last: string;
}

/** A data directory with events, something sealed and views. */
export async function written(): Promise<Written> {
  const served = await ServedBook.open();
  const [owner, reader] = [await served.party('Owner'), await served.party('Reader')] as [Party, Party];
  const scope = { places: ['CO'], sdgTargets: [] };
  const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
  const base = `/v1/partnerships/${body.ids.partnership}`;
  await owner.done(`${base}/open-call`, { call: 'c', text: 'Come' });
  await reader.done(`${base}/join-partnership`, { priorities: ['P'] });
  const copied = (name: string) => {
    const copy = `${served.directory}-${name}`;
    cpSync(served.directory, copy, { recursive: true });
    return copy;
  };
  const says = { text: 'Quiet', audience: { to: 'participants' } };
  const { disclosure } = (await owner.done(`${base}/disclose-interest`, says)).body.ids;
  await served.settled();
  const early = copied('early');
  await owner.done(`${base}/make-commitment`, { statement: 'S', kind: 'policy' });
  await served.settled();
  const late = copied('late');
  const { disclosure: last } = (await owner.done(`${base}/disclose-interest`, says)).body.ids;
  await reader.ask(`${base}/disclosures/${disclosure}`);
  await served.settled();
  const latest = copied('latest');
  await served.close();
  return { early, late, latest, base, disclosure, last };
}

/** Puts files from one data directory back into another, with what SQLite keeps beside them; what is not there is away. */
export function putBack(to: string, from: string, ...names: readonly string[]): void {
  for (const name of names)
    for (const one of [name, `${name}-wal`, `${name}-shm`]) {
      rmSync(join(to, one), { force: true });
      if (existsSync(join(from, one))) cpSync(join(from, one), join(to, one));
    }
}

export const away = (written: Written): void => {
  for (const one of [written.early, written.late, written.latest]) rmSync(one, { recursive: true });
};
