import type { AnyProjection } from '#kernel';
import { Unavailable } from '#event-store';
import { UnknownColumn, type Generation } from '#projection';

/** @throws Unavailable nothing is served yet */
export function servedOf(projection: AnyProjection, generation: Generation | undefined): Generation {
  if (!generation) throw new Unavailable(`the view ${projection.name} is being built`);
  return generation;
}

/**
 * Has something read, or the statement for it written, of what is served.
 *
 * @throws Unavailable of a column that the tables lack and the projection has: it will be there when the new version is
 */
export function explaining<A>(projection: AnyProjection, generation: Generation, read: () => A): A {
  try {
    return read();
  } catch (error) {
    const coming = generation.version !== projection.version;
    if (!(error instanceof UnknownColumn) || !coming || !(error.column in projection.columns)) throw error;
    throw new Unavailable(`the view ${projection.name} is being built anew`, { cause: error });
  }
}
