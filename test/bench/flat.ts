import { join } from 'node:path';
import { inFolder } from './child.ts';
import { inPairs, median, perSecond, ratioOf, type Figure } from './figures.ts';
import type { Options } from './options.ts';
import { work } from './rebuild.ts';
import { Server, type Environment } from './server.ts';

/** The cost of a MakeCommitment in a partnership of many commitments, against one of few. */
export const flat = (options: Options): Promise<Figure[]> =>
  inFolder(async (folder) => [await growing(folder, options)]);

/** @param environment names places of its own for what the server keeps */
export async function growing(
  folder: string,
  options: Options,
  environment: Environment = {},
): Promise<Figure> {
  const [few, many] = options.commitments;
  const small = await filled(folder, few, options, environment);
  const large = await filled(folder, many, options, environment);
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
    return { bench: 'flat', what, value: ratioOf(pairs), unit: 'x', bar: '≤ 1.2', beside };
  } finally {
    await small.end();
    await large.end();
  }
}

/** A server whose partnership has so many commitments already. */
async function filled(
  folder: string,
  commitments: number,
  options: Options,
  environment: Environment,
): Promise<Server> {
  const directory = join(folder, String(commitments));
  const server = await Server.start(directory, 'real', options, environment);
  // By another process, as an import might do it, while the server runs.
  const filling = [directory, String(commitments), server.partnership, JSON.stringify(environment)];
  await work('fillPartnership', filling);
  await server.settle();
  return server;
}
