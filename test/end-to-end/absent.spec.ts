import type { Book } from '../../apps/api/book.ts';
import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

/** What is called on the store and on the keys while something is done. Names of sealed streams are digests. */
class Calls {
  private made: string[] = [];

  constructor({ stored, keys }: Book) {
    for (const name of ['readStream', 'readCategory', 'readEvent', 'readAll', 'append'] as const)
      this.record(stored as never, name);
    for (const name of ['get', 'has', 'make'] as const) this.record(keys as never, name);
  }

  async during(work: () => Promise<unknown>): Promise<string[]> {
    this.made = [];
    await work();
    return this.made;
  }

  private record<A extends unknown[]>(on: Record<string, (...given: A) => unknown>, name: string): void {
    const call = on[name]?.bind(on);
    on[name] = (...given: A) => {
      const of = typeof given[0] === 'string' && !/^(evt_|sealed-)/.test(given[0]) ? ` ${given[0]}` : '';
      this.made.push(name + (name === 'get' ? '' : of));
      return call?.(...given);
    };
  }
}

describe('a disclosure that is not for the asker, and one that never was', () => {
  let served: ServedBook;
  let calls: Calls;
  let outsider: Party;
  let base: string;
  let hidden: string;
  let record: string;
  let person: string;
  /** Of the same form, and none. */
  const never = (id: string): string => id.replace(/.{6}$/, '000000');

  beforeAll(async () => {
    served = await ServedBook.open(new SetClock('2021-01-01T00:00:00Z'));
    const [owner, reader, other] = await Promise.all(
      ['Owner', 'Reader', 'Other'].map((name) => served.party(name)),
    );
    outsider = other as Party;
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await (owner as Party).done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await (owner as Party).done(`${base}/open-call`, { call: 'c', text: 'Come' });
    for (const party of [reader, other])
      await (party as Party).done(`${base}/join-partnership`, { priorities: ['P'] });
    const audience = { to: 'named', organisations: [(reader as Party).id] };
    const disclosed = await (owner as Party).done(`${base}/disclose-interest`, { text: 'Quiet', audience });
    hidden = disclosed.body.ids.disclosure;
    record = disclosed.body.receipts[0].id;
    const named = { name: 'Ana Duarte', email: 'ana@example.org' };
    person = (await (owner as Party).done(`${base}/name-focal-point`, named)).body.ids.person;
    await served.settled();
    calls = new Calls(served.book);
  });
  afterAll(() => served.close());

  /** What is done for each of the two, and what is answered. */
  async function bothOf(ask: (id: string) => Promise<{ text: string }>, id: string) {
    // What is remembered of the book is so for both.
    await ask(never(id).replace(/.{3}$/, '111'));
    const answers: string[] = [];
    const done: string[][] = [];
    for (const one of [id, never(id)])
      done.push(await calls.during(async () => answers.push((await ask(one)).text)));
    return { answers, done };
  }

  const audience = { to: 'participants' };
  const expecting: Record<string, string> = { 'idempotency-key': 'k', 'if-match': '"3"' };
  it.each([
    ['widen-audience', { audience }],
    ['supersede-disclosure', { text: 'Anew' }],
    ['retract-disclosure', {}],
    ['answer-disclosure', { answer: 'a', text: 'A' }],
  ])('are refused by %s after the same reads and openings', async (command, body) => {
    for (const headers of [{}, expecting]) {
      const { answers, done } = await bothOf(
        (id) => outsider.give(`${base}/disclosures/${id}/${command}`, body, headers),
        hidden,
      );
      expect(answers[0]).toContain('disclosure-unknown');
      expect(answers[0]).toBe(answers[1]);
      expect(done[0]).toContain('get');
      expect(done[0]).toEqual(done[1]);
    }
  });

  it.each([
    ['name-focal-point', { name: 'Ana Duarte', email: 'ana@example.org' }],
    ['withdraw-focal-point', {}],
  ])('are, as persons are, refused by %s after the same reads and openings', async (command, body) => {
    const give = (id: string) => outsider.give(`${base}/${command}`, { ...body, person: id });
    const { answers, done } = await bothOf(give, person);
    expect(answers[0]).toContain('person-unknown');
    expect(answers[0]).toBe(answers[1]);
    expect(done[0]).toContain('get');
    expect(done[0]).toEqual(done[1]);
  });

  it.each(['', '?asOf=2021-01-01T00:00:10Z'])('are shown to nobody after the same reads%s', async (query) => {
    for (const party of [outsider, served.anybody()]) {
      const ask = (id: string) => party.ask(`${base}/disclosures/${id}${query}`);
      const { answers, done } = await bothOf(ask, hidden);
      expect(answers[0]).toContain('disclosure-unknown');
      expect(answers[0]).toBe(answers[1]);
      expect(done[0]).toContain('readCategory sealed');
      expect(done[0]).toEqual(done[1]);
    }
  });

  it('are in no stored event after the same reads and openings', async () => {
    for (const party of [outsider, served.anybody()]) {
      const { answers, done } = await bothOf((id) => party.ask(`/v1/stored-events/${id}`), record);
      expect(answers[0]).toContain('event-unknown');
      expect(answers[0]).toBe(answers[1]);
      expect(done[0]).toEqual(['readEvent', 'readEvent', 'get']);
      expect(done[0]).toEqual(done[1]);
    }
  });
});
