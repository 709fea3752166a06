import fc from 'fast-check';
import { projections } from '#domain';
import { Stage, stories, StoryClock } from '../../apps/cli/demo/index.ts';
import { FtsImport } from '../../apps/cli/import/fts-import.ts';
import { Client } from '../../apps/cli/client.ts';
import { brokenMessages } from '../support/public-contract.ts';
import { sharedData } from '../support/shared-data.ts';
import { dayOf, EVER } from '#kernel';
import { bytesOf, unlikeItsEvents } from '../projection/stores.ts';
import { ServedBook, SetClock } from '../support/served-book.ts';
import { queryAddressesOf } from './query-addresses.ts';
import { randomWalk } from './walking.ts';
import { steps } from './world.ts';
import { runs } from './runs.ts';

/** How many histories are tried. */
const RUNS = runs(3);

async function withBook(test: (served: ServedBook, clock: SetClock) => Promise<void>): Promise<void> {
  const clock = new SetClock('2021-01-01T00:00:00Z');
  const served = await ServedBook.open(clock);
  try {
    await test(served, clock);
  } finally {
    await served.close();
  }
}

/** Live, rebuilt and folded from the history: each view, every document, to the byte; all messages as their schemas say. */
async function expectAgreement(served: ServedBook): Promise<void> {
  await served.settled();
  expect(await brokenMessages(served)).toEqual([]);
  const { book } = served;
  for (const projection of projections) {
    const live = await bytesOf(book.views, projection);
    expect(await unlikeItsEvents(book.store, book.views, projection)).toEqual([]);
    await book.projections.rebuild([projection.name]);
    expect(await bytesOf(book.views, projection)).toEqual(live);
  }
}

/** What a column promises that calls itself steady: lists of an earlier day are found by what it holds today. */
async function expectSteadiness({ book }: ServedBook): Promise<void> {
  const days = ['0001-01-01', '2021-01-02', dayOf(book.clock.now())];
  const changing: string[] = [];
  for (const projection of projections)
    for await (const { doc } of book.views.each(projection))
      for (const [name, { steady, of }] of Object.entries(projection.columns))
        if (steady && days.some((day) => of(doc, day) !== of(doc, EVER)))
          changing.push(`${projection.name} ${name}`);
  expect(changing).toEqual([]);
}

/** What all queries answer, by address; each answer names its position. */
async function answers(
  served: ServedBook,
  query: string,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const path of addresses) found.set(path, (await served.anybody().ask(`${path}?${query}`)).text);
  return found;
}

/** Every answer asked for again, by the position it names. */
async function askedAgain(
  served: ServedBook,
  before: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [path, text] of before) {
    const { position } = (JSON.parse(text) as { asOf: { position: string } }).asOf;
    found.set(path, (await served.anybody().ask(`${path}?asOf=${position}`)).text);
  }
  return found;
}

async function importInto(served: ServedBook, partnership: string, token: string): Promise<void> {
  const files = (sharedData('fts', '.json') ?? []).slice(0, runs(1));
  // It asks what stands already, and the views may be another machine's.
  await served.settled();
  await new FtsImport(new Client(served.server.url, token), { partnership }).run(files);
}

describe('live = rebuilt = as of now', () => {
  it('on random histories', async () => {
    await fc.assert(
      fc.asyncProperty(steps, (walked) =>
        withBook(async (served, clock) => {
          const walk = await randomWalk(served.book, clock);
          await walk(walked);
          await expectAgreement(served);
          await expectSteadiness(served);
        }),
      ),
      { numRuns: RUNS },
    );
  }, 300_000);

  it('on the stories of the demo', async () => {
    const clock = new StoryClock();
    const served = await ServedBook.open(clock);
    try {
      await new Stage(served.book, clock).tell(stories);
      await expectAgreement(served);
      await expectSteadiness(served);
    } finally {
      await served.close();
    }
  });

  it('on imported data', async () => {
    const served = await ServedBook.open();
    try {
      const ocha = await served.party('OCHA');
      const scope = { places: ['TR', 'LB'], sdgTargets: [] };
      const { body } = await ocha.done('/v1/partnerships', { title: 'Aid', problem: 'P', scope });
      const { partnership } = body.ids;
      await ocha.done(`/v1/partnerships/${partnership}/grant-mandate`, {
        organisation: ocha.id,
        source: 'fts',
      });
      await importInto(served, partnership, ocha.token ?? '');
      await expectAgreement(served);
    } finally {
      await served.close();
    }
  }, 300_000);
});

describe('an answer', () => {
  it('of a moment is the same for ever, asked again by its position or by the instant', async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, (first, second) =>
        withBook(async (served, clock) => {
          const walk = await randomWalk(served.book, clock);
          await walk(first);
          await served.settled();
          const addresses = await queryAddressesOf(served);
          const today = await answers(served, '', addresses);
          clock.set(new Date(clock.now().getTime() + 86_400_000).toISOString());
          const yesterday = new Date(clock.now().getTime() - 1000).toISOString();
          const then = await answers(served, `asOf=${yesterday}`, addresses);
          await walk(second);
          await served.settled();
          expect(await askedAgain(served, today)).toEqual(today);
          expect(await answers(served, `asOf=${yesterday}`, addresses)).toEqual(then);
        }),
      ),
      { numRuns: RUNS },
    );
  }, 300_000);
});
