import { join } from 'node:path';
import { Child, inFolder } from './child.ts';
import { inPairs, median, perSecond, ratioOf, type Figure } from './figures.ts';
import { load, type Target } from './load.ts';
import type { Options } from './options.ts';
import { Server } from './server.ts';

/** MakeCommitment here, against the same on Emmett with PostgreSQL. */
export const emmett = (options: Options): Promise<Figure[]> =>
  // PostgreSQL runs as a user of its own, who may not look into our folder: it has one to itself.
  inFolder((theirs) => inFolder((ours) => compare(join(ours, 'book'), theirs, options)));

async function compare(ours: string, theirs: string, options: Options): Promise<Figure[]> {
  const server = await Server.start(ours, 'real', options);
  const peer = await Child.start('emmett.child', [theirs]);
  try {
    const figures: Figure[] = [];
    for (const [route, bar] of [['handler', '≥ 6'], ['append']] as const)
      figures.push(await against(server, await peer.ask<Target>(route), { route, bar, options }));
    return figures;
  } finally {
    await server.end();
    await peer.end();
  }
}

/** Against a route of the peer's. */
export async function against(
  server: Server,
  target: Target,
  { route, bar, options }: { route: string; bar: string | undefined; options: Options },
): Promise<Figure> {
  const { pairs: count, load: size, warmUp } = options;
  const asked = { connections: 64, ...size };
  await load(target, { connections: 16, amount: warmUp });
  const pairs = await inPairs(
    count,
    async () => (await server.load(asked)).rate,
    async () => (await load(target, asked)).rate,
  );
  const [mine, peers] = (['one', 'other'] as const).map((side) => median(pairs.map((pair) => pair[side])));
  return {
    bench: 'emmett',
    what: route === 'handler' ? '64 connections, its command handler' : '64 connections, its append alone',
    value: ratioOf(pairs),
    unit: 'x',
    beside: `${perSecond(mine ?? 0)}; Emmett on PostgreSQL ${perSecond(peers ?? 0)}`,
    ...(bar ? { bar } : {}),
  };
}
