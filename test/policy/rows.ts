import type { Body, Ids, Scene } from './scene.ts';

/** One row of the policy: a command, whose thing it is about, and how it is given so that it can succeed. */
export interface Row {
  readonly command: string;
  /** What it is about, which is some organisation's own; of the partnership itself, its convener's. */
  readonly of: string;
  /** What comes before, so that the command has its place. */
  readonly before?: (scene: Scene) => Promise<Ids | void>;
  readonly says?: (scene: Scene, ids: Ids, by: string) => Body;
}

type Say = Row['says'] | Body;
export const row =
  (of: string, before?: Row['before'], all: Say = {}) =>
  (command: string, says: Say = {}): Row => ({
    command,
    of,
    ...(before ? { before } : {}),
    says: (scene, ids, by) => ({ ...said(all, scene, ids, by), ...said(says, scene, ids, by) }),
  });
const said = (say: Say, ...at: Parameters<NonNullable<Row['says']>>): Body =>
  typeof say === 'function' ? say(...at) : (say ?? {});

export const reason = 'It had to be';
export const usd = (amount: string) => ({ amount, currency: 'USD' });
/** Given by whose thing it is: it is there, and then the command is about it. */
export const own = (name: string, says: Body) => async (scene: Scene) => {
  await scene.give(scene.cast.own, name, says);
};

export const ofPartnership = row('the partnership');
