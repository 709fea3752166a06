import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRunner, Envelope, type CommandContext } from '#cqrs';
import { SqliteEventStore } from '#event-store-sqlite';
import { Refused, systemClock } from '#kernel';
import { orgId } from '#specification';
import { commandNamed } from '../support/command-named.ts';
import { ServedBook } from '../support/served-book.ts';

const MANY = 64;
const organisations = Array.from({ length: MANY }, (_, i) => orgId(`j${String(i).padStart(2, '0')}x`));
const convener = orgId('convener');

/** Many hands on one partnership, through two processes. */
describe('A partnership that many join at once', () => {
  let directory: string;
  let stores: SqliteEventStore[];
  let runners: CommandRunner[];
  let partnership: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pledgebook-joins-'));
    const file = join(directory, 'events.sqlite');
    stores = [await SqliteEventStore.open(file), await SqliteEventStore.open(file)];
    runners = stores.map((store) => new CommandRunner(store, systemClock, Buffer.from('secret')));
    const scope = { places: ['global'], sdgTargets: [] };
    partnership = '';
    const { ids } = await give('ConvenePartnership', convener, { title: 'T', problem: 'P', scope });
    partnership = ids['partnership'] ?? '';
    await give('OpenCall', convener, { call: 'c', text: 'Come' });
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await rm(directory, { recursive: true });
  });

  const give = (
    name: string,
    organisation: string,
    says: object,
    { process = 0, ...context }: { process?: number } & Partial<CommandContext> = {},
  ) => {
    const actor = { person: 'per_1', organisation, roles: ['participant'] };
    const about = partnership === '' ? says : { partnership, ...says };
    return (runners[process] as CommandRunner).run(
      commandNamed(name),
      new Envelope(about, { actor, ...context }),
    );
  };
  const codeOf = (given: Promise<unknown>) =>
    given.then(
      () => 'accepted',
      (error: unknown) => (error instanceof Refused ? error.refusal.code : error),
    );
  const joining = (organisation: string, context: { process?: number } & Partial<CommandContext> = {}) =>
    codeOf(give('JoinPartnership', organisation, { priorities: ['Reach'] }, context));
  /** Who joined, in the order of the partnership’s stream, and the revisions of all that is in there. */
  async function joined() {
    const { events } = await (stores[0] as SqliteEventStore).readStream(
      `${partnership}-partnership-${partnership}`,
    );
    const own = events.filter(({ type }) => type === 'ParticipantJoined');
    return {
      revisions: events.map(({ revision }) => revision),
      who: own.map(({ data }) => (data as { organisation: string }).organisation),
    };
  }

  it.each([
    ['one process', () => 0],
    ['two processes', (i: number) => i % 2],
  ])('lets all of them in, each once, through %s', async (_, processOf) => {
    const codes = await Promise.all(
      organisations.map((organisation, i) => joining(organisation, { process: processOf(i) })),
    );
    expect(codes).toEqual(organisations.map(() => 'accepted'));
    const { who, revisions } = await joined();
    expect(who.filter((one) => one !== convener).toSorted()).toEqual(organisations.toSorted());
    expect(revisions).toEqual(revisions.map((_one, i) => i));
  });

  it('answers each key once, however often it is given while others join', async () => {
    const few = organisations.slice(0, 16);
    const answers = await Promise.all(
      few.flatMap((organisation) =>
        [0, 1, 0].map((process) =>
          give('JoinPartnership', organisation, { priorities: ['Reach'] }, { process, idempotencyKey: 'k' }),
        ),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(few.length);
    expect((await joined()).who).toHaveLength(few.length + 1);
  });
});

describe('A command that others always come before', () => {
  let served: ServedBook;
  let isRaced = true;
  beforeAll(async () => {
    served = await ServedBook.open(undefined, {
      altered: ({ store, runner, clock }) => {
        const rivals = { person: 'per_2', organisation: convener, roles: ['participant'] };
        let calls = 0;
        /** Somebody else opens a call between each decision and its append. */
        const raced = {
          ...store,
          append: async (...append: Parameters<typeof store.append>) => {
            const [{ stream = '' } = {}] = append[0];
            const call = { partnership: stream.split('-').at(-1), call: `c${calls++}`, text: 'Come' };
            if (isRaced) await runner.run(commandNamed('OpenCall'), new Envelope(call, { actor: rivals }));
            return store.append(...append);
          },
        };
        let at = 0;
        /** Goes on by a second at each look. */
        const time = {
          now: () => (at += 1000),
          chance: () => 0,
          after: (_: number, call: () => void) => {
            const soon = setImmediate(call);
            return () => clearImmediate(soon);
          },
        };
        return { parts: { runner: new CommandRunner(raced, clock, Buffer.from('secret'), { time }) } };
      },
    });
  });
  afterAll(() => served.close());

  it('is told after a while to come again, and its key stays free', async () => {
    const { runner } = served.book;
    const scope = { places: ['global'], sdgTargets: [] };
    const actor = { person: 'per_1', organisation: convener, roles: ['participant'] };
    const { ids } = await runner.run(
      commandNamed('ConvenePartnership'),
      new Envelope({ title: 'T', problem: 'P', scope }, { actor }),
    );
    const call = { partnership: ids['partnership'], call: 'c', text: 'Come' };
    await runner.run(commandNamed('OpenCall'), new Envelope(call, { actor }));
    const party = await served.party('Joins');
    const path = `/v1/partnerships/${ids['partnership']}/join-partnership`;
    const give = () => party.give(path, { priorities: ['Reach'] }, { 'idempotency-key': 'k' });
    const { status, headers, body } = await give();
    expect([status, headers.get('retry-after'), body.code]).toEqual([503, '5', 'too-busy']);
    isRaced = false;
    expect((await give()).status).toBe(200);
    const joined = await served.book.store.readAll({ types: ['ParticipantJoined'] });
    expect(
      joined.events.filter(({ data }) => (data as { organisation: string }).organisation === party.id),
    ).toHaveLength(1);
  });
});
