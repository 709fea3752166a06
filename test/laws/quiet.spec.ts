import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { Envelope } from '#cqrs';
import { Disclosure, disclosureStream, type DisclosureState } from '#disclosure';
import { START } from '#event-store';
import type { StoredEvent } from '#kernel';
import { Membership, memberStream } from '#partnership';
import { organisationFor } from '../../apps/api/organisations.ts';
import { commandNamed, ServedBook, SetClock, type Answer, type Party } from '../support/served-book.ts';
import { DISCLOSING } from './disclosing.ts';
import { focalPointsFor } from './focal-points.ts';
import { questionsOf } from './questions.ts';
import { randomWalk, SAYS, steps } from './walk.ts';
import type { Step } from './world.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 3);
const QUIET = new Set(DISCLOSING.map(([name]) => name));
const QUIETLY = SAYS.flatMap(([name], i) => (QUIET.has(name) ? [i] : []));
const isQuiet = ({ command }: Step): boolean => QUIETLY.includes(command % SAYS.length);
/** Every second step is a quiet one, and shares with nobody outside. */
const halfQuiet = (walked: readonly Step[]): Step[] =>
  walked.map((step, i) => {
    const command = i % 2 ? step.command : (QUIETLY[step.command % QUIETLY.length] as number);
    return isQuiet({ ...step, command }) ? { ...step, command, with: step.with % 4 } : { ...step, command };
  });

/** Bytes that are the same for the same seed. */
class Seeded {
  private state = '';
  seed(text: string): void {
    this.state = text;
  }
  take(bytes: number): Uint8Array {
    this.state = createHash('sha256').update(this.state).digest('hex');
    return createHash('sha256').update(`taken ${this.state}`).digest().subarray(0, bytes);
  }
}

/** A book in which time and chance are the test's own. */
class Staged {
  readonly insiders: string[] = [];

  private constructor(
    readonly served: ServedBook,
    readonly clock: SetClock,
    readonly random: Seeded,
    private readonly log: readonly string[],
  ) {}

  static async open(secret: Buffer): Promise<Staged> {
    const [clock, random] = [new SetClock('2021-01-01T00:00:00Z'), new Seeded()];
    random.seed('begin');
    const lines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const served = await ServedBook.open(clock, { secret, randomness: random, logger });
    return new Staged(served, clock, random, lines);
  }

  get logged(): string {
    return this.log.join('\n');
  }

  /** Before whatever is done: the same time and the same chance, whatever was done before. */
  at(n: number): void {
    this.clock.set(new Date(Date.UTC(2021, 1, 1) + n * 7_200_000).toISOString());
    this.random.seed(`step ${n}`);
  }

  async party(name: string, roles?: readonly string[]): Promise<Party> {
    this.at(-100);
    this.random.seed(`party ${name}`);
    return this.served.party(name, roles);
  }

  /** The walk, step by step. */
  async walk(walked: readonly Step[], given: (step: Step) => boolean): Promise<void> {
    // By their ids: they may be renamed on the way.
    for (const name of ['A', 'B', 'C', 'D'])
      this.insiders.push(await organisationFor(this.served.book, name));
    const walk = await randomWalk(this.served.book, this.clock);
    for (const [n, step] of walked.entries()) {
      this.at(n);
      if (given(step)) await walk([{ ...step, after: 1 }]);
    }
    await this.served.settled();
  }

  async close(): Promise<void> {
    await this.served.close();
  }
}

async function outsidersOf(staged: Staged): Promise<Party[]> {
  return [
    staged.served.anybody(),
    await staged.party('Stranger'),
    await staged.party('Watchdog', ['auditor']),
    await staged.party('Operations', ['operator', 'auditor']),
  ];
}

/** Of the time, of the request alone, or of how many the same caller has made: one of the books is looked over before. */
const OF_ITSELF = new Set(['date', 'x-request-id', 'ratelimit-reset', 'ratelimit-remaining']);
/** Each server has an address of its own. */
const ADDRESS = /127\.0\.0\.1:\d{5}/g;
const seenIn = ({ status, headers, text }: Answer): string =>
  JSON.stringify([
    status,
    [...headers].filter(([name]) => !OF_ITSELF.has(name)),
    text.replaceAll(ADDRESS, 'here'),
  ]);

async function sealedIn({ served }: Staged): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let after = START, end = false; !end;) {
    const page = await served.book.store.readCategory('sealed', { after });
    events.push(...page.events);
    [after, end] = [page.complete, page.end];
  }
  return events;
}

/** All there is to ask, also of another moment, in small pages, of what is not there, and of each sealed record. */
async function everyQuestion(staged: Staged, sealed: readonly StoredEvent[]): Promise<string[]> {
  const asked = await questionsOf(staged.served);
  const instant = '2021-02-02T00:00:00Z';
  const { rows } = (await staged.served.anybody().ask('/v1/partnerships')).body as {
    rows: { partnership: string }[];
  };
  const ids = [...new Set(sealed.map(({ data }) => (data as { disclosure?: string }).disclosure ?? 'none'))];
  return [
    ...asked,
    ...asked.map((path) => `${path}?asOf=${instant}`),
    ...asked.map((path) => `${path}?limit=1`),
    ...rows.flatMap(({ partnership }) =>
      ids.flatMap((id) => {
        const path = `/v1/partnerships/${partnership}/disclosures/${id}`;
        return [path, `${path}?asOf=${instant}`];
      }),
    ),
    ...rows.flatMap(({ partnership }) => {
      const path = `/v1/partnerships/${partnership}/focal-points`;
      return [path, `${path}?limit=1`];
    }),
    ...sealed.map(({ id }) => `/v1/stored-events/${id}`),
    '/v1/events?limit=1000',
    '/v1/events?limit=2',
    '/healthz',
    '/openapi.json',
  ];
}

/** Insiders read what is for them: that they did is sealed as well. */
async function readBy(staged: Staged, questions: readonly string[]): Promise<void> {
  for (const name of staged.insiders) {
    const insider = await staged.party(name);
    for (const path of questions) if (path.includes('/disclosures/dsc_')) await insider.ask(path);
  }
}

/** The model, in words of its own: whose it is, and those whom it was shared with while it stands. */
const mayHear = ({ organisation, audience, retracted }: DisclosureState, by: string): boolean =>
  by === organisation ||
  (!retracted && (audience.public || [...audience.named, ...audience.participants].includes(by)));

/** What somebody may have been told, by any disclosure or focal point that is for it. */
async function wordsFor(staged: Staged, sealed: readonly StoredEvent[], by: string): Promise<Set<string>> {
  const { runner } = staged.served.book;
  const takesPart = async (...at: [string, string]) =>
    (await runner.look(Membership, memberStream(...at)))?.active ?? false;
  const allowed = await focalPointsFor(sealed, takesPart, by);
  for (const { data } of sealed) {
    const { disclosure = '', text } = data as Record<string, string | undefined>;
    if (text === undefined) continue;
    const state = (await runner.look<DisclosureState>(
      Disclosure,
      disclosureStream(disclosure),
    )) as DisclosureState;
    if (mayHear(state, by)) allowed.add(text);
  }
  return allowed;
}

describe('what is said quietly', () => {
  it('changes no byte of what an outsider is answered: two books, with it and without', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (drawn) => {
        const walked = halfQuiet(drawn);
        const secret = randomBytes(32);
        const [loud, both] = [await Staged.open(secret), await Staged.open(secret)];
        try {
          await both.walk(walked, () => true);
          await loud.walk(walked, (step) => !isQuiet(step));
          const sealed = await sealedIn(both);
          const questions = await everyQuestion(both, sealed);
          await readBy(both, questions);
          const answers = async (staged: Staged) => {
            const told: Record<string, string> = {};
            const outsiders = await outsidersOf(staged);
            await staged.served.settled();
            for (const [n, path] of questions.entries())
              for (const [who, outsider] of outsiders.entries()) {
                staged.at(10_000 + n);
                told[`${who} ${path}`] = seenIn(await outsider.ask(path));
              }
            staged.at(100_000);
            const actor = { person: 'per_x', organisation: outsiders[1]?.id ?? '', roles: ['participant'] };
            const register = new Envelope({ name: 'Another' }, { actor, idempotencyKey: 'k' });
            const definition = commandNamed('RegisterOrganisation');
            told['command'] = JSON.stringify(await staged.served.book.runner.run(definition, register));
            return told;
          };
          const [told, expected] = [await answers(both), await answers(loud)];
          const differing = Object.keys(expected).find((asked) => told[asked] !== expected[asked]);
          expect([differing, told[differing ?? '']]).toEqual([undefined, expected[differing ?? '']]);
          expect(Object.keys(told)).toEqual(Object.keys(expected));
        } finally {
          await loud.close();
          await both.close();
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 240_000);

  it('stands in no answer, header or log line for anybody it is not for', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (drawn) => {
        const staged = await Staged.open(randomBytes(32));
        try {
          await staged.walk(halfQuiet(drawn), () => true);
          const sealed = await sealedIn(staged);
          const questions = await everyQuestion(staged, sealed);
          const insiders = [];
          for (const name of staged.insiders) insiders.push(await staged.party(name));
          for (const party of [...(await outsidersOf(staged)), ...insiders]) {
            const allowed = await wordsFor(staged, sealed, party.id);
            for (const path of questions) {
              const told = seenIn(await party.ask(path));
              const found = told.match(/zebra-[\d-]+-/g) ?? [];
              expect([path, found.filter((words) => !allowed.has(words))]).toEqual([path, []]);
            }
          }
          expect(staged.logged).not.toContain('zebra');
        } finally {
          await staged.close();
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 240_000);
});
