import type { Told } from '../../said/tell.ts';
import type { Fact } from './facts.ts';

/** One fact at two moments. */
export interface Beside {
  readonly name: string;
  readonly label: string;
  readonly then?: Told;
  readonly now?: Told;
  readonly differs: boolean;
}

/** Every fact known at either of two moments, in the order of the later; what is known no more comes last. */
export function besideEachOther(then: readonly Fact[], now: readonly Fact[]): Beside[] {
  const was = new Map(then.map((fact) => [fact.name, fact]));
  const is = new Map(now.map((fact) => [fact.name, fact]));
  return [...new Set([...is.keys(), ...was.keys()])].map((name) => {
    const [before, after] = [was.get(name)?.told, is.get(name)?.told];
    return {
      name,
      label: (is.get(name) ?? was.get(name))?.label ?? name,
      ...(before ? { then: before } : {}),
      ...(after ? { now: after } : {}),
      differs: JSON.stringify(before) !== JSON.stringify(after),
    };
  });
}
