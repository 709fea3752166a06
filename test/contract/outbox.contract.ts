import { positionOf, START, Unavailable } from '#event-store';
import {
  BEGINNING,
  FORMER,
  NotHere,
  Overtaken,
  PublicFeed,
  type Fold,
  type NewMessage,
  type Outbox,
  type OutboxPage,
} from '#outbox';

/** An outbox under test, and what a test may do to it. */
export interface OutboxBench {
  readonly store: Outbox;
  /** Another connection to the same outbox. */
  another(): Promise<Outbox>;
  /** To read from, alone. */
  readOnly(): Promise<Outbox>;
  /** Closes it and opens it again. */
  restart(): Promise<Outbox>;
  /** Runs a statement on it, as somebody does who has got hold of it. */
  tamper(statement: string): Promise<unknown>;
  close(): Promise<void>;
}

const VERSION = 3;
const numbers = ({ messages }: OutboxPage): number[] => messages.map(({ place }) => place.number);
const sourceOf = (partnership: string): string => `/v1/partnerships/${partnership}`;

/** Message so-and-so, by its number: of two partnerships by turns, and of three types. */
const message = (n: number, more: Partial<NewMessage> = {}): NewMessage => {
  const partnership = n % 2 === 1 ? 'ptn_1' : 'ptn_2';
  return {
    id: `evt_${n}`,
    source: sourceOf(partnership),
    sequence: Math.ceil(n / 2),
    type: `type-${n % 3}`,
    partnership,
    organisation: n % 3 === 0 ? 'org_1' : 'org_2',
    position: positionOf(n),
    text: JSON.stringify({ n, said: 'é 😀 "\n' }),
    ...more,
  };
};
const messages = (from: number, to: number): NewMessage[] =>
  Array.from({ length: to - from + 1 }, (_, i) => message(from + i));

/** Tells messages, and what else a batch holds, up to a position. */
const tell = (store: Outbox, fold: Fold, at: number, more: Partial<Parameters<Outbox['write']>[0]> = {}) =>
  store.write({
    fold,
    to: { position: positionOf(at), event: `evt_${at}`, day: '2026-01-01' },
    messages: [],
    changes: [],
    ...more,
  });

/** What every outbox promises, whatever the engine. */
export function outboxContract(engine: string, open: () => Promise<OutboxBench>): void {
  describe(`The outbox on ${engine}`, () => {
    let bench: OutboxBench;
    let store: Outbox;
    beforeEach(async () => {
      bench = await open();
      ({ store } = bench);
    });
    afterEach(() => bench.close());

    it('is empty at first: the first version of the fold tells, a later one does not', async () => {
      expect(await store.last()).toEqual(BEGINNING);
      expect(await store.read(BEGINNING, { limit: 10 })).toEqual({
        messages: [],
        last: BEGINNING,
        end: true,
      });
      const fold = await store.begin(VERSION);
      expect(fold).toMatchObject({ version: VERSION, isTelling: true, position: START, event: '', day: '' });
      expect(await store.begin(VERSION)).toEqual(fold);
      expect(await store.begin(VERSION + 1)).toMatchObject({ isTelling: false });
      expect(await store.folds()).toHaveLength(2);
    });

    it('tells in order, page by page, to the byte, with a filter or without, after it was opened anew as before', async () => {
      await tell(store, await store.begin(VERSION), 7, { messages: messages(1, 7) });
      for (const opened of [async () => store, bench.another, bench.restart]) {
        const outbox = await opened();
        const first = await outbox.read(BEGINNING, { limit: 3 });
        expect(first.messages).toEqual(
          messages(1, 3).map(({ id, source, type, text }, i) => ({
            place: { number: i + 1, id },
            source,
            type,
            text,
          })),
        );
        expect(first).toMatchObject({ last: { number: 3, id: 'evt_3' }, end: false });
        const rest = await outbox.read(first.last, { limit: 4 });
        expect([numbers(rest), rest.last, rest.end]).toEqual([
          [4, 5, 6, 7],
          { number: 7, id: 'evt_7' },
          true,
        ]);
        const found = async (filter: object, limit = 10) => {
          const page = await outbox.read(BEGINNING, { limit, filter });
          return [numbers(page), page.last.number, page.end];
        };
        expect(await found({ partnership: 'ptn_2' })).toEqual([[2, 4, 6], 7, true]);
        expect(await found({ organisation: 'org_1' })).toEqual([[3, 6], 7, true]);
        expect(await found({ types: ['type-0', 'type-2'], partnership: 'ptn_1' })).toEqual([[3, 5], 7, true]);
        expect(await found({ types: [] })).toEqual([[], 7, true]);
        // Past what it leaves out it goes on only where nothing that it lets through is left.
        expect(await found({ partnership: 'ptn_2' }, 2)).toEqual([[2, 4], 4, false]);
        expect(await outbox.last()).toEqual({ number: 7, id: 'evt_7' });
      }
    });

    it('holds pages to a size, however many messages are asked for', async () => {
      const text = JSON.stringify('x'.repeat(9 * 1024 * 1024));
      const long = messages(1, 3).map((one) => ({ ...one, text }));
      await tell(store, await store.begin(VERSION), 3, { messages: long });
      const page = await store.read(BEGINNING, { limit: 10 });
      expect([numbers(page), page.end]).toEqual([[1, 2], false]);
      expect(numbers(await store.read(page.last, { limit: 10 }))).toEqual([3]);
    });

    it('knows a place by its number and its id, and answers no other', async () => {
      await tell(store, await store.begin(VERSION), 2, { messages: messages(1, 2) });
      for (const place of [
        { number: 1, id: 'evt_2' },
        { number: 3, id: 'evt_3' },
        { number: 3, id: '' },
        { number: 0, id: 'evt_1' },
      ])
        await expect(store.read(place, { limit: 1 })).rejects.toThrow(NotHere);
    });

    it('is written by one alone: whoever stands elsewhere writes nothing of what it has', async () => {
      const fold = await store.begin(VERSION);
      const other = await bench.another();
      const both = [store, other].map((outbox, i) =>
        tell(outbox, fold, 1, {
          messages: [message(1, { id: `evt_of_${i}` })],
          changes: [{ key: `c:${i}`, text: '1' }],
        }),
      );
      const done = await Promise.allSettled(both);
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(done.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: expect.any(Overtaken),
      });
      expect(numbers(await other.read(BEGINNING, { limit: 10 }))).toEqual([1]);
      expect((await other.load(VERSION, ['c:0', 'c:1'])).size).toBe(1);
    });

    it.each([
      ['an id', message(3, { id: 'evt_1' })],
      ['a number of its source', message(3, { sequence: 1 })],
    ])('takes %s once: all of a batch with another is left out', async (_, again) => {
      const fold = await tell(store, await store.begin(VERSION), 2, { messages: messages(1, 2) });
      const doubled = tell(store, fold, 3, {
        messages: [message(4), again],
        changes: [{ key: 'c:1', text: '1' }],
      });
      await expect(doubled).rejects.toThrow();
      expect(await store.last()).toEqual({ number: 2, id: 'evt_2' });
      expect(await store.load(VERSION, ['c:1'])).toEqual(new Map());
      expect(await store.folds()).toEqual([fold]);
    });

    it('changes no message, and takes none away, by whatever statement', async () => {
      await tell(store, await store.begin(VERSION), 2, { messages: messages(1, 2) });
      const { messages: before } = await store.read(BEGINNING, { limit: 10 });
      await expect(bench.tamper(`UPDATE message SET text = '{}'`)).rejects.toThrow(/was told/);
      await expect(bench.tamper('DELETE FROM message WHERE number = 2')).rejects.toThrow(/was told/);
      expect((await store.read(BEGINNING, { limit: 10 })).messages).toEqual(before);
    });

    it('keeps the state of the fold beside: documents by key, and by the day they wake', async () => {
      const changes = [
        { key: 'c:1', text: '1', partnership: 'ptn_1', wakes: '2026-03-01' },
        { key: 'c:2', text: '2', partnership: 'ptn_1' },
        { key: 'c:3', text: '3', partnership: 'ptn_2', wakes: '2026-02-01' },
        { key: 'p:1', text: '4' },
      ];
      const fold = await tell(store, await store.begin(VERSION), 1, { changes });
      expect(await store.load(VERSION, ['c:1', 'p:1', 'gone'])).toEqual(
        new Map([
          ['c:1', '1'],
          ['p:1', '4'],
        ]),
      );
      expect(await store.nextWaking(VERSION)).toBe('2026-02-01');
      expect(await store.waking(VERSION, '2026-03-01', 10)).toEqual([
        { key: 'c:3', text: '3' },
        { key: 'c:1', text: '1' },
      ]);
      expect(await store.waking(VERSION, '2026-02-28', 10)).toHaveLength(1);
      expect(await store.waking(VERSION, '2026-03-01', 1)).toHaveLength(1);
      // Those of a partnership wake by a day, and the rest as they are: what wakes sooner does.
      await tell(store, fold, 2, {
        changes: [{ key: 'c:3', text: 'three', partnership: 'ptn_2', wakes: undefined }, { key: 'p:1' }],
        wake: [{ partnership: 'ptn_1', by: '2026-02-10' }],
      });
      expect(await store.waking(VERSION, '2026-02-10', 10)).toEqual([
        { key: 'c:1', text: '1' },
        { key: 'c:2', text: '2' },
      ]);
      expect(await store.load(VERSION, ['c:3', 'p:1'])).toEqual(new Map([['c:3', 'three']]));
      expect(await store.load(VERSION + 1, ['c:1'])).toEqual(new Map());
    });

    it('counts by source', async () => {
      await tell(store, await store.begin(VERSION), 3, { messages: messages(1, 3) });
      expect(await store.sequences([sourceOf('ptn_1'), sourceOf('ptn_2'), 'none'])).toEqual(
        new Map([
          [sourceOf('ptn_1'), 2],
          [sourceOf('ptn_2'), 1],
        ]),
      );
    });

    it('has a new version of the fold tell from exactly where the old one stands', async () => {
      const telling = await tell(store, await store.begin(VERSION), 2, { messages: messages(1, 2) });
      const building = await store.begin(VERSION + 1);
      await expect(tell(store, building, 2, { messages: [message(3)] })).rejects.toThrow(Overtaken);
      const built = await tell(store, building, 2, { changes: [{ key: 'c:1', text: '1' }] });
      const on = await tell(store, telling, 3, { messages: [message(3)] });
      await expect(store.takeOver(built, telling)).rejects.toThrow(Overtaken);
      const taken = await store.takeOver(built, on);
      expect(taken).toMatchObject({ isTelling: true, position: on.position, event: on.event, day: on.day });
      await expect(tell(store, on, 4, { messages: [message(4)] })).rejects.toThrow(Overtaken);
      await tell(store, taken, 4, { messages: [message(4)] });
      expect(numbers(await store.read(BEGINNING, { limit: 10 }))).toEqual([1, 2, 3, 4]);
    });

    it('tells where whoever read the former feed goes on, as far as that was taken over', async () => {
      await expect(store.afterFormer(positionOf(1))).rejects.toThrow(Unavailable);
      const begun = await store.begin(FORMER);
      const two = [message(1), message(2, { position: positionOf(5) })];
      const part = { position: positionOf(5), event: '', day: '2026-01-01' };
      const copying = await store.write({ fold: begun, to: part, messages: two, changes: [] });
      await expect(store.afterFormer(positionOf(1))).rejects.toThrow(Unavailable);
      const whole = await store.write({
        fold: copying,
        to: { ...part, position: positionOf(8), event: 'evt_8' },
        messages: [],
        changes: [],
      });
      const built = await tell(store, await store.begin(VERSION), 8);
      const telling = await store.takeOver(built, whole);
      await tell(store, telling, 9, { messages: [message(3, { position: positionOf(9) })] });
      const places = await Promise.all([0, 1, 4, 5, 8, 9].map((at) => store.afterFormer(positionOf(at))));
      expect(places.map((place) => place?.number)).toEqual([0, 1, 1, 2, 2, undefined]);
    });

    it('is moved to another as it is: told by that in the same places, with all that is kept', async () => {
      const more = { partnership: undefined, organisation: undefined, ofTime: true };
      await tell(store, await store.begin(VERSION), 5, { messages: [...messages(1, 4), message(5, more)] });
      const source = await bench.readOnly();
      const page = await source.kept(0, 3);
      expect(page).toEqual(messages(1, 3).map((one, i) => ({ ...one, ofTime: false, number: i + 1 })));
      expect((await source.kept(3, 10)).at(-1)).toEqual({ ...message(5, more), number: 5 });
    });

    it('goes back to a message where the log did: what followed is kept apart, and told no more', async () => {
      const told = [...messages(1, 3), message(4, { ofTime: true }), message(5)];
      const fold = await tell(store, await store.begin(VERSION), 5, {
        messages: told,
        changes: [{ key: 'c:1', text: '1' }],
      });
      const newest = await store.newest(5, 2);
      expect(newest.map(({ place, position }) => [place.number, position])).toEqual([
        [5, positionOf(5)],
        [3, positionOf(3)],
      ]);
      const back = {
        place: { number: 3, id: 'evt_3' },
        position: positionOf(3),
        event: 'evt_3',
        day: '2026-01-01',
      };
      await expect(store.goBack({ ...back, place: { number: 3, id: 'evt_x' } })).rejects.toThrow(NotHere);
      await store.goBack(back);
      await expect(store.read({ number: 5, id: 'evt_5' }, { limit: 1 })).rejects.toThrow(NotHere);
      expect(await store.folds()).toMatchObject([
        { version: FORMER, isTelling: true, position: positionOf(3) },
      ]);
      await expect(tell(store, fold, 6, { messages: [message(4)] })).rejects.toThrow(Overtaken);
      const [former] = (await store.folds()) as [Fold];
      const built = await tell(store, await store.begin(VERSION), 3);
      expect(await store.load(VERSION, ['c:1'])).toEqual(new Map());
      const other = message(4, { id: 'evt_other' });
      await tell(store, await store.takeOver(built, former), 4, { messages: [other] });
      expect(await store.last()).toEqual({ number: 4, id: 'evt_other' });
      expect(await store.afterFormer(positionOf(1))).toBeUndefined();
    });

    it('keeps where the fold stopped, until an operator says to try again', async () => {
      const stopped = { event: 'evt_2', message: 'no such state' };
      const to = { position: positionOf(1), event: 'evt_1', day: '2026-01-01', stopped };
      const fold = await store.begin(VERSION);
      await store.write({ fold, to, messages: [message(1)], changes: [] });
      expect((await store.folds())[0]).toMatchObject({ stopped });
      await store.retry();
      expect((await store.folds())[0]?.stopped).toBeUndefined();
    });

    it('wakes who waits for more, whoever tells it', async () => {
      const feed = new PublicFeed(await bench.another());
      const fold = await store.begin(VERSION);
      const gone = new AbortController();
      const waiting = [
        feed.wait(BEGINNING, { withinMs: 20_000 }),
        feed.wait(BEGINNING, { signal: gone.signal }),
      ];
      gone.abort();
      expect(await waiting[1]).toBe(false);
      await tell(store, fold, 1, { messages: [message(1)] });
      expect(await waiting[0]).toBe(true);
      const last = await feed.last();
      expect(await feed.wait(BEGINNING)).toBe(true);
      expect(await feed.wait(last, { withinMs: 0 })).toBe(false);
      const ended = feed.wait(last);
      feed.close();
      expect(await ended).toBe(false);
    });
  });
}
