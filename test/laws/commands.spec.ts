import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Commitment, commitmentCommands, type CommitmentState } from '#commitment';
import { Envelope } from '#cqrs';
import { START, type EventStore } from '#event-store';
import { evolve, Refused, type StoredEvent } from '#kernel';
import { partnershipCommands } from '#partnership';
import { commands } from '#domain';
import { Stage, stories, StoryClock } from '../../apps/cli/demo/index.ts';
import { ofTheWriter } from '../../libs/commitment/specification/every-command.ts';
import { writer } from '../../libs/commitment/guard.ts';
import { participant } from '../../libs/partnership/book-command.ts';
import { ofParticipants } from '../../libs/partnership/specification/every-command.ts';
import { ServedBook, SetClock } from '../support/served-book.ts';
import { SAYS } from './walk.ts';
import { randomWalk, type Given } from './walking.ts';
import { steps } from './world.ts';
import { runs } from './runs.ts';

const RUNS = runs(5);

async function* eventsOf(store: EventStore): AsyncGenerator<StoredEvent> {
  for (let after = START, end = false; !end;) {
    const page = await store.readAll({ after });
    yield* page.events;
    ({ complete: after, end } = page);
  }
}

/** Whose word an event on a commitment may be: the owner's, its recorder's until confirmed, the receiver's of its transfer. */
function mayBeBy(state: CommitmentState, { type, data, metadata }: StoredEvent): boolean {
  const by = metadata['organisation'];
  const { to } = data as { to?: string };
  if (type === 'CommitmentSuperseded' && to !== undefined) return by === to && to === state.offers.at(-1)?.to;
  return by === state.organisation || (state.confirmedOn === undefined && by === state.recordedBy);
}

/** Events on commitments that are nobody's who may write there. */
async function foreignWords(store: EventStore): Promise<string[]> {
  const states = new Map<string, CommitmentState | undefined>();
  const foreign: string[] = [];
  for await (const event of eventsOf(store)) {
    if (!/^ptn_\w+-commitment-/.test(event.stream)) continue;
    const state = evolve(Commitment, states.get(event.stream), event);
    states.set(event.stream, state);
    if (state && !mayBeBy(state, event))
      foreign.push(`${event.type} by ${event.metadata['organisation']} on ${state.organisation}'s`);
  }
  return foreign;
}

/** Told into a book of its own. */
async function inBook(
  clock: SetClock | StoryClock,
  tell: (served: ServedBook) => Promise<void>,
): Promise<void> {
  const served = await ServedBook.open(clock);
  try {
    await tell(served);
  } finally {
    await served.close();
  }
}

describe('every command', () => {
  it('is given in random histories', () => {
    const given = new Set([
      ...SAYS.map(([name]) => name),
      'ConvenePartnership',
      'RegisterOrganisation',
      'RegisterProgramme',
    ]);
    expect(commands.map(({ input }) => input.name).filter((name) => !given.has(name))).toEqual([]);
  });

  it('is held to the rules of all that participants, and owners, may give', () => {
    const held = new Set([...ofParticipants, ...ofTheWriter].map(([, command]) => command));
    const ruled = [
      ...partnershipCommands.filter(({ allow }) => allow === participant),
      ...commitmentCommands.filter(({ allow }) => allow === writer),
    ];
    expect(ruled.filter((command) => !held.has(command)).map(({ input }) => input.name)).toEqual([]);
  });

  it('has a file of its own, and its specification beside it', () => {
    const kebab = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
    const rooms = [
      'organisation',
      'partnership',
      'partnership/programme',
      'commitment',
      'commitment/joint',
      'commitment/naming',
      'commitment/observation',
      'disclosure',
      'focal-point',
    ];
    const missing = commands.filter(({ input }) => {
      const name = kebab(input.name);
      return !rooms.some((room) =>
        [`${name}.ts`, `${name}.spec.ts`].every((file) =>
          existsSync(join(import.meta.dirname, '../../libs', room, name, file)),
        ),
      );
    });
    expect(missing.map(({ input }) => input.name)).toEqual([]);
  });
});

describe('decided twice', () => {
  it('is nothing new, or refused', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (walked) => {
        const clock = new SetClock('2021-01-01T00:00:00Z');
        await inBook(clock, async ({ book }) => {
          const again = async ({ definition, input, actor }: Given) => {
            if (definition.creates && !input[definition.entity.kind]) return;
            const head = await book.store.head();
            try {
              await book.runner.run(definition, new Envelope(input, { actor }));
            } catch (error) {
              if (!(error instanceof Refused)) throw error;
            }
            expect([definition.input.name, await book.store.head()]).toEqual([definition.input.name, head]);
          };
          await (
            await randomWalk(book, clock, again)
          )(walked);
        });
      }),
      { numRuns: RUNS },
    );
  }, 300_000);
});

describe('nobody writes on another’s commitment', () => {
  it('in random histories', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (walked) => {
        const clock = new SetClock('2021-01-01T00:00:00Z');
        await inBook(clock, async ({ book }) => {
          await (
            await randomWalk(book, clock)
          )(walked);
          expect(await foreignWords(book.store)).toEqual([]);
        });
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it('in the stories of the demo', async () => {
    const clock = new StoryClock();
    await inBook(clock, async ({ book }) => {
      await new Stage(book, clock).tell(stories);
      expect(await foreignWords(book.store)).toEqual([]);
    });
  });
});
