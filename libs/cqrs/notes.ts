import { now, observed, type Took } from '#kernel';

/** What is noted of one command under way. */
export class Notes {
  commandId: string | undefined;
  conflicts = 0;
  readonly appends: Took[] = [];
}

/** Does a command's work, and tells what came of it; where nobody listens, nothing is noted. */
export function noting<A>(name: string, work: (notes?: Notes) => Promise<A>): Promise<A> {
  return observed.command.isHeard ? noted(name, work) : work();
}

async function noted<A>(name: string, work: (notes: Notes) => Promise<A>): Promise<A> {
  const [notes, began] = [new Notes(), now()];
  let failed: { error?: unknown } = {};
  try {
    return await work(notes);
  } catch (error) {
    failed = { error };
    throw error;
  } finally {
    const { commandId, conflicts, appends } = notes;
    observed.command.tell({ name, commandId, conflicts, appends, began, ended: now(), ...failed });
  }
}
