import { dayOf, Refused, type Actor, type AnyCommand } from '#kernel';
import { Envelope } from '#cqrs';
import { Dated } from '#vocabulary';
import type { OpenedStore } from '../../apps/api/opened-store.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { commandNamed } from '../support/command-named.ts';
import type { SetClock } from '../support/served-book.ts';
import { SAYS } from './walk.ts';
import { begin, nothingIn, pick, remember, type Body, type Give, type Step, type World } from './world.ts';

/** What was given and accepted: to be looked at before the walk goes on. */
export interface Given {
  readonly definition: AnyCommand;
  readonly input: Body;
  readonly actor: Actor;
  readonly ids: Readonly<Record<string, string>>;
}
type Accepted = (given: Given) => Promise<void>;

/** A small world in a book, and how commands are given in it. */
export async function worldIn(book: OpenedStore, accepted: Accepted): Promise<{ world: World; give: Give }> {
  const organisations: string[] = [];
  // One after the other, so that the same chance gives each the same id.
  for (const name of ['A', 'B', 'C', 'D']) organisations.push(await organisationFor(book, name));
  const world = nothingIn(organisations);
  const give: Give = async (name, by, input) => {
    const definition = commandNamed(name);
    // An operator's command is given by an operator, all others by a participant.
    const roles = [definition.allow.roles?.[0] ?? 'participant'];
    const actor = { person: `per_${by}`, organisation: pick(organisations, by), roles };
    try {
      const { ids } = await book.runner.run(definition, new Envelope(input, { actor }));
      await accepted({ definition, input, actor, ids });
      return ids;
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  };
  for (const by of [0, 1]) {
    const scope = { places: ['CO'], sdgTargets: ['9.c'] };
    const ids = await give('ConvenePartnership', by, {
      title: `T${by}`,
      problem: 'P',
      scope,
      programme: 'A programme',
    });
    world.partnerships.push(ids?.['partnership'] ?? '');
  }
  const registered = await give('RegisterProgramme', 0, { name: 'A programme' });
  world.programmes.push(registered?.['programme'] ?? '');
  for (const partnership of world.partnerships)
    await give('AdmitPartnership', 0, { partnership, programme: registered?.['programme'] });
  await begin(world, give);
  return { world, give };
}

/** A small world in a book, and how to walk on in it. */
export async function randomWalk(
  book: OpenedStore,
  clock: SetClock,
  accepted: Accepted = async () => {},
): Promise<(steps: readonly Step[]) => Promise<void>> {
  const { world, give } = await worldIn(book, accepted);
  return async (walk) => {
    for (const step of walk) {
      clock.set(new Date(clock.now().getTime() + step.after * 3_600_000).toISOString());
      const [name, says] = saidAt(step, world, clock);
      remember(world, await give(name, step.by, says));
    }
  };
}

/** Which command a step gives at this time, and what it says. */
export function saidAt(step: Step, world: World, clock: SetClock): readonly [name: string, says: Body] {
  const [name, say] = pick(SAYS, step.command);
  const day = new Date(clock.now().getTime() - step.ago * 86_400_000);
  const isDated = commandNamed(name).input.prototype instanceof Dated;
  return [name, { ...say(step, world), ...(isDated ? { effectiveOn: dayOf(day) } : {}) }];
}
