/* oxlint-disable max-lines -- one suite, read from top to bottom: what every engine promises */
import fc from 'fast-check';
import {
  Conflict,
  fingerprint,
  receiptOf,
  SEALED,
  START,
  type Appended,
  type IndexedLog,
  type EventToAppend,
  type Expected,
  type Page,
} from '#event-store';
import type { StoredEvent } from '#kernel';
import { eventOf, followedWhileWritten, writtenByTurns } from './store-laws.ts';

/** A store under test, and what a test may do to it. */
export interface Bench {
  readonly store: IndexedLog;
  /** Another connection to the same store. */
  another(): Promise<IndexedLog>;
  /** Closes it and opens it again. */
  restart(): Promise<IndexedLog>;
  /** Sets the store's clock. */
  setClock(instant: string): void;
  close(): Promise<void>;
}

const one = (stream: string, expected: Expected, event = eventOf()) => [
  { stream, expected, events: [event] },
];
const all = async (read: (after: string) => Promise<Page>): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (let after = START; ;) {
    const page = await read(after);
    events.push(...page.events);
    if (page.end) return events;
    after = page.complete;
  }
};
const ids = (events: readonly { id: string }[]) => events.map(({ id }) => id);

/** What an engine does otherwise than others. */
export interface Otherwise {
  /** Sealed records stand in the one order of the log: positions are others with them than without. */
  readonly sealedShareTheOrder?: boolean;
}

/** What every engine promises. Adding an engine is one call of this. */
export function eventStoreContract(
  engine: string,
  open: () => Promise<Bench>,
  { sealedShareTheOrder = false }: Otherwise = {},
): void {
  describe(`the event store contract, ${engine}`, () => {
    let bench: Bench;
    let store: IndexedLog;
    beforeEach(async () => {
      bench = await open();
      store = bench.store;
    });
    afterEach(() => bench.close());

    describe('expectations', () => {
      // The whole table: what is expected, what is there, and what becomes of it.
      const there = { missing: 0, present: 2 } as const;
      it.each<[string, Expected, keyof typeof there, 'written' | 'refused']>([
        ['any', 'any', 'missing', 'written'],
        ['any', 'any', 'present', 'written'],
        ['none', 'none', 'missing', 'written'],
        ['none', 'none', 'present', 'refused'],
        ['exists', 'exists', 'missing', 'refused'],
        ['exists', 'exists', 'present', 'written'],
        ['exact, current', { exact: 1 }, 'present', 'written'],
        ['exact', { exact: 0 }, 'missing', 'refused'],
        ['exact, stale', { exact: 0 }, 'present', 'refused'],
        ['exact, ahead', { exact: 2 }, 'present', 'refused'],
      ])('%s (%j) on a stream that is %s', async (_, expected, state, outcome) => {
        for (let i = 0; i < there[state]; i++) await store.append(one('a-b-c', 'any'));
        const asChecked = store.append(one('a-b-other', 'none'), [{ stream: 'a-b-c', expected }]);
        if (outcome === 'written') await expect(asChecked).resolves.toBeDefined();
        else await expect(asChecked).rejects.toBeInstanceOf(Conflict);
        const asWritten = store.append(one('a-b-c', expected));
        if (outcome === 'written') await expect(asWritten).resolves.toBeDefined();
        else await expect(asWritten).rejects.toBeInstanceOf(Conflict);
        const kept = await all((after) => store.readAll({ after }));
        expect(kept).toHaveLength(there[state] + (outcome === 'written' ? 2 : 0));
      });

      it.each<[string, Expected]>([
        ['none', 'none'],
        ['exact', { exact: 0 }],
      ])('%s, sixty-four at once: one is written', async (_, expected) => {
        if (expected !== 'none') await store.append(one('a-b-c', 'none'));
        const other = await bench.another();
        const outcomes = await Promise.allSettled(
          Array.from({ length: 64 }, (_, i) => (i % 2 ? store : other).append(one('a-b-c', expected))),
        );
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      });

      it.each<[string, Expected]>([
        ['any', 'any'],
        ['exists', 'exists'],
      ])('%s, sixty-four at once: all are written', async (_, expected) => {
        await store.append(one('a-b-c', 'none'));
        const other = await bench.another();
        await Promise.all(
          Array.from({ length: 64 }, (_, i) => (i % 2 ? store : other).append(one('a-b-c', expected))),
        );
        expect((await store.readStream('a-b-c')).events.map(({ revision }) => revision)).toEqual([
          ...Array(65).keys(),
        ]);
      });

      it('a check on a stream not written: all or nothing, and it names every violation', async () => {
        await store.append(one('a-b-c', 'none'));
        const refused = store.append(
          [...one('a-b-new', 'none'), ...one('a-b-c', 'none')],
          [{ stream: 'a-b-missing', expected: 'exists' }],
        );
        await expect(refused).rejects.toMatchObject({
          violations: [
            { stream: 'a-b-c', actual: 0 },
            { stream: 'a-b-missing', actual: 'none' },
          ],
        });
        expect((await store.readStream('a-b-new')).events).toEqual([]);
      });
    });

    describe('appending', () => {
      it('writes several streams in one go, in the order given, and answers as it is stored', async () => {
        const appended = await store.append([...one('a-b-c', 'none'), ...one('x-y-z', 'none')]);
        expect(appended.events.map(({ stream }) => stream)).toEqual(['a-b-c', 'x-y-z']);
        const stored = await all((after) => store.readAll({ after }));
        expect(stored).toEqual(appended.events);
        expect(appended.position).toBe(stored.at(-1)?.position);
        expect(await store.head()).toBe(appended.position);
      });

      it('does not harm the neighbours of one that is refused', async () => {
        await store.append(one('a-b-taken', 'none'));
        const outcomes = await Promise.allSettled(
          Array.from({ length: 64 }, (_, i) => store.append(one(i % 4 ? `a-b-${i}` : 'a-b-taken', 'none'))),
        );
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(48);
        expect(await all((after) => store.readAll({ after }))).toHaveLength(49);
      });

      it.each<[string, Partial<EventToAppend>]>([
        ['text that no UTF-8 holds', { data: { text: 'a\ud800' } }],
        ['a name of such text', { data: { '\udc00': 1 } }],
        ['such text beside its data', { metadata: { person: '\ud800' } }],
        ['such a type', { type: '\udfff' }],
        ['what is no number', { data: { n: NaN } }],
        ['no JSON', { data: { n: 1n } }],
        ['no text beside its data', { metadata: { person: 1 as unknown as string } }],
        ['no schema version', { version: 0.5 }],
      ])(
        'one of %s is refused alone: those it would have been written with are written',
        async (_, wrong) => {
          const writes = Array.from({ length: 9 }, (_, i) =>
            one(`a-b-${i}`, 'none', i === 4 ? { ...eventOf(), ...wrong } : eventOf()),
          );
          const outcomes = await Promise.allSettled(writes.map((each) => store.append(each)));
          expect(outcomes.map(({ status }) => status)).toEqual(
            writes.map((_, i) => (i === 4 ? 'rejected' : 'fulfilled')),
          );
          expect(await all((after) => store.readAll({ after }))).toHaveLength(8);
          expect((await store.readStream('a-b-4')).events).toEqual([]);
        },
      );

      it.each<[string, Expected]>([
        ['none', 'none'],
        ['any', 'any'],
      ])(
        'repeated with the same ids (%s) gives the first answer, whatever came since',
        async (_, expected) => {
          const writes = one('a-b-c', expected);
          const first = await store.append(writes, [{ stream: 'a-b-guard', expected: 'none' }]);
          await store.append([...one('a-b-c', 'any'), ...one('a-b-guard', 'any')]);
          const others = Array.from({ length: 5 }, (_, i) => store.append(one(`a-b-${i}`, 'none')));
          const again = await store.append(writes, [{ stream: 'a-b-guard', expected: 'none' }]);
          await Promise.all(others);
          expect(again).toEqual(first);
          expect(await all((after) => store.readAll({ after }))).toHaveLength(8);
        },
      );

      it('twice in one group with the same ids is once', async () => {
        const writes = one('a-b-c', 'any');
        const [first, second] = await Promise.all([store.append(writes), store.append(writes)]);
        expect(second).toEqual(first);
      });

      it('refuses what is no append', async () => {
        await expect(store.append([])).rejects.toThrow(TypeError);
        await expect(store.append([{ stream: 'a-b-c', expected: 'any', events: [] }])).rejects.toThrow(
          TypeError,
        );
        await expect(store.append(one('nodashes', 'any'))).rejects.toThrow(TypeError);
        await expect(store.append([...one('a-b-c', 'any'), ...one('a-b-c', 'any')])).rejects.toThrow(
          TypeError,
        );
      });

      it('takes an event of three MiB', async () => {
        const text = 'ä'.repeat(1_500_000);
        await store.append(one('a-b-c', 'none', eventOf('Large', { text })));
        expect((await store.readStream('a-b-c')).events[0]?.data).toEqual({ text });
      });

      it('keeps canonical bytes: the order of keys is not part of an event', async () => {
        const event = eventOf('Said', { b: 1, a: { d: '1', c: undefined } });
        const metadata = { roles: 'participant', person: 'per_1' };
        const { events } = await store.append(one('a-b-c', 'none', { ...event, metadata }));
        const [stored] = (await store.readStream('a-b-c')).events as [StoredEvent];
        expect(fingerprint(stored)).toBe(fingerprint(events[0] as StoredEvent));
        expect(JSON.stringify(stored.data)).toBe('{"a":{"d":"1"},"b":1}');
        expect(Object.keys(stored.metadata)).toEqual(['person', 'recordedAt', 'roles']);
      });
    });

    describe('recorded time', () => {
      it('never goes back, and a moment is the longest prefix in which nothing is later', async () => {
        const clock = ['2020-01-01', '2020-03-01', '2020-02-01', '2020-04-01'];
        const stamped = ['2020-01-01', '2020-03-01', '2020-03-01', '2020-04-01'];
        const at: string[] = [];
        for (const [i, day] of clock.entries()) {
          bench.setClock(`${day}T00:00:00.000Z`);
          const { events, position } = await store.append(one('a-b-c', 'any'));
          at.push(position);
          expect(events[0]?.metadata['recordedAt']).toBe(`${stamped[i]}T00:00:00.000Z`);
        }
        // Where processes stamp by clocks of their own, a moment is told once none of them can be before it any more.
        bench.setClock('2030-01-02T00:00:00.000Z');
        expect(await store.positionAt(new Date('2019-12-31'))).toBe(START);
        expect(await store.positionAt(new Date('2020-02-15'))).toBe(at[0]);
        expect(await store.positionAt(new Date('2020-03-01'))).toBe(at[2]);
        expect(await store.positionAt(new Date('2030-01-01'))).toBe(at[3]);
      });
    });

    describe('a position', () => {
      it('is in the order of commit, whichever connection wrote', async () => {
        const { acknowledged, there } = await writtenByTurns(store, await bench.another());
        expect(there).toEqual(acknowledged);
      });

      it('is told from the same one in another log by the id of the event that stands there', async () => {
        const first = await store.append(one('a-b-c', 'none'));
        const second = await store.append(one('a-b-c', { exact: 0 }));
        for (const { position, events } of [first, second])
          expect(await store.eventAt(position)).toBe(events[0]?.id);
        expect(await store.eventAt(await store.head())).toBe(second.events[0]?.id);
        expect(await store.eventAt(START)).toBe('');
        const beyond = (BigInt(second.position) + 1n).toString().padStart(START.length, '0');
        for (const nowhere of [beyond, '9'.repeat(START.length)])
          for (const order of [undefined, SEALED] as const)
            expect(await store.eventAt(nowhere, order)).toBeUndefined();
      });
    });

    describe('reading', () => {
      let written: Appended[];
      beforeEach(async () => {
        written = await Promise.all(
          Array.from({ length: 30 }, (_, i) =>
            store.append(
              one(`${i % 2 ? 'p1' : 'p2'}-k-e${i % 5}`, 'any', eventOf(i % 3 ? 'Often' : 'Seldom')),
            ),
          ),
        );
      });
      const order = () =>
        ids(written.flatMap(({ events }) => events).sort((a, b) => (a.position < b.position ? -1 : 1)));

      it.each([1, 2, 7, 30, 1000])('pages of %d say it all, once, in order', async (limit) => {
        expect(ids(await all((after) => store.readAll({ after, limit })))).toEqual(order());
      });

      it.each([1, 3, 1000])(
        'of types, pages of %d: progress goes on past what is left out',
        async (limit) => {
          const read = await all((after) => store.readAll({ after, limit, types: ['Seldom'] }));
          expect(read).toHaveLength(10);
          const none = await store.readAll({ types: ['Never'] });
          expect(none).toMatchObject({ events: [], complete: await store.head(), end: true });
        },
      );

      it.each([1, 4, 1000])('of a category, pages of %d', async (limit) => {
        const read = await all((after) => store.readCategory('p1', { after, limit }));
        expect(read).toHaveLength(15);
        expect(read.every(({ stream }) => stream.startsWith('p1-'))).toBe(true);
        expect(ids(read)).toEqual(order().filter((id) => ids(read).includes(id)));
      });

      it.each([1, 4, 1000])('of a category and of types, pages of %d', async (limit) => {
        const types = ['Seldom'];
        const read = await all((after) => store.readCategory('p1', { after, limit, types }));
        const whole = await all((after) => store.readCategory('p1', { after }));
        expect(read).toHaveLength(5);
        expect(ids(read)).toEqual(ids(whole.filter(({ type }) => type === 'Seldom')));
        const none = await store.readCategory('p1', { types: ['Never'] });
        expect(none).toMatchObject({ events: [], complete: await store.head(), end: true });
      });

      it('up to a position, and not beyond', async () => {
        const upTo = (await store.readAll({ limit: 11 })).complete;
        const page = await store.readAll({ upTo });
        expect(page).toMatchObject({ complete: upTo, end: true });
        expect(page.events).toHaveLength(11);
        const category = await store.readCategory('p1', { upTo });
        expect(category.events.every(({ position }) => position <= upTo)).toBe(true);
        expect(category.complete).toBe(upTo);
      });

      it('a stream forward from a revision, and back from its end', async () => {
        const forward = await store.readStream('p1-k-e1', { from: 1, limit: 2 });
        expect(forward.events.map(({ revision }) => revision)).toEqual([1, 2]);
        const back = await store.readStream('p1-k-e1', { direction: 'backward', limit: 2 });
        expect(back.events.map(({ revision }) => revision)).toEqual([2, 1]);
        expect(await store.readStream('no-such-stream')).toMatchObject({ events: [], end: true });
      });

      it('with receipts that are those of the events as they are read, given once or again', async () => {
        const data = { z: 1, a: 'é "x"', 10: [1.5, -0, 1e21], 2: { b: null, A: true } };
        const writes = [
          { stream: 'p1-k-receipts', expected: 'none' as const, events: [eventOf('Said', data), eventOf()] },
        ];
        const first = await store.append(writes);
        const { events } = await store.readStream('p1-k-receipts');
        expect(first.receipts).toEqual(events.map(receiptOf));
        expect((await store.append(writes)).receipts).toEqual(first.receipts);
      });

      it('the newest of what is sealed, the latest first', async () => {
        const sealed = [];
        for (const name of ['a', 'b', 'c'])
          sealed.push(...(await store.append(one(`sealed-record-${name}`, 'none'))).events);
        await store.append(one('p1-k-after', 'none'));
        expect(await store.newestSealed(2)).toEqual(sealed.toReversed().slice(0, 2));
      });

      it('an event by its id', async () => {
        const [event] = written[3]?.events ?? [];
        expect(await store.readEvent(event?.id ?? '')).toEqual(event);
        expect(await store.readEvent('evt_none')).toBeUndefined();
      });

      it('all of it after a restart, and goes on from there', async () => {
        const before = await all((after) => store.readAll({ after }));
        store = await bench.restart();
        expect(await all((after) => store.readAll({ after }))).toEqual(before);
        await expect(store.append(one('p1-k-e1', 'none'))).rejects.toBeInstanceOf(Conflict);
        expect(
          (await store.append(one('p1-k-e1', { exact: 2 }))).position > (before.at(-1)?.position ?? ''),
        ).toBe(true);
      });
    });

    describe('a tail', () => {
      it('never skips and never repeats while several connections write, and says when it has caught up', async () => {
        const writers = [store, await bench.another(), await bench.another()];
        const { told, there, caughtUp } = await followedWhileWritten(store, writers);
        expect(caughtUp).toBe(true);
        expect(told).toEqual(there);
        expect(told).toHaveLength(121);
      });

      it('starts after a position and reports progress past what its filter leaves out', async () => {
        const { position } = await store.append(one('a-b-c', 'any', eventOf('Wanted')));
        await store.append(one('a-b-c', 'any', eventOf('Other')));
        const stop = new AbortController();
        for await (const page of store.subscribe({
          after: position,
          types: ['Wanted'],
          signal: stop.signal,
        })) {
          expect(page.events).toEqual([]);
          expect(page).toMatchObject({ complete: await store.head(), end: true });
          stop.abort();
        }
      });

      it('wakes for what another connection writes', async () => {
        const other = await bench.another();
        const stop = new AbortController();
        const seen: string[] = [];
        for await (const page of store.subscribe({ signal: stop.signal })) {
          seen.push(...ids(page.events));
          if (seen.length === 0) void other.append(one('a-b-c', 'none'));
          else stop.abort();
        }
        expect(seen).toHaveLength(1);
      });
    });

    describe('sealed records', () => {
      const sealed = (name: string) => one(`sealed-record-${name}`, 'none', eventOf('Sealed'));

      it('take no place in the order: what is told of it is the same with them and without', async () => {
        bench.setClock('2020-01-01T00:00:00.000Z');
        const before = await store.append(one('a-b-c', 'none'));
        bench.setClock('2020-03-01T00:00:00.000Z');
        const alone = await store.append(sealed('1'));
        expect([alone.position, await store.head()]).toEqual([before.position, before.position]);
        bench.setClock('2020-02-01T00:00:00.000Z');
        const mixed = await store.append([...sealed('2'), ...one('a-b-c', 'any'), ...sealed('3')]);
        const without = await open();
        without.setClock('2020-02-01T00:00:00.000Z');
        for (const name of ['c', 'd']) await without.store.append(one(`a-b-${name}`, 'any'));
        const [, second] = await all((after) => without.store.readAll({ after }));
        const last = sealedShareTheOrder ? mixed.events[1]?.position : second?.position;
        expect(mixed.position).toBe(last);
        expect(mixed.events[1]).toMatchObject({ position: last, metadata: second?.metadata });
        expect(second?.metadata['recordedAt']).toBe('2020-02-01T00:00:00.000Z');
        expect(await store.head()).toBe(last);
        expect((await store.readAll()).complete).toBe(last);
        if (sealedShareTheOrder) expect(await store.eventAt(mixed.events[2]?.position ?? '')).toBeUndefined();
        bench.setClock('2020-03-02T00:00:00.000Z');
        expect(await store.positionAt(new Date('2020-02-15'))).toBe(last);
        expect(await all((after) => store.readAll({ after }))).toHaveLength(2);
        await without.close();
      });

      it('are read as a category in an order of their own, by stream and by id, also after a restart', async () => {
        const written: string[] = [];
        for (const name of ['1', '2', '3']) {
          const { events } = await store.append([...one('a-b-c', 'any'), ...sealed(name)]);
          written.push(events[1]?.id ?? '');
        }
        store = await bench.restart();
        const read = await all((after) => store.readCategory('sealed', { after, limit: 1 }));
        expect(ids(read)).toEqual(written);
        const upTo = read[1]?.position ?? '';
        expect((await store.readCategory('sealed', { upTo })).events).toHaveLength(2);
        expect((await store.readStream('sealed-record-3')).events).toEqual([read[2]]);
        expect(await store.readEvent(written[0] ?? '')).toEqual(read[0]);
        expect(await store.eventAt(upTo, SEALED)).toBe(written[1]);
        await expect(store.append(sealed('2'))).rejects.toBeInstanceOf(Conflict);
      });

      it('are written with the others or not at all, and repeated give the first answer', async () => {
        const writes = [...sealed('1'), ...one('a-b-c', 'none')];
        const first = await store.append(writes);
        expect(await store.append(writes)).toEqual(first);
        await expect(store.append([...sealed('2'), ...one('a-b-c', 'none')])).rejects.toBeInstanceOf(
          Conflict,
        );
        await expect(store.append([...one('a-b-d', 'none'), ...sealed('1')])).rejects.toBeInstanceOf(
          Conflict,
        );
        expect((await store.readCategory('sealed')).events).toHaveLength(1);
        expect(await all((after) => store.readAll({ after }))).toHaveLength(1);
      });
    });

    it('accepts and keeps just what a model of it does, whatever is asked', async () => {
      const expected = fc.oneof(
        fc.constantFrom<Expected>('any', 'none', 'exists'),
        fc.nat(4).map((exact): Expected => ({ exact })),
      );
      const stream = fc.constantFrom('p-k-a', 'p-k-b', 'q-k-a');
      const asked = fc.record({
        stream,
        expected,
        check: fc.option(fc.record({ stream, expected })),
        n: fc.integer({ min: 1, max: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(asked, { maxLength: 25 }), async (list) => {
          const fresh = await open();
          const model = new Map<string, string[]>();
          const holds = ({ stream, expected }: { stream: string; expected: Expected }) => {
            const head = (model.get(stream)?.length ?? 0) - 1;
            return typeof expected === 'string'
              ? { any: true, none: head < 0, exists: head >= 0 }[expected]
              : expected.exact === head;
          };
          for (const { stream, expected, check, n } of list) {
            const events = Array.from({ length: n }, () => eventOf());
            const wanted = holds({ stream, expected }) && (!check || holds(check));
            const done = await fresh.store.append([{ stream, expected, events }], check ? [check] : []).then(
              () => true,
              (error) => !(error instanceof Conflict),
            );
            expect(done).toBe(wanted);
            if (wanted) model.set(stream, [...(model.get(stream) ?? []), ...ids(events)]);
          }
          for (const [name, kept] of model)
            expect(ids((await fresh.store.readStream(name)).events)).toEqual(kept);
          await fresh.close();
        }),
        { numRuns: 30 },
      );
      // Thirty stores are made for it, each a database of its own where the engine has a server.
    }, 300_000);
  });
}
