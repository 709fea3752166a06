import fc from 'fast-check';

/** One step of a random history: which command, by whom, on what; what may not be is refused and passed over. */
export interface Step {
  readonly command: number;
  readonly by: number;
  readonly on: number;
  readonly with: number;
  /** So many days before the present it happened. */
  readonly ago: number;
  /** So many hours pass before. */
  readonly after: number;
}
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    command: fc.nat(999),
    by: fc.nat(3),
    on: fc.nat(9),
    with: fc.nat(5),
    ago: fc.oneof(fc.constant(0), fc.nat(200)),
    after: fc.nat(60 * 24),
  }),
  { minLength: 10, maxLength: 60 },
);

export interface World {
  readonly organisations: readonly string[];
  readonly partnerships: string[];
  readonly commitments: { readonly partnership: string; readonly commitment: string }[];
}
export type Body = Readonly<Record<string, unknown>>;
export type Say = (step: Step, world: World) => Body;

export const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
/** A partnership of this world. */
export const of = (step: Step, { partnerships }: World) => ({ partnership: pick(partnerships, step.on) });
export const reason = { reason: 'It had to be' };
