import { ServedBook, type Party } from '../support/served-book.ts';
import { inPairs, median, ratioOf, type Figure } from './figures.ts';
import type { Options } from './options.ts';

/** How long, in milliseconds, something takes that has to be refused as unknown. */
async function timeOf(ask: () => Promise<{ status: number; text: string }>): Promise<number> {
  const begin = performance.now();
  const { status, text } = await ask();
  const took = performance.now() - begin;
  if (status !== 404) throw new Error(`not refused as unknown: ${text}`);
  return took;
}

/** A partnership, somebody who takes part in it, and a disclosure there that is not for it. */
async function scene(served: ServedBook) {
  const [owner, reader, outsider] = (await Promise.all(
    ['Owner', 'Reader', 'Outsider'].map((name) => served.party(name)),
  )) as [Party, Party, Party];
  const scope = { places: ['CO'], sdgTargets: [] };
  const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
  const base = `/v1/partnerships/${body.ids.partnership}`;
  await owner.done(`${base}/open-call`, { call: 'c', text: 'Come' });
  for (const party of [reader, outsider]) await party.done(`${base}/join-partnership`, { priorities: ['P'] });
  const audience = { to: 'named', organisations: [reader.id] };
  const disclosed = await owner.done(`${base}/disclose-interest`, { text: 'Quiet', audience });
  await served.settled();
  return { outsider, base, hidden: disclosed.body.ids.disclosure as string };
}

/** The time in which one learns that a disclosure is not there: of one that is hidden, against one that never was. */
export async function absent({ warmUp, commands }: Options): Promise<Figure[]> {
  const served = await ServedBook.open(undefined, { environment: { PLEDGEBOOK_RATE_PER_TOKEN: '0' } });
  try {
    const { outsider, base, hidden } = await scene(served);
    const never = hidden.replace(/.{6}$/, '000000');
    const asking: readonly (readonly [string, (id: string) => ReturnType<Party['ask']>])[] = [
      ['ShowDisclosure', (id) => outsider.ask(`${base}/disclosures/${id}`)],
      ['a refused RetractDisclosure', (id) => outsider.give(`${base}/disclosures/${id}/retract-disclosure`)],
    ];
    const figures: Figure[] = [];
    for (const [what, ask] of asking) {
      for (let i = 0; i < warmUp; i++) await ask(i % 2 ? hidden : never);
      const [one, other] = [() => timeOf(() => ask(hidden)), () => timeOf(() => ask(never))];
      const pairs = await inPairs(commands, one, other);
      const [is, was] = (['one', 'other'] as const).map((side) => median(pairs.map((pair) => pair[side])));
      const beside = `${is?.toPrecision(3)} ms; that never was ${was?.toPrecision(3)} ms, each asked ${commands} times in turn`;
      figures.push({
        bench: 'absent',
        what: `${what}, of a hidden disclosure`,
        value: ratioOf(pairs),
        unit: 'x',
        beside,
      });
    }
    return figures;
  } finally {
    await served.close();
  }
}
