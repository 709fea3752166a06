import { readFileSync } from 'node:fs';
import { ROLES, SPEAKERS } from '#kernel';
import { routeOf } from '../../apps/api/http/routes.ts';
import { OWNERS } from '../../apps/api/webhooks/definition.ts';
import { webhookCommands } from '../../apps/api/webhooks/index.ts';
import { commands } from '#domain';
import { commandNamed } from '../support/command-named.ts';
import { ServedBook, SetClock } from '../support/served-book.ts';
import { askAll, type Asked } from './asked.ts';
import { queriesIn, ruledFor } from './asking.ts';
import { ROWS } from './commands.ts';
import { giveAll, isOfPolicy, type Given } from './giving.ts';
import { PAGE, pageWith } from './render.ts';
import { actorWith, BOTH, RELATIONS, ROLE_NAMES } from './scene.ts';

/** A book for the commands and another for the queries: each command leaves much behind. */
let served: ServedBook;
let given: Given[];
beforeAll(async () => {
  const clock = new SetClock('2021-06-01T12:00:00Z');
  served = await ServedBook.open(clock);
  given = await giveAll(served.book, clock);
}, 240_000);
afterAll(() => served.close());

/** Who may give a command at all, whatever its organisation. */
const speakersOf = (command: string): readonly string[] => commandNamed(command).allow.roles ?? SPEAKERS;
const tell = ({ row, role, whose, standing, outcome }: Given): string =>
  `${row.command} on ${row.of} (${whose}), ${role} of one that ${standing}: ${outcome}`;

describe('who may give a command', () => {
  it('is decided for every command', () => {
    const decided = new Set(ROWS.map(({ command }) => command));
    expect(commands.map(({ input }) => input.name).filter((name) => !decided.has(name))).toEqual([]);
  });

  it('is decided for every role, of its own and of another, however its organisation stands', () => {
    expect(given.length).toBe(ROWS.length * 2 * RELATIONS.length * (Object.keys(ROLES).length + BOTH.length));
  });

  it('is somebody: each row was given so that it can succeed', () => {
    const done = new Set(given.filter(({ outcome }) => outcome === 'yes').map(({ row }) => row));
    expect(ROWS.filter((row) => !done.has(row)).map(({ command }) => command)).toEqual([]);
  });

  it('is what it is refused for, where it is', () => {
    const otherwise = given.filter(({ outcome }) => outcome !== 'yes' && !isOfPolicy(outcome));
    expect(otherwise.map(tell)).toEqual([]);
  });

  it('is nobody without a role for it: no auditor, analyst, subscriber or operator on any book', () => {
    const others = given.filter(
      ({ row, role }) => !role.split(' and ').some((one) => speakersOf(row.command).includes(one)),
    );
    expect(others.filter(({ outcome }) => outcome !== 'role-missing').map(tell)).toEqual([]);
    const speaking = commands.filter(({ entity, allow }) => entity.kind !== 'organisation' && allow.roles);
    expect(speaking.map(({ input }) => input.name)).toEqual([]);
  });

  it('is with another role beside whoever it is without', () => {
    const keyOf = ({ row, whose, standing }: Given, role: string): string =>
      `${row.command} ${row.of} ${whose} ${standing} ${role}`;
    const alone = new Map(given.map((one) => [keyOf(one, one.role), one.outcome]));
    const both = given.filter(({ role }) => BOTH.includes(role));
    // What one of its roles may it may; else it is told what it is told as a participant.
    const otherwise = both.filter((one) => {
      const outcomes = one.role.split(' and ').map((role) => alone.get(keyOf(one, role)));
      return one.outcome !== (outcomes.includes('yes') ? 'yes' : alone.get(keyOf(one, 'participant')));
    });
    expect(otherwise.map(tell)).toEqual([]);
    expect(both.filter(({ outcome }) => outcome === 'yes').length).toBeGreaterThan(200);
  });

  it('is no convener alone: what is the partnership’s, every participant may', () => {
    const ofBook = given.filter(({ row, role }) => row.of === 'the partnership' && role === 'participant');
    const outcomes = (whose: string) =>
      ofBook
        .filter((one) => one.whose === whose)
        .map(({ row, standing, outcome }) => [row.command, standing, outcome]);
    expect(outcomes('other')).toEqual(outcomes('own'));
  });

  it('is its owner alone, of a commitment', () => {
    const others = given.filter(({ row, whose }) => row.of === 'a commitment' && whose === 'other');
    expect(others.length).toBeGreaterThan(200);
    expect(others.filter(({ outcome }) => outcome === 'yes').map(tell)).toEqual([]);
  });

  it('is nobody over HTTP without a token, or with one that only reads', async () => {
    const reader = served.withToken(await served.book.issuer.issueToService('mirror', ['feed']));
    const wrong: unknown[] = [];
    for (const command of commands) {
      const path = routeOf(command).path.replace(/:\w+/g, 'x');
      const codes = [(await served.anybody().give(path)).body.code, (await reader.give(path)).body.code];
      if (codes.join() !== 'token-missing,role-missing') wrong.push([path, ...codes]);
    }
    expect(wrong).toEqual([]);
  });
});

describe('who may have webhooks', () => {
  const [OWN, OTHER] = ['org_00000000000000000000000001', 'org_00000000000000000000000002'];
  const as = async (role: string, organisation: string) =>
    served.withToken(await served.book.issuer.issue(actorWith(role, organisation)));
  const url = 'https://127.0.0.1.invalid/';

  it('is whoever speaks for an organisation, or runs the system, and each its own alone', async () => {
    for (const role of ROLE_NAMES.filter((name) => name !== 'subscriber')) {
      const [own, other] = [await as(role, OWN), await as('participant', OTHER)];
      const may = OWNERS.includes(role as never);
      const { body } = await own.give('/v1/webhooks', { url });
      expect([role, body.code]).toEqual([role, may ? undefined : 'role-missing']);
      const owner = await as('participant', OWN);
      const { webhook } = (await owner.done('/v1/webhooks', { url })).body;
      // What removes it comes last.
      for (const { name, path, creates } of webhookCommands) {
        if (creates) continue;
        const at = path.replace(':webhook', webhook);
        expect([name, (await other.give(at)).body.code]).toEqual([name, 'webhook-unknown']);
        expect([role, name, (await own.give(at)).body.code]).toEqual([
          role,
          name,
          may ? undefined : 'role-missing',
        ]);
        expect((await served.anybody().give(at)).body.code).toBe('token-missing');
      }
    }
  });
});

describe('who may ask which query', () => {
  let asked: Asked[];
  beforeAll(async () => {
    const clock = new SetClock('2021-06-01T12:00:00Z');
    const another = await ServedBook.open(clock);
    asked = await askAll(another, clock);
    await another.close();
  }, 300_000);

  it('is for everybody as its own rule says, and is shown no more', () => {
    const otherwise = asked.filter(({ query, asking, shown }) => shown !== ruledFor(query, asking));
    expect(
      otherwise.map(
        ({ query, asking, shown }) => `${query.name} by ${asking.as}, ${asking.standing}: ${shown}`,
      ),
    ).toEqual([]);
  });

  it('is shown everything as an auditor, and nothing but the public part by running or reading the system', () => {
    const hidden = asked.filter(({ query }) => query.allow.inside !== undefined);
    const shownTo = (who: (as: string) => boolean) => [
      ...new Set(hidden.filter(({ asking }) => who(asking.as)).map(({ shown }) => shown)),
    ];
    expect(shownTo((as) => as.includes('auditor'))).toEqual(['all of it']);
    expect(shownTo((as) => as === 'operator' || as === 'without a token')).toEqual(['public part']);
    expect(shownTo((as) => as.startsWith('subscriber')).toSorted()).toEqual(['no', 'public part']);
  });

  it('is shown as a participant what it is shown when it runs the system beside', () => {
    const shownAs = (who: string) =>
      asked
        .filter(({ asking }) => asking.as === who)
        .map(({ query, asking, shown }) => `${query.name}, ${asking.standing}: ${shown}`);
    expect(shownAs('participant and operator')).toEqual(shownAs('participant'));
  });

  it('is told where the API is documented, for commands, too', async () => {
    const { paths } = (await served.anybody().ask('/openapi.json')).body as {
      paths: Record<string, Record<string, { tags: string[]; description?: string }>>;
    };
    const silent = Object.entries(paths).flatMap(([path, operations]) =>
      Object.values(operations).flatMap(({ tags, description = '' }) =>
        tags.includes('health') || description.startsWith('Who may') ? [] : [path],
      ),
    );
    expect(silent).toEqual([]);
  });

  it('is decided for every query', () => {
    const decided = new Set(asked.map(({ query }) => query.name));
    expect(
      queriesIn(served.book)
        .map(({ name }) => name)
        .filter((name) => !decided.has(name)),
    ).toEqual([]);
  });
});

describe('the page', () => {
  it('tells the policy as it is: else run `npm run policy`', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(pageWith(given, queriesIn(served.book)));
  });
});
