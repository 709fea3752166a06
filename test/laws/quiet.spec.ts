import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import type { StoredEvent } from '#kernel';
import { organisationFor } from '../../apps/api/organisations.ts';
import { EventStream } from '../support/event-stream.ts';
import { DISCLOSING } from './disclosing.ts';
import { Mingling, moves, type Move } from './mingling.ts';
import {
  asks,
  commandsIn,
  differing,
  follows,
  gives,
  otherwise,
  outsidersOf,
  toldTo,
  type Request,
} from './outsiders.ts';
import { postedFrom } from './posted.ts';
import { queryAddressesOf } from './query-addresses.ts';
import { Staged } from './staged.ts';
import { SAYS } from './walk.ts';
import { randomWalk } from './walking.ts';
import { pick, steps, type Step } from './world.ts';
import { runs } from './runs.ts';

const RUNS = runs(1);
/** Which steps give these commands. */
const stepsOf = (names: readonly string[]): number[] =>
  SAYS.flatMap(([name], i) => (names.includes(name) ? [i] : []));
const QUIETLY = stepsOf(DISCLOSING.map(([name]) => name));
/** Those that say themselves with whom they share. */
const CONFIDING = QUIETLY.filter((step) => !SAYS[step]?.[0].includes('FocalPoint'));
const GOING = stepsOf([
  'LeavePartnership',
  'JoinPartnership',
  'ExpressInterest',
  'InviteParticipant',
  'DeclineInvitation',
]);
const isQuiet = ({ command }: Step): boolean => QUIETLY.includes(command % SAYS.length);

/** Every second step is a quiet one, and shares with nobody outside; `apart`: nor with D, whether it takes part or not. */
const halfQuiet = (walked: readonly Step[], apart: boolean): Step[] =>
  walked.map((step, i) => {
    if (i % 2 && !isQuiet(step)) return step;
    const command = pick(apart ? CONFIDING : QUIETLY, step.command);
    return apart
      ? { ...step, command, by: step.by % 2, with: step.with % 2 }
      : { ...step, command, with: step.with % 4 };
  });

const FIRST: Step = { command: 0, by: 0, on: 0, with: 2, ago: 0, after: 1 };

/** The walk, step by step. The organisations by their ids: they may be renamed on the way. */
async function walkIn(staged: Staged, walked: readonly Step[], given: (step: Step) => boolean) {
  const insiders: string[] = [];
  for (const name of ['A', 'B', 'C', 'D']) insiders.push(await organisationFor(staged.served.book, name));
  const walk = await randomWalk(staged.served.book, staged.clock);
  for (const [n, step] of walked.entries()) {
    staged.at(n);
    if (given(step)) await walk([{ ...step, after: 1 }]);
  }
  await staged.served.settled();
  return insiders;
}

/** What feed readers and calendars are given. */
const SYNDICATED = ['events.atom', 'calendar.ics'];

/** All there is to ask and to give, each in one way or another, and of what is not there, and of each sealed record. */
async function everyRequest(
  staged: Staged,
  sealed: readonly StoredEvent[],
  salt: number,
): Promise<Request[]> {
  const asked = await queryAddressesOf(staged.served);
  const instant = '2021-02-02T00:00:00Z';
  const ways = ['', `?asOf=${instant}`, '?limit=1'];
  const { rows } = (await staged.served.anybody().ask('/v1/partnerships')).body as {
    rows: { partnership: string }[];
  };
  const listed = (await staged.served.anybody().ask('/v1/organisations')).body as {
    rows: { organisation: string }[];
  };
  const syndicated = [
    ...rows.map(({ partnership }) => `partnerships/${partnership}`),
    ...listed.rows.map(({ organisation }) => `organisations/${organisation}`),
  ];
  const ids = [...new Set(sealed.map(({ data }) => (data as { disclosure?: string }).disclosure ?? 'none'))];
  const of = (partnership: string) => `/v1/partnerships/${partnership}/disclosures`;
  return [
    ...asked.map((path, n) => asks(path + pick(ways, n + salt))),
    ...rows.flatMap(({ partnership }) => [
      ...otherwise(of(partnership)),
      ...['', '?limit=1'].map((how) => asks(`/v1/partnerships/${partnership}/focal-points${how}`)),
      ...ids.flatMap((id, n) => asks(`${of(partnership)}/${id}${pick(['', ways[1]], n + salt)}`)),
    ]),
    ...sealed.map(({ id }) => asks(`/v1/stored-events/${id}`)),
    ...['/v1/events?limit=1000', '/v1/events?limit=2', '/healthz', '/openapi.json'].map((path) => asks(path)),
    follows('/v1/events'),
    ...SYNDICATED.flatMap((name) => syndicated.map((of) => asks(`/v1/${of}/${name}`))),
    ...syndicated.map((of) => asks(`/v1/${of}/calendar.ics?asOf=${instant}`)),
    // What the server shows of it to people: packed, its length would depend on the address of the server.
    ...rows
      .slice(0, 1)
      .map(({ partnership }) => asks(`/partnerships/${partnership}`, { 'accept-encoding': 'identity' })),
    gives('/v1/organisations/register-organisation', { name: 'Another' }, { 'idempotency-key': 'r' }),
    ...rows.flatMap(({ partnership }) => commandsIn(partnership, ids.slice(0, 2))),
  ];
}

/**
 * Listens as anybody to what comes, from now on.
 *
 * @returns all of it, block by block, without the comments that come by the clock
 */
async function listeningTo({ served }: Staged): Promise<() => Promise<readonly string[]>> {
  const stream = await EventStream.open(served.anybody().addressOf('/v1/events'));
  return async () => {
    await stream.told((await served.book.publicFeed.last()).number);
    stream.cut();
    return stream.text
      .replaceAll(served.server.url, 'here')
      .split('\n\n')
      .filter((block) => block !== ':');
  };
}

/** Insiders read what is for them: that they did is sealed as well. */
async function readBy(
  staged: Staged,
  insiders: readonly string[],
  requests: readonly Request[],
): Promise<void> {
  for (const name of insiders) {
    const insider = await staged.party(name);
    for (const { method, path } of requests)
      if (method === 'GET' && path.includes('/disclosures/dsc_')) await insider.ask(path);
  }
}

/** Half of the steps are of what is said quietly, and a quarter of who comes and goes. */
const mostlyQuiet = (drawn: readonly Move[]): Move[] =>
  // Whatever is drawn, something is said quietly.
  [{ step: FIRST, giver: 0, looks: [] }, ...drawn].map((move, i) => {
    const { command } = move.step;
    const among = [QUIETLY, GOING, QUIETLY, [command]][i % 4] as number[];
    return { ...move, step: { ...move.step, command: pick(among, command) } };
  });

describe('what is said quietly', () => {
  it('changes no byte of what an outsider is answered: two books, with it and without', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), fc.nat(2), async (drawn, apart, salt) => {
        // Whatever is drawn, something is said quietly.
        const walked = halfQuiet([FIRST, ...drawn], apart);
        const secret = randomBytes(32);
        const [loud, both] = [await Staged.open(secret), await Staged.open(secret)];
        try {
          const listening = [await listeningTo(loud), await listeningTo(both)];
          const posting = [await postedFrom(loud), await postedFrom(both)];
          const insiders = await walkIn(both, walked, () => true);
          await walkIn(loud, walked, (step) => !isQuiet(step));
          const requests = await everyRequest(both, await both.sealed(), salt);
          await readBy(both, insiders, requests);
          const told = async (staged: Staged) => {
            const outsiders = await outsidersOf(staged);
            if (apart) outsiders.push(await staged.party(insiders[3] ?? ''));
            await staged.served.settled();
            return toldTo(staged, outsiders, requests);
          };
          const [quiet, expected] = [await told(both), await told(loud)];
          const [first = ''] = differing(quiet, expected);
          expect([first, quiet.get(first)]).toEqual([first, expected.get(first)]);
          expect([...quiet.keys()]).toEqual([...expected.keys()]);
          const [heard, heardToo] = await Promise.all(listening.map((all) => all()));
          expect(heardToo).toEqual(heard);
          expect(heard?.length).toBeGreaterThan(1);
          const [posted, postedToo] = await Promise.all(posting.map((all) => all()));
          expect(postedToo).toEqual(posted);
          expect(posted?.length).toBeGreaterThan(1);
        } finally {
          await loud.close();
          await both.close();
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 240_000);

  it('stands in no answer, header or log line for anybody it is not for, nor does what is for participants', async () => {
    const tally = { shown: 0, kept: 0, amongThem: 0 };
    await fc.assert(
      fc.asyncProperty(moves, async (drawn) => {
        const staged = await Staged.open(randomBytes(32));
        try {
          const mingling = await Mingling.among(staged);
          await mingling.go(mostlyQuiet(drawn));
          expect(staged.logged).not.toMatch(/zebra|dsc_/);
          tally.shown += mingling.tally.shown;
          tally.kept += mingling.tally.kept;
          tally.amongThem += mingling.tally.amongThem;
        } finally {
          await staged.close();
        }
      }),
      { numRuns: 2 * RUNS, endOnFailure: true },
    );
    // Else it would be no wonder.
    expect(tally.shown).toBeGreaterThan(0);
    expect(tally.kept).toBeGreaterThan(0);
    expect(tally.amongThem).toBeGreaterThan(0);
  }, 240_000);
});
