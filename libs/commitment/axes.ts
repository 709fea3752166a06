import { detailsOn, type CommitmentState } from './commitment.ts';

/** What commitments can be laid out by. */
export const AXES = ['place', 'theme', 'sdg'] as const;
export type Axis = (typeof AXES)[number];

/** Which of them a commitment says nothing of, in a text that a column holds; undefined where it says all. */
export function unstatedOn(state: CommitmentState, date: string): string | undefined {
  const { places, theme, sdgTargets } = detailsOn(state, date);
  const said: Readonly<Record<Axis, unknown>> = { place: places, theme, sdg: sdgTargets };
  return AXES.filter((axis) => said[axis] === undefined).join(' ') || undefined;
}

/** Every such text that says nothing of all these. */
export function unstatedWith(axes: readonly Axis[]): string[] {
  const others = AXES.filter((axis) => !axes.includes(axis));
  const some = others.reduce<Axis[][]>((sets, axis) => [...sets, ...sets.map((set) => [...set, axis])], [[]]);
  return some.map((set) => AXES.filter((axis) => axes.includes(axis) || set.includes(axis)).join(' '));
}
