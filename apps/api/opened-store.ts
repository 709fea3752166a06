import { ClockWatch } from '#event-store';
import { FormerFeed, OutboxWriter } from '#outbox';
import { ProjectionRunner } from '#projection';
import { projectionsOf } from '#projector';
import type { StorageSettings } from '#storage';
import { onStandardError, openCommands, type CommandRole, type Opening } from './roles/commands.ts';
import { openQueries, type QueryRole } from './roles/queries.ts';

export type { Opening } from './roles/commands.ts';

/** A store with all roles that one process can have: commands, queries, and, once they are started, projections. */
export interface OpenedStore extends Omit<CommandRole, 'stored'>, QueryRole {
  /** Keeps the views up with the events, on the same connections, once it is started. */
  readonly projections: ProjectionRunner;
  /** Likewise the outbox. */
  readonly outboxWriter: OutboxWriter;
  close(): Promise<void>;
}

/**
 * Opens a store, or makes it.
 *
 * @param where a folder, or where each part is kept
 * @throws Error something in it is missing, damaged, or of another store: by its name, and nothing was changed
 */
export async function openStore(
  where: string | StorageSettings,
  opening: Opening = {},
): Promise<OpenedStore> {
  const commands = await openCommands(where, opening);
  const queries = await openQueries(commands, opening).catch(async (error: unknown) => {
    await commands.close();
    throw error;
  });
  const { noted = onStandardError, publicUrl } = opening;
  const { views, outbox } = queries;
  const { store: events, clock, stored } = commands;
  const projecting = new ProjectionRunner(events, views, projectionsOf(stored), { noted });
  const former = new FormerFeed({ log: events, views });
  // Where another clock stamps events, days are over by it alone.
  const days = opening.clock ? {} : { clock, watch: new ClockWatch() };
  const outboxWriter = new OutboxWriter({ events, outbox, former, noted, publicUrl, ...days });
  return {
    ...commands,
    ...queries,
    projections: projecting,
    outboxWriter,
    close: async () => {
      await projecting.close();
      await outboxWriter.close();
      await queries.close();
      await commands.close();
    },
  };
}
