import fc from 'fast-check';
import { routeOf } from '../../apps/api/http/routes.ts';
import { commandNamed } from '../support/command-named.ts';
import type { Answer, Party } from '../support/served-book.ts';
import { Hearing } from './hearing.ts';
import { Known, nextOf, pathOf, SHOW, type Look } from './looking.ts';
import { amongThemIn, asks, gives, secretsIn, type Request } from './outsiders.ts';
import { filled, templatesIn } from './query-addresses.ts';
import type { Staged } from './staged.ts';
import { saidAt, worldIn } from './walking.ts';
import { pick, remember, step, type Body, type Step, type World } from './world.ts';

/** Somebody gives a command, and some read. */
export interface Move {
  readonly step: Step;
  readonly giver: number;
  readonly looks: readonly Look[];
}
const look: fc.Arbitrary<Look> = fc.record({
  who: fc.noBias(fc.nat(99)),
  what: fc.noBias(fc.nat(999)),
  how: fc.noBias(fc.nat(999)),
});
export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    step,
    giver: fc.noBias(fc.nat(99)),
    looks: fc.array(look, { minLength: 2, maxLength: 8, size: 'max' }),
  }),
  { minLength: 20, maxLength: 60, size: 'max' },
);

/** Somebody with a token, or without, and the organisation that it acts for, if any. */
interface User {
  readonly party: Party;
  readonly hears: string | undefined;
  /** Of which organisation it sees what is for participants; or that of all. */
  readonly sees: string | undefined;
}
const ALL = 'all';
interface Cast {
  readonly users: readonly User[];
  readonly world: World;
  readonly hearing: Hearing;
  readonly templates: readonly string[];
}

async function usersOf(staged: Staged): Promise<User[]> {
  const users: User[] = [];
  for (const [name, ...roles] of [
    ['A', 'participant'],
    ['B', 'participant'],
    ['C', 'participant'],
    ['D', 'participant'],
    ['Stranger', 'participant'],
    ['C', 'participant', 'auditor'],
    // Whoever does not act for its organisation hears nothing, whichever it is of.
    ['A', 'auditor'],
    ['B', 'analyst'],
    ['D', 'operator'],
    ['Watchdog', 'auditor'],
  ] as const) {
    const party = await staged.party(name, roles);
    const reads = roles[0] === 'participant' || roles[0] === 'analyst';
    const sees = (roles as readonly string[]).includes('auditor') ? ALL : reads ? party.id : undefined;
    users.push({ party, hears: roles[0] === 'participant' ? party.id : undefined, sees });
  }
  const service = await staged.served.book.issuer.issueToService('mirror', ['feed', 'views', 'history']);
  for (const party of [staged.served.withToken(service), staged.served.anybody()])
    users.push({ party, hears: undefined, sees: undefined });
  return users;
}

/** Users who give commands and ask, at random, over HTTP; and what each of them may come to know. */
export class Mingling {
  private readonly known = new Known();
  private words = 0;
  /** How often a disclosure was shown to whom it is for, and how often it was kept from somebody. */
  readonly tally = { shown: 0, kept: 0, amongThem: 0 };

  private constructor(
    private readonly staged: Staged,
    private readonly cast: Cast,
  ) {}

  static async among(staged: Staged): Promise<Mingling> {
    const users = await usersOf(staged);
    const hearing = new Hearing();
    const { world } = await worldIn(staged.served.book, async ({ definition, input, actor, ids }) =>
      hearing.accept({ name: definition.input.name, by: actor.organisation, input, ids }),
    );
    await staged.served.settled();
    return new Mingling(staged, { users, world, hearing, templates: await templatesIn(staged.served) });
  }

  async go(moves: readonly Move[]): Promise<void> {
    const { clock } = this.staged;
    for (const { step: taken, giver, looks } of moves) {
      clock.set(new Date(clock.now().getTime() + taken.after * 3_600_000).toISOString());
      await this.give(taken, giver);
      // Who is inside is told from a view.
      await this.staged.served.settled();
      for (const one of looks) await this.look(one);
    }
    for (const user of this.cast.users) await this.lookPlainly(user);
  }

  /** Whatever was drawn before: what was said quietly last, and what is for participants, is asked for by everybody. */
  private async lookPlainly(user: User): Promise<void> {
    const { disclosures, partnerships } = this.cast.world;
    const paths = [
      ...disclosures.slice(-2).map((ids) => filled(SHOW, ids)),
      ...partnerships.slice(0, 1).map((partnership) => `/v1/partnerships/${partnership}/timeline`),
    ];
    for (const path of paths) this.checkShown(user, path, await this.send(user, asks(path)));
  }

  /** Mostly by whom the step says; now and then by somebody else, who may have no business there. */
  private async give(taken: Step, giver: number): Promise<void> {
    const { users, world, hearing } = this.cast;
    const user = pick(users, giver < 85 ? taken.by : giver);
    const [name, says] = saidAt(taken, world, this.staged.clock);
    const input = this.inOwnWords(says);
    const { path, ids } = routeOf(commandNamed(name));
    if (ids.some((id) => typeof input[id] !== 'string')) return;
    const address = filled(path.replace(/:(\w+)/g, '{$1}'), input as Readonly<Record<string, string>>);
    const body = Object.fromEntries(Object.entries(input).filter(([id]) => !ids.includes(id)));
    const headers = {
      ...(giver % 3 === 0 ? { 'idempotency-key': `key-${giver}-${taken.with}` } : {}),
      ...(giver % 7 === 0 ? { 'if-match': this.known.tag(taken.with) } : {}),
    };
    await this.send(user, gives(address, body, headers), ({ status, body: told }) => {
      if (status >= 300 || this.isOld(told.receipts)) return;
      remember(world, told.ids);
      hearing.accept({ name, by: user.party.id, input, ids: told.ids });
    });
  }

  /** Each time in other words, so that it is known whose they are. */
  private inOwnWords(says: Body): Body {
    const words = `$1-${++this.words}-`;
    const anew = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(anew)
        : typeof value === 'string'
          ? value.replace(/^(zebra|okapi)-[\d-]+-/, words)
          : value;
    return Object.fromEntries(Object.entries(says).map(([field, value]) => [field, anew(value)]));
  }

  /** Nothing was written: it was so already, or it is the answer that was given before. */
  private isOld(receipts: readonly { readonly id: string }[]): boolean {
    return receipts.every(({ id }) => this.known.events.includes(id));
  }

  private async look({ who, what, how }: Look): Promise<void> {
    const { users, world, templates } = this.cast;
    const path = pathOf(world, what, { templates, events: this.known.events });
    if (path === undefined) return;
    // Every second time one of those who have something to say to each other, who come first.
    const user = who % 2 ? pick(users, (who - 1) / 2) : pick(users.slice(0, 4), who / 2);
    let request = this.known.request(path, how);
    for (let page = 0; page < 3; page++) {
      const answer = await this.send(user, request);
      if (request.path === path && request.method === 'GET') this.checkShown(user, path, answer);
      const next = request.path.includes('limit=') ? nextOf(request.path, answer) : undefined;
      if (next === undefined) return;
      request = { ...request, path: next };
    }
  }

  /** Nothing that somebody may not know is in an answer, whatever was sent; what it sent itself may be told to it. */
  private async send(
    { party, hears, sees }: User,
    { method, path, ...more }: Request,
    accept: (answer: Answer) => void = () => undefined,
  ): Promise<Answer> {
    const answer = await party.send(method, path, more);
    accept(answer);
    this.known.learn(path, answer, this.staged.clock.now());
    const [said, told] = [
      path + JSON.stringify(more.body ?? {}),
      JSON.stringify([...answer.headers]) + answer.text,
    ];
    const own = new Set([...secretsIn(said), ...amongThemIn(said)]);
    const { hearing } = this.cast;
    const stray = [...secretsIn(told)].filter((one) => !own.has(one) && !hearing.mayKnow(one, hears));
    const shown = [...amongThemIn(told)].filter((one) => !own.has(one));
    if (sees !== ALL) stray.push(...shown.filter((one) => !hearing.mayBeAmongThem(one, sees)));
    this.tally.amongThem += shown.length;
    expect([hears, method, path, stray]).toEqual([hears, method, path, []]);
    expect([path, answer.status]).not.toEqual([path, 500]);
    return answer;
  }

  /** Asked for plainly, it is shown to whom it is for, in its present words, and to nobody else. */
  private checkShown({ hears }: User, path: string, { status, text }: Answer): void {
    const secret = this.cast.hearing.disclosures.find(({ id }) => path.endsWith(`/disclosures/${id}`));
    // What cannot be given in the form that was asked for is so whether it is there or not.
    if (!secret || status === 406) return;
    const isOpen = this.cast.hearing.isOpenTo(secret, hears);
    expect([hears, path, status]).toEqual([hears, path, isOpen ? 200 : 404]);
    if (isOpen && !text.startsWith('disclosure,')) expect(text).toContain(secret.words);
    this.tally[isOpen ? 'shown' : 'kept'] += 1;
  }
}
