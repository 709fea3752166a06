import { labelOf, partsOf, tell, type Part, type Telling, type Told } from './tell.ts';

/** One thing that was said, and what is said instead. */
export interface Change {
  readonly name: string;
  readonly label: string;
  readonly before?: Told;
  readonly after?: Told;
}
type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a whole text or day is of, by the kind of event that replaces it. */
const WHOLE: Readonly<Record<string, string>> = {
  MilestoneRescheduled: 'due',
  ProblemRefined: 'problem',
  LeadHandedOver: 'organisation',
  GoalAdopted: 'goal',
};

function between(before: Data, after: Data, telling: Telling): Change[] {
  const of = (data: Data) => new Map(partsOf(data, telling).map((part): [string, Part] => [part.name, part]));
  const [was, is] = [of(before), of(after)];
  return [...new Set([...is.keys(), ...was.keys()])].map((name) => {
    const [b, a] = [was.get(name), is.get(name)];
    return {
      name,
      label: labelOf(name, telling.words),
      ...(b ? { before: b.told } : {}),
      ...(a ? { after: a.told } : {}),
    };
  });
}

/** The names under which a kind of event says what was and what is. */
function sidesOf(type: string, said: Data): readonly [string, string] | undefined {
  if ('before' in said && ('after' in said || type === 'EntryVoided')) return ['before', 'after'];
  if (type === 'GoalAdopted' && 'from' in said) return ['from', 'goal'];
  if (type === 'LeadHandedOver') return ['from', 'organisation'];
  return /^(ProblemRefined|ScopeRefined|ExpansionAdopted)$/.test(type) && 'from' in said
    ? ['from', 'to']
    : undefined;
}

/** What an event changed, and the names of what tells so: the rest is told as it is. */
export function changesIn(
  type: string,
  said: Data,
  telling: Telling,
): { readonly changes: readonly Change[]; readonly told: ReadonlySet<string> } {
  const sides = sidesOf(type, said);
  if (!sides) return { changes: [], told: new Set() };
  // What is struck through has nothing in its place.
  const [before, after = {}] = sides.map((side) => said[side]);
  const name = WHOLE[type] ?? 'text';
  const changes =
    isData(before) && isData(after)
      ? between(before, after, telling)
      : [
          {
            name,
            label: labelOf(name, telling.words),
            before: tell(name, before, telling),
            after: tell(name, after, telling),
          },
        ];
  return { changes, told: new Set(sides) };
}
