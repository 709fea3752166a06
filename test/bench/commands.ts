import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from './child.ts';
import { inPairs, median, perSecond, ratioOf, type Figure } from './figures.ts';
import type { Asked } from './load.ts';
import type { Options } from './options.ts';
import { Server, type Mode } from './server.ts';

interface Case extends Asked {
  readonly mode: Mode;
  readonly bar?: string;
}
const CASES: readonly Case[] = [
  { mode: 'real', connections: 64, bar: '≥ 0.5' },
  { mode: 'real', connections: 64, keys: true, bar: '≥ 0.4' },
  { mode: 'real', connections: 16 },
  { mode: 'real', connections: 1 },
  { mode: 'without-views', connections: 64 },
  { mode: 'without-views', connections: 64, keys: true },
];

/** Durable MakeCommitment over HTTP against the same route with a handler that does nothing. */
export const commands = (options: Options): Promise<Figure[]> =>
  inFolder(async (folder) => {
    const figures: Figure[] = [
      {
        bench: 'commands',
        what: 'one fsync of a page on this disk',
        value: syncTime(folder),
        unit: 'ms',
        bar: '≤ 0.5',
        beside: 'every commit waits for one',
      },
    ];
    const noop = await Server.start(join(folder, 'no-op'), 'no-op', options);
    try {
      for (const mode of ['real', 'without-views'] as const) {
        const server = await Server.start(join(folder, mode), mode, options);
        for (const given of CASES.filter((given) => given.mode === mode))
          figures.push(await measure(server, noop, given, options));
        await server.end();
      }
    } finally {
      await noop.end();
    }
    return figures;
  });

/** One case, against the route that does nothing. */
export async function measure(
  server: Server,
  noop: Server,
  { mode, bar, ...asked }: Case,
  { pairs: count, load }: Options,
): Promise<Figure> {
  const behind: number[] = [];
  const pairs = await inPairs(
    count,
    async () => {
      const loaded = await server.load({ ...asked, ...load });
      behind.push(server.behind);
      return loaded;
    },
    () => noop.load({ ...asked, ...load }),
  );
  const [ours, bare] = (['one', 'other'] as const).map((side) =>
    median(pairs.map((pair) => pair[side].rate)),
  );
  const p99 = median(pairs.map(({ one }) => one.p99));
  const late = mode === 'real' ? `; views ${Math.round(median(behind))} ms behind` : '';
  return {
    bench: 'commands',
    what: `${asked.connections} connections${asked.keys ? ', random keys' : ''}, ${mode === 'real' ? 'views running' : 'without views'}`,
    value: ratioOf(pairs.map(({ one, other }) => ({ one: one.rate, other: other.rate }))),
    unit: 'x',
    beside: `${perSecond(ours ?? 0)}, p99 ${Math.round(p99)} ms; no-op route ${perSecond(bare ?? 0)}${late}`,
    ...(bar ? { bar } : {}),
  };
}

function syncTime(folder: string): number {
  const file = openSync(join(folder, 'sync'), 'w');
  const page = Buffer.alloc(4096);
  const times = Array.from({ length: 100 }, () => {
    writeSync(file, page);
    const begin = performance.now();
    fsyncSync(file);
    return performance.now() - begin;
  });
  closeSync(file);
  return median(times);
}
