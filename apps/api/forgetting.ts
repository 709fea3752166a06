import type { CommandRunner } from '#cqrs';
import { forgetDisclosure, forgetPerson, Forgotten, FORGOTTEN } from '#forgetting';
import type { Sealer } from '#sealing';
import { asOperator } from './operator.ts';

/** What forgetting goes through: commands, and the keys. */
interface Forgetting {
  readonly runner: Pick<CommandRunner, 'run' | 'look'>;
  readonly sealer: Sealer;
}

/** What can be forgotten: each has a key of its own. */
export const FORGETTABLE = { disclosure: forgetDisclosure, person: forgetPerson };
export type Forgettable = keyof typeof FORGETTABLE;
export const isForgettable = (what: string): what is Forgettable => Object.hasOwn(FORGETTABLE, what);

/**
 * Forgets a disclosure or a person: that it is forgotten is recorded, then its key is destroyed. Where that is
 * interrupted, opening the book goes on with it.
 *
 * @throws Refused there is none, or it is public
 */
export async function forget({ runner, sealer }: Forgetting, what: Forgettable, id: string): Promise<void> {
  await asOperator({ runner }, FORGETTABLE[what], { [what]: id });
  await sealer.destroy(id);
}

/** Destroys the keys of all that was forgotten, if they are there: an older key store may have been put back. */
export async function destroyForgotten({ runner, sealer }: Forgetting): Promise<void> {
  for (const id of (await runner.look(Forgotten, FORGOTTEN)) ?? [])
    if (await sealer.holds(id)) await sealer.destroy(id);
}
