import { Refused } from '#kernel';
import { statusOf } from '../../apps/api/http/statuses.ts';
import type { OpenedStore } from '../../apps/api/opened-store.ts';
import type { SetClock } from '../support/served-book.ts';
import { ROWS } from './commands.ts';
import type { Row } from './rows.ts';
import { BOTH, castIn, ROLE_NAMES, Scene, RELATIONS, type Cast, type Ids, type Relation } from './scene.ts';

/** Whose thing it is that the command is about. */
export const WHOSE = ['own', 'other'] as const;
type Whose = (typeof WHOSE)[number];

/** What became of a command: it was accepted, or the code with which it was refused. */
export type Outcome = 'yes' | (string & {});
export interface Given {
  readonly row: Row;
  readonly role: string;
  readonly whose: Whose;
  readonly standing: Relation;
  readonly outcome: Outcome;
}

/** Refusals that say who may, though they say it of what is there. */
const OF_WHO = new Set(['not-invited', 'invitation-accepted', 'no-open-objection', 'already-a-participant']);
/** Whether a refusal is one of who may; else something was wrong with how the command was given. */
export const isOfPolicy = (code: Outcome): boolean => OF_WHO.has(code) || [403, 404].includes(statusOf(code));

/** Gives every command with every role, for its own organisation and another, in each standing. */
export async function giveAll(book: OpenedStore, clock: SetClock): Promise<Given[]> {
  const cast = await castIn(book);
  const given: Given[] = [];
  for (const row of ROWS)
    for (const whose of WHOSE)
      for (const standing of RELATIONS)
        given.push(...(await giveOne({ book, clock }, cast, { row, whose, standing })));
  return given;
}

async function giveOne(
  into: { book: OpenedStore; clock: SetClock },
  cast: Cast,
  { row, whose, standing }: { row: Row; whose: Whose; standing: Relation },
): Promise<Given[]> {
  const { own, third } = cast;
  const scene = await Scene.begin(into, cast, row.of === 'the partnership' ? own : third);
  const ids = (await row.before?.(scene)) ?? {};
  const by = cast[whose];
  await scene.stand(by, standing);
  const says = { row, by, ids };
  const given: Given[] = [];
  const give = async (role: string) => {
    const outcome = await outcomeOf(scene, { ...says, role });
    given.push({ row, role, whose, standing, outcome });
    return outcome;
  };
  const may: Outcome[] = [];
  for (const role of BOTH) may.push(await mayGive(scene, { ...says, role }));
  // Participants last: what they do may well not be done again.
  for (const role of ROLE_NAMES.toReversed()) await give(role);
  const isDone = given.some(({ outcome }) => outcome === 'yes');
  for (const [i, role] of BOTH.entries())
    if (isDone) given.push({ row, role, whose, standing, outcome: may[i] ?? '' });
    else await give(role);
  return given;
}

interface Giving {
  readonly row: Row;
  readonly by: string;
  readonly role: string;
  readonly ids: Ids;
  readonly ifMatch?: number;
}

/** What whoever may is told of a revision that nothing has: that it is another, or that none can be expected. */
const EXPECTED_IN_VAIN: ReadonlySet<Outcome> = new Set(['stale-expectation', 'invalid-header']);

/** Whether it may be given, without giving it. */
async function mayGive(scene: Scene, giving: Giving): Promise<Outcome> {
  const outcome = await outcomeOf(scene, { ...giving, ifMatch: 1_000_000 });
  return EXPECTED_IN_VAIN.has(outcome) ? 'yes' : outcome;
}

async function outcomeOf(scene: Scene, { row, by, ids, ...as }: Giving): Promise<Outcome> {
  try {
    await scene.give(by, row.command, row.says?.(scene, ids, by), as);
    return 'yes';
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
}
