import { cpSync } from 'node:fs';
import type { OpenedStore } from '../../apps/api/opened-store.ts';
import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

/**
 * What is called on the store and on the keys while something is done, and how many characters of sealed records are read.
 * Names of sealed streams are digests. What the index reads by the clock is asked for by nobody.
 */
class Calls {
  private made: string[] = [];
  private characters = 0;

  constructor({ stored, keys }: OpenedStore) {
    for (const name of ['readStream', 'readCategory', 'readEvent', 'readAll', 'append'] as const)
      this.record(stored as never, name);
    for (const name of ['get', 'has', 'make'] as const) this.record(keys as never, name);
  }

  async during(work: () => Promise<unknown>): Promise<string[]> {
    this.made = [];
    this.characters = 0;
    await work();
    return [...this.made, `${this.characters} characters`];
  }

  private record<A extends unknown[]>(on: Record<string, (...given: A) => unknown>, name: string): void {
    const call = on[name]?.bind(on);
    on[name] = (...given: A) => {
      if (given[0] === 'sealed') return call?.(...given);
      const of = typeof given[0] === 'string' && !/^(evt_|sealed-)/.test(given[0]) ? ` ${given[0]}` : '';
      this.made.push(name + (name === 'get' ? '' : of));
      return Promise.resolve(call?.(...given)).then((found) => {
        this.characters += [...JSON.stringify(found ?? '').matchAll(/"jwe":"([^"]+)/g)].join().length;
        return found;
      });
    };
  }
}

const NAMES = ['Owner', 'Reader', 'Other', 'Left'];

describe('a disclosure that is not for the asker, and one that never was', () => {
  let served: ServedBook;
  let calls: Calls;
  let cast: Readonly<Record<string, Party>>;
  let base: string;
  /** By whom it is not for: one that says little, one that says much and was answered thirty times. */
  let small: string;
  let large: string;
  let record: string;
  let person: string;
  /** Of the same form, and none. */
  const never = (id: string): string => id.replace(/.{6}$/, '000000');
  const party = (name: string) => cast[name] as Party;
  const disclose = async (words: string, ...hearers: readonly string[]) => {
    const audience = { to: 'named', organisations: hearers.map((name) => party(name).id) };
    return (await party('Owner').done(`${base}/disclose-interest`, { text: words, audience })).body;
  };

  beforeAll(async () => {
    const clock = new SetClock('2021-01-01T00:00:00Z');
    served = await ServedBook.open(clock);
    const parties = await Promise.all(NAMES.map((name) => served.party(name)));
    cast = Object.fromEntries(NAMES.map((name, i) => [name, parties[i] as Party]));
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await party('Owner').done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await party('Owner').done(`${base}/open-call`, { call: 'c', text: 'Come' });
    for (const name of NAMES.slice(1))
      await party(name).done(`${base}/join-partnership`, { priorities: ['P'] });
    const disclosed = await disclose('Quiet', 'Reader', 'Left');
    small = disclosed.ids.disclosure;
    record = disclosed.receipts[0].id;
    large = (await disclose('Quiet '.repeat(3000), 'Reader', 'Left')).ids.disclosure;
    for (let n = 0; n < 30; n++)
      await party('Reader').done(`${base}/disclosures/${large}/answer-disclosure`, {
        answer: `a${n}`,
        text: 'A'.repeat(5000),
      });
    const named = { name: 'Ana Duarte', email: 'ana@example.org' };
    person = (await party('Owner').done(`${base}/name-focal-point`, named)).body.ids.person;
    for (let n = 0; n < 10; n++)
      await party('Owner').done(`${base}/name-focal-point`, { ...named, person, about: `The map, ${n}` });
    await party('Left').done(`${base}/leave-partnership`);
    clock.set('2021-02-01T00:00:00Z');
    await served.settled();
    calls = new Calls(served.book);
  }, 300_000);
  afterAll(() => served.close());

  /** What is done for each, and what is answered. */
  async function eachOf(ask: (id: string) => Promise<{ text: string }>, ids: readonly string[]) {
    // What is remembered of the book is so for all.
    await ask(never(ids[0] ?? '').replace(/.{3}$/, '111'));
    const answers: string[] = [];
    const done: string[][] = [];
    for (const one of [never(ids[0] ?? ''), ...ids])
      done.push(
        (await calls.during(async () => answers.push((await ask(one)).text))).map((call) =>
          call.replace(one, 'it'),
        ),
      );
    return { answers, done };
  }
  /** All are answered in the same words, after the same work, and nothing is opened. */
  function expectAlike({ answers, done }: Awaited<ReturnType<typeof eachOf>>, code: string) {
    expect(answers[0]).toContain(code);
    for (const answer of answers) expect(answer).toBe(answers[0]);
    for (const one of done) expect(one).toEqual(done[0]);
    expect(done[0]).toContain('0 characters');
    expect(done[0]).not.toContain('get');
  }

  const audience = { to: 'participants' };
  const expecting: Record<string, string> = { 'if-match': '"3"' };
  it.each([
    ['widen-audience', { audience }],
    ['supersede-disclosure', { text: 'Anew' }],
    ['retract-disclosure', {}],
    ['answer-disclosure', { answer: 'a', text: 'A' }],
  ])('are refused by %s before anything is opened, after the same reads', async (command, body) => {
    for (const name of ['Other', 'Left'])
      for (const headers of [{}, expecting]) {
        const give = (id: string) => party(name).give(`${base}/disclosures/${id}/${command}`, body, headers);
        expectAlike(await eachOf(give, [small, large]), 'disclosure-unknown');
      }
  });

  it('are refused after the same reads under an Idempotency-Key, of which a marker is looked for', async () => {
    const give = (id: string) =>
      party('Left').give(`${base}/disclosures/${id}/retract-disclosure`, {}, { 'idempotency-key': 'k' });
    const { answers, done } = await eachOf(give, [small, large]);
    for (const one of [1, 2]) expect([answers[one], done[one]]).toEqual([answers[0], done[0]]);
  });

  it.each([
    ['name-focal-point', { name: 'Ana Duarte', email: 'ana@example.org' }],
    ['withdraw-focal-point', {}],
  ])('are, as persons are, refused by %s before anything is opened', async (command, body) => {
    const give = (id: string) => party('Other').give(`${base}/${command}`, { ...body, person: id });
    expectAlike(await eachOf(give, [person]), 'person-unknown');
  });

  it.each(['', '?asOf=2021-01-15'])('are shown to nobody after the same reads%s', async (query) => {
    for (const by of [party('Other'), party('Left'), served.anybody()]) {
      const ask = (id: string) => by.ask(`${base}/disclosures/${id}${query}`);
      expectAlike(await eachOf(ask, [small, large]), 'disclosure-unknown');
    }
  });

  it('are in no stored event after the same reads and openings', async () => {
    for (const by of [party('Other'), served.anybody()]) {
      const { answers, done } = await eachOf((id) => by.ask(`/v1/stored-events/${id}`), [record]);
      expect(answers[0]).toContain('event-unknown');
      expect(answers[0]).toBe(answers[1]);
      expect(done[0]?.slice(0, -1)).toEqual(['readEvent', 'get']);
      expect(done[0]?.slice(0, -1)).toEqual(done[1]?.slice(0, -1));
    }
  });

  /** The work for each list of what is disclosed and of who is to be spoken to, for those who are shown nothing. */
  async function workOfLists(): Promise<string[][]> {
    const done: string[][] = [];
    for (const by of [party('Other'), party('Left'), served.anybody()])
      for (const path of ['disclosures', 'focal-points', 'disclosures?asOf=2021-01-15']) {
        if (by.id === party('Other').id && path === 'focal-points') continue;
        await by.ask(`${base}/${path}`);
        done.push(await calls.during(() => by.ask(`${base}/${path}`)));
      }
    return done;
  }

  it('are listed after the same work, however many there are; one who came later pays for no earlier answer', async () => {
    const before = await workOfLists();
    for (const one of before) expect(one).toContain('0 characters');
    const added = { audience: { to: 'named', organisations: [party('Other').id] } };
    const later = (await disclose('Another', 'Reader')).ids.disclosure;
    for (let n = 0; n < 20; n++) await disclose(`Quiet ${n}`, 'Reader');
    expect(await workOfLists()).toEqual(before);
    // Of two that it hears from now on, one was answered before.
    const ask = (id: string) =>
      calls.during(async () => {
        expect((await party('Other').ask(`${base}/disclosures/${id}`)).status).toBe(200);
      });
    const answer = { answer: 'a', text: 'A'.repeat(5000) };
    const unanswered = (await disclose('Another', 'Reader')).ids.disclosure;
    await party('Reader').done(`${base}/disclosures/${later}/answer-disclosure`, answer);
    for (const id of [later, unanswered]) {
      await party('Owner').done(`${base}/disclosures/${id}/widen-audience`, added);
      await party('Other').ask(`${base}/disclosures/${id}`);
    }
    expect(await ask(later)).toEqual(await ask(unanswered));
  }, 300_000);

  it('hold up nobody who asks for what everybody may see, while sealed records are read for the first time', async () => {
    const directory = `${served.directory}-copy`;
    cpSync(served.directory, directory, { recursive: true });
    const again = await ServedBook.open(undefined, {
      directory,
      altered: ({ quiet }) => ({
        parts: { quiet: Object.assign(Object.create(quiet), { ready: () => new Promise(() => undefined) }) },
      }),
    });
    const { status, body } = await again.anybody().ask(`${base}/disclosures`);
    expect([status, body.rows]).toEqual([200, []]);
    await again.close();
  });
});
