import { Refused } from '#kernel';
import { statusOf } from '../../apps/api/http/statuses.ts';
import type { Book } from '../../apps/api/book.ts';
import type { SetClock } from '../support/served-book.ts';
import { ROWS } from './commands.ts';
import type { Row } from './rows.ts';
import { castIn, ROLE_NAMES, Scene, STANDINGS, type Cast, type Ids, type Standing } from './scene.ts';

/** Whose thing it is that the command is about. */
export const WHOSE = ['own', 'other'] as const;
type Whose = (typeof WHOSE)[number];

/** What became of a command: it was accepted, or the code with which it was refused. */
export type Outcome = 'yes' | (string & {});
export interface Given {
  readonly row: Row;
  readonly role: string;
  readonly whose: Whose;
  readonly standing: Standing;
  readonly outcome: Outcome;
}

/** Refusals that say who may, though they say it of what is there. */
const OF_WHO = new Set(['not-invited', 'no-open-objection', 'already-a-participant']);
/** Whether a refusal is one of who may; else something was wrong with how the command was given. */
export const isOfPolicy = (code: Outcome): boolean => OF_WHO.has(code) || [403, 404].includes(statusOf(code));

/** Gives every command with every role, for its own organisation and another, as it takes part, is invited or neither. */
export async function giveAll(book: Book, clock: SetClock): Promise<Given[]> {
  const cast = await castIn(book);
  const given: Given[] = [];
  for (const row of ROWS)
    for (const whose of WHOSE)
      for (const standing of STANDINGS)
        given.push(...(await giveOne({ book, clock }, cast, { row, whose, standing })));
  return given;
}

async function giveOne(
  into: { book: Book; clock: SetClock },
  cast: Cast,
  { row, whose, standing }: { row: Row; whose: Whose; standing: Standing },
): Promise<Given[]> {
  const { own, third } = cast;
  const scene = await Scene.begin(into, cast, row.of === 'the partnership' ? own : third);
  const ids = (await row.before?.(scene)) ?? {};
  const by = cast[whose];
  await scene.stand(by, standing);
  const given: Given[] = [];
  // Participants last: what they do may well not be done again.
  for (const role of ROLE_NAMES.toReversed())
    given.push({ row, role, whose, standing, outcome: await outcomeOf(scene, { row, by, role, ids }) });
  return given;
}

async function outcomeOf(
  scene: Scene,
  { row, by, role, ids }: { row: Row; by: string; role: string; ids: Ids },
): Promise<Outcome> {
  try {
    await scene.give(by, row.command, row.says?.(scene, ids, by), role);
    return 'yes';
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
}
