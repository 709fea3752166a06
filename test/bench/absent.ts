import { ServedBook, type Party } from '../support/served-book.ts';
import { inPairs, median, ratioOf, type Figure } from './figures.ts';
import type { Options } from './options.ts';

type Ask = () => Promise<{ status: number; text: string }>;

/** How long, in milliseconds, something takes that has to be answered with this status. */
async function timeOf(expected: number, ask: Ask): Promise<number> {
  const begin = performance.now();
  const { status, text } = await ask();
  const took = performance.now() - begin;
  if (status !== expected) throw new Error(`answered otherwise: ${text}`);
  return took;
}

/** So many quiet disclosures stand in one book and none in the other, and so often was one of them answered. */
const [QUIET, ANSWERS] = [200, 30];

/** A partnership with somebody who takes part in it and hears nothing of what the two others share. */
async function bookOf(parties: readonly [Party, Party, Party]) {
  const [owner, reader, outsider] = parties;
  const scope = { places: ['CO'], sdgTargets: [] };
  const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
  const base = `/v1/partnerships/${body.ids.partnership}`;
  await owner.done(`${base}/open-call`, { call: 'c', text: 'Come' });
  for (const party of [reader, outsider]) await party.done(`${base}/join-partnership`, { priorities: ['P'] });
  return base;
}

/** Two books, and in one of them much that is not for the outsider. */
async function scene(served: ServedBook) {
  const parties = (await Promise.all(['Owner', 'Reader', 'Outsider'].map((name) => served.party(name)))) as [
    Party,
    Party,
    Party,
  ];
  const [owner, reader, outsider] = parties;
  const [base, empty] = [await bookOf(parties), await bookOf(parties)];
  const audience = { to: 'named', organisations: [reader.id] };
  let hidden = '';
  for (let n = 0; n < QUIET; n++)
    hidden = (await owner.done(`${base}/disclose-interest`, { text: 'Quiet', audience })).body.ids.disclosure;
  for (let n = 0; n < ANSWERS; n++)
    await reader.done(`${base}/disclosures/${hidden}/answer-disclosure`, { answer: `a${n}`, text: 'A' });
  await served.settled();
  return { outsider, base, empty, hidden };
}

/**
 * The time in which one learns nothing: of a disclosure that is hidden, against one that never was; of a book in which much
 * is hidden, against one in which nothing is.
 */
export async function absent({ warmUp, commands }: Options): Promise<Figure[]> {
  const served = await ServedBook.open(undefined, { environment: { PLEDGEBOOK_RATE_PER_TOKEN: '0' } });
  try {
    const { outsider, base, empty, hidden } = await scene(served);
    const never = hidden.replace(/.{6}$/, '000000');
    const show = (id: string) => () => outsider.ask(`${base}/disclosures/${id}`);
    const retract = (id: string) => () => outsider.give(`${base}/disclosures/${id}/retract-disclosure`);
    const list = (book: string) => () => outsider.ask(`${book}/disclosures`);
    const asking: readonly (readonly [string, number, Ask, Ask])[] = [
      [`ShowDisclosure, of a hidden one with ${ANSWERS} answers`, 404, show(hidden), show(never)],
      [`a refused RetractDisclosure, of the same`, 404, retract(hidden), retract(never)],
      [`ListDisclosures, with ${QUIET} hidden ones`, 200, list(base), list(empty)],
    ];
    const figures: Figure[] = [];
    for (const [what, status, hiding, hidingNothing] of asking) {
      for (let i = 0; i < warmUp; i++) await (i % 2 ? hiding : hidingNothing)();
      const [one, other] = [() => timeOf(status, hiding), () => timeOf(status, hidingNothing)];
      const pairs = await inPairs(commands, one, other);
      const [is, was] = (['one', 'other'] as const).map((side) => median(pairs.map((pair) => pair[side])));
      const beside = `${is?.toPrecision(3)} ms; where nothing is hidden ${was?.toPrecision(3)} ms, each asked ${commands} times in turn`;
      figures.push({ bench: 'absent', what, value: ratioOf(pairs), unit: 'x', beside });
    }
    return figures;
  } finally {
    await served.close();
  }
}
