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
export const step: fc.Arbitrary<Step> = fc.record({
  // Left alone, small numbers come more often: the commands that stand first, and hardly another.
  command: fc.noBias(fc.nat(999)),
  by: fc.nat(3),
  on: fc.nat(9),
  with: fc.nat(5),
  ago: fc.oneof(fc.constant(0), fc.nat(200)),
  after: fc.nat(60 * 24),
});
export const steps: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' });

interface JointIds {
  readonly partnership: string;
  readonly jointCommitment: string;
}
export interface World {
  readonly organisations: readonly string[];
  readonly partnerships: string[];
  readonly programmes: string[];
  readonly joints: JointIds[];
  readonly shares: (JointIds & { readonly commitment: string })[];
  readonly disclosures: { readonly partnership: string; readonly disclosure: string }[];
  readonly persons: { readonly partnership: string; readonly person: string }[];
  readonly commitments: { readonly partnership: string; readonly commitment: string }[];
}
export const nothingIn = (organisations: readonly string[]): World => ({
  organisations,
  partnerships: [],
  programmes: [],
  joints: [],
  shares: [],
  disclosures: [],
  persons: [],
  commitments: [],
});
export type Body = Readonly<Record<string, unknown>>;
export type Say = (step: Step, world: World) => Body;

export const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
/** A partnership of this world. */
export const of = (step: Step, { partnerships }: World) => ({ partnership: pick(partnerships, step.on) });
export const money = ({ with: n }: Step) => ({ amount: `${n}0.5`, currency: pick(['USD', 'EUR', 'COP'], n) });
export const reason = { reason: 'It had to be' };
export const about = (step: Step, { commitments }: World) => pick(commitments, step.on);

/** What was opened, so that the walk comes back to it. */
export function remember(
  { commitments, joints, shares, disclosures, persons }: World,
  {
    partnership,
    commitment,
    jointCommitment,
    disclosure,
    published,
    person,
  }: Readonly<Record<string, string>> = {},
): void {
  if (!partnership) return;
  if (commitment && !commitments.some((one) => one.commitment === commitment))
    commitments.push({ partnership, commitment });
  for (const one of [disclosure, published])
    if (one && !disclosures.some((known) => known.disclosure === one))
      disclosures.push({ partnership, disclosure: one });
  if (person) persons.push({ partnership, person });
  if (!jointCommitment) return;
  if (commitment) shares.push({ partnership, jointCommitment, commitment });
  else if (!joints.some((one) => one.jointCommitment === jointCommitment))
    joints.push({ partnership, jointCommitment });
}

export type Give = (
  name: string,
  by: number,
  input: Body,
) => Promise<Readonly<Record<string, string>> | undefined>;

/** Some take part and have promised something: else most of what is tried would be refused. */
export async function begin(world: World, give: Give): Promise<void> {
  const { partnerships, organisations } = world;
  for (const [convener, partnership] of partnerships.entries()) {
    await give('OpenCall', convener, { partnership, call: 'c0', text: 'Come' });
    for (const by of organisations.slice(0, 2 + convener).keys()) {
      await give('JoinPartnership', by, { partnership, priorities: ['P'] });
      const recipient = { organisation: pick(organisations, by + 1) };
      const ids = await give('MakeCommitment', by, {
        partnership,
        statement: 'S',
        kind: 'policy',
        recipient,
      });
      remember(world, ids);
      const to = (by + 1) % organisations.length;
      await give('OfferTransfer', by, { ...ids, offer: `o${to}`, to: organisations[to] });
    }
    const named = [convener, convener + 1].map((n) => ({ organisation: pick(organisations, n) }));
    const together = { partnership, statement: 'T', kind: 'policy', shares: named };
    remember(world, await give('ProposeJointCommitment', convener, together));
  }
}
