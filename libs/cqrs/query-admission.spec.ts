import { InFlight } from './in-flight.ts';
import { Places, Ticket } from './query-admission.ts';

/** Lets everything that waits for nothing but its turn go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Queries that are answered when the test says so. */
class Scene {
  readonly places = new Places();
  readonly begun: string[] = [];
  readonly refused: string[] = [];
  private readonly open = new Map<string, () => void>();

  ask(by: string, name: string, { past = false, signal = new AbortController().signal } = {}): Ticket {
    const ticket = new Ticket(this.places, by, { past, signal });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.open.set(name, resolve);
    ticket
      .within(() => {
        this.begun.push(name);
        return promise;
      })
      .catch((error: { refusal?: { code: string } }) =>
        this.refused.push(`${name} ${error.refusal?.code ?? 'gone'}`),
      );
    return ticket;
  }

  async answer(name: string): Promise<void> {
    this.open.get(name)?.();
    await settle();
  }
}

describe('places for costly queries', () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });
  const { signal } = new AbortController();

  it('are not all one asker’s: another has a place at once', async () => {
    for (const name of ['a1', 'a2', 'a3', 'a4']) scene.ask('a', name);
    await settle();
    expect(scene.begun).toEqual(['a1', 'a2']);
    scene.ask('b', 'b1');
    await settle();
    expect(scene.begun).toEqual(['a1', 'a2', 'b1']);
  });

  it('go to whoever was served longest ago, and then in the order of coming', async () => {
    for (const name of ['a1', 'a2', 'a3', 'a4']) scene.ask('a', name);
    for (const name of ['b1', 'b2', 'c1']) scene.ask(name.charAt(0), name);
    await settle();
    expect(scene.begun).toEqual(['a1', 'a2', 'b1']);
    await scene.answer('a1');
    expect(scene.begun.at(-1)).toBe('c1');
    await scene.answer('c1');
    expect(scene.begun.at(-1)).toBe('a3');
    await scene.answer('a2');
    expect(scene.begun.at(-1)).toBe('b2');
  });

  it('of a past moment are one, and hold up nothing else', async () => {
    for (const name of ['a1', 'b1']) scene.ask(name.charAt(0), name, { past: true });
    scene.ask('b', 'b2');
    await settle();
    expect(scene.begun).toEqual(['a1', 'b2']);
    await scene.answer('a1');
    expect(scene.begun).toEqual(['a1', 'b2', 'b1']);
  });

  it('are waited for by so many of one asker; the next is refused, and another’s is not', async () => {
    for (let i = 0; i < 51; i++) scene.ask('a', `a${i}`);
    scene.ask('b', 'b1');
    await settle();
    expect(scene.refused).toEqual(['a50 too-busy']);
    expect(scene.begun).toEqual(['a0', 'a1', 'b1']);
  });

  it('are waited for by so many in all', async () => {
    for (let i = 0; i < 300; i++) scene.ask(`asker ${i}`, `q${i}`);
    await settle();
    expect(scene.refused).toHaveLength(300 - 256 - 3);
  });

  it('are freed by who goes away, waiting or not', async () => {
    const gone = new AbortController();
    for (const name of ['a1', 'a2']) scene.ask('a', name);
    scene.ask('a', 'a3', { signal: gone.signal });
    scene.ask('a', 'a4');
    await settle();
    gone.abort();
    await scene.answer('a1');
    expect(scene.begun).toEqual(['a1', 'a2', 'a4']);
    expect(scene.refused).toEqual(['a3 gone']);
  });

  it('are not given while too much is on its way to readers', async () => {
    const body = { byteLength: 40_000_000 } as Uint8Array;
    const [sent, again] = [scene.places.send('a', body), scene.places.send('a', body)];
    scene.ask('a', 'a1');
    scene.ask('b', 'b1');
    await settle();
    expect(scene.begun).toEqual(['b1']);
    sent();
    await settle();
    expect(scene.begun).toEqual(['b1']);
    again();
    await settle();
    expect(scene.begun).toEqual(['b1', 'a1']);
  });

  it('are given up while something is awaited, and asked for again', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const ticket = new Ticket(scene.places, 'a', { past: true, signal });
    const answer = ticket.within((rest) => rest(() => promise));
    await settle();
    scene.ask('b', 'b1', { past: true });
    await settle();
    resolve('news');
    await settle();
    expect(scene.begun).toEqual(['b1']);
    await scene.answer('b1');
    expect(await answer).toBe('news');
  });
});

describe('what is being answered', () => {
  const scene = () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const inFlight = new InFlight<string>();
    const begun: AbortSignal[] = [];
    const joined: string[] = [];
    const once = (by: string, signal = new AbortController().signal) =>
      inFlight.once('query', { by, signal }, (stop) => {
        begun.push(stop);
        return { answer: promise, join: (asker) => joined.push(asker) };
      });
    return { once, begun, joined, answer: resolve };
  };

  it('is answered once to all who ask it meanwhile, and anew to who asks later', async () => {
    const { once, begun, joined, answer } = scene();
    const asked = [once('a'), once('b')];
    answer('so it is');
    expect(await Promise.all(asked)).toEqual(['so it is', 'so it is']);
    expect(joined).toEqual(['a', 'b']);
    await settle();
    await once('c');
    expect(begun).toHaveLength(2);
  });

  it('is stopped once all who asked are gone, and not before', async () => {
    const { once, begun } = scene();
    const callers = [new AbortController(), new AbortController()];
    const asked = callers.map(({ signal }) => once('a', signal).catch(() => 'gone'));
    callers[0]?.abort();
    expect(await asked[0]).toBe('gone');
    expect(begun[0]?.aborted).toBe(false);
    callers[1]?.abort();
    expect(await asked[1]).toBe('gone');
    expect(begun[0]?.aborted).toBe(true);
  });
});
