import { join } from 'node:path';
import { Postgres } from '../support/postgres.ts';
import { SharedStorage } from '../support/shared-storage.ts';
import { Child, inFolder } from './child.ts';
import { measure } from './commands.ts';
import { against } from './emmett.ts';
import { growing } from './flat.ts';
import type { Figure } from './figures.ts';
import type { Target } from './load.ts';
import type { Options } from './options.ts';
import { Server } from './server.ts';

/**
 * Durable MakeCommitment on PostgreSQL (events, views and keys there): against the route that does nothing, against Emmett
 * on the same server, and as a partnership grows.
 */
export async function postgres(options: Options): Promise<Figure[]> {
  const storage = await SharedStorage.start(await Postgres.start({ durable: true }));
  try {
    return await inFolder(async (folder) => {
      const figures = await compare(folder, storage, options);
      figures.push(await growing(folder, options, storage.environment));
      return figures.map((figure) => ({ ...figure, bench: 'postgres' }));
    });
  } finally {
    await storage.stop();
  }
}

async function compare(
  folder: string,
  { postgres: { url }, environment }: SharedStorage,
  options: Options,
): Promise<Figure[]> {
  const server = await Server.start(folder, 'real', options, environment);
  const noop = await Server.start(join(folder, 'no-op'), 'no-op', options);
  const peer = await Child.start('emmett.child', [folder, url]);
  try {
    const figures: Figure[] = [];
    for (const asked of [{ connections: 64 }, { connections: 64, keys: true }, { connections: 1 }])
      figures.push(await measure(server, noop, { mode: 'real', ...asked }, options));
    const target = await peer.ask<Target>('handler');
    figures.push(await against(server, target, { route: 'handler', bar: undefined, options }));
    return figures;
  } finally {
    await server.end();
    await noop.end();
    await peer.end();
  }
}
