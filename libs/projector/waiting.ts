import { setTimeout as pause } from 'node:timers/promises';
import { Unavailable } from '#event-store';
import type { ProjectorStorage } from '#storage';
import { openProjector, type OpenedProjector, type ProjectorOptions } from './projector.ts';

/** How long to leave a store alone that does not answer, in milliseconds. */
const AGAIN = 500;

/**
 * Opens a projector and starts it; a server may be away just then, and is asked again.
 *
 * @returns undefined where the signal aborts before
 * @throws Error whatever else keeps it from being opened
 */
export async function startProjector(
  storage: ProjectorStorage,
  { signal, ...options }: ProjectorOptions & { readonly signal: AbortSignal },
): Promise<OpenedProjector | undefined> {
  for (let told = ''; !signal.aborted;)
    try {
      const projector = await openProjector(storage, options);
      projector.start();
      return projector;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      if (error.message !== told) options.noted(`the views wait: ${error.message}`, error);
      told = error.message;
      await pause(AGAIN, undefined, { signal }).catch(() => undefined);
    }
  return undefined;
}
