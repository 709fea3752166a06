import { join } from 'node:path';
import { inFolder } from './child.ts';
import { inPairs, median, perSecond, ratioOf, type Figure } from './figures.ts';
import type { Options } from './options.ts';
import { work } from './rebuild.ts';
import { Server } from './server.ts';

/** The cost of a MakeCommitment in a partnership of many commitments, against one of few. */
export const flat = (options: Options): Promise<Figure[]> =>
  inFolder(async (folder) => {
    const [few, many] = options.commitments;
    const [small, large] = [await filled(folder, few, options), await filled(folder, many, options)];
    try {
      const asked = { connections: 64, amount: options.commands };
      const pairs = await inPairs(
        options.pairs,
        async () => {
          // It grows while it is measured, so each time one begins anew that has next to nothing yet.
          await small.convene();
          return (await small.load(asked)).rate;
        },
        async () => (await large.load(asked)).rate,
      );
      const [fast, slow] = (['one', 'other'] as const).map((side) => median(pairs.map((pair) => pair[side])));
      const what = `a command after ${many.toLocaleString('en')} commitments`;
      const beside = `${perSecond(slow ?? 0)}; after ${few} ${perSecond(fast ?? 0)}, each over ${asked.amount} commands`;
      return [{ bench: 'flat', what, value: ratioOf(pairs), unit: 'x', bar: '≤ 1.2', beside }];
    } finally {
      await small.end();
      await large.end();
    }
  });

/** A server whose partnership has so many commitments already. */
async function filled(folder: string, commitments: number, options: Options): Promise<Server> {
  const directory = join(folder, String(commitments));
  const server = await Server.start(directory, 'real', options);
  // By another process, as an import might do it, while the server runs.
  await work('fillPartnership', [directory, String(commitments), server.partnership]);
  await server.settle();
  return server;
}
