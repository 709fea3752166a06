import { Child, inFolder } from './child.ts';
import { inPairs, median, perSecond, ratioOf, type Figure } from './figures.ts';
import type { Options } from './options.ts';
import type { Took } from './store.child.ts';

/** Does one piece of work on the store in a folder. */
export async function work(question: string, args: readonly string[], profiles?: string): Promise<Took> {
  const child = await Child.start('store.child', args, profiles);
  try {
    return await child.ask<Took>(question);
  } finally {
    await child.end();
  }
}

/** The accountability ledger built anew, against reading and parsing the same events; and what memory that takes. */
export async function rebuild(options: Options): Promise<Figure[]> {
  return [await speed(options), await memory(options)];
}

const speed = ({ events, pairs: most, profiles }: Options): Promise<Figure> =>
  inFolder(async (folder) => {
    await work('fill', [folder, String(events)]);
    const pairs = await inPairs(
      Math.min(most, 3),
      async () => rateOf(await work('rebuild', [folder], profiles)),
      async () => rateOf(await work('readBare', [folder])),
    );
    const [ours, bare] = (['one', 'other'] as const).map((side) => median(pairs.map((pair) => pair[side])));
    return {
      bench: 'rebuild',
      what: `the ledger, over ${events.toLocaleString('en')} events`,
      value: ratioOf(pairs),
      unit: 'x',
      bar: '≥ 0.5',
      beside: `${perSecond(ours ?? 0)}; reading and parsing alone ${perSecond(bare ?? 0)}`,
    };
  });

async function memory({ memory: [few, many] }: Options): Promise<Figure> {
  const peaks: number[] = [];
  for (const count of [few, many])
    peaks.push(
      await inFolder(async (folder) => {
        await work('fill', [folder, String(count)]);
        return (await work('rebuild', [folder])).memory;
      }),
    );
  const [less = 0, more = 0] = peaks;
  const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  return {
    bench: 'rebuild',
    what: `peak memory at ${many.toLocaleString('en')} events`,
    value: more / less,
    unit: 'x',
    bar: '≤ 1.2',
    beside: `${megabytes(more)}; at ${few.toLocaleString('en')} events ${megabytes(less)}`,
  };
}

const rateOf = ({ events, seconds }: Took): number => events / seconds;
