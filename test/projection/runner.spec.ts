import { START, Unavailable, type EventStore } from '#event-store';
import { foldUpTo, ProjectionStopped, UnknownColumn } from '#projection';
import { event, made, pledges, type Pledge } from './pledges.ts';
import { bytesIn, bytesOf, ENGINES, Place, type Engine, type Running } from './stores.ts';

const soon = { withinMs: 20_000 };
describe.each(ENGINES)('on $name', ({ start }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.stop());

  let place: Place;
  beforeEach(async () => {
    place = await Place.open(engine.open);
  });
  afterEach(() => place.close());

  const statusOf = async (runner: Running, name = 'pledges') =>
    (await runner.status()).find((status) => status.name === name);
  const others = { ...pledges, name: 'others', on: { Made: pledges.on['Made'] } } as typeof pledges;

  describe('freshness', () => {
    it('waits until the documents have it, and not longer than asked', async () => {
      const runner = place.run(pledges);
      expect(await runner.reached(START, soon)).toBe(true);
      const [appended, reached] = await Promise.all([
        place.append(made('cmt_1')),
        runner.reached(START, { ...soon, beyond: true }),
      ]);
      expect(reached).toBe(true);
      expect(await place.views.get(pledges, 'cmt_1')).toBeDefined();
      expect(await runner.reached(`9${appended.slice(1)}`, { withinMs: 1 })).toBe(false);
    });

    it('moves on past events that it does not know', async () => {
      const runner = place.run(pledges);
      const position = await place.append(event('Unheard', {}));
      expect(await runner.reached(position, soon)).toBe(true);
      expect((await place.views.checkpoints()).get('pledges')).toMatchObject({ position, version: 1 });
    });

    it('says no at once when it closes', async () => {
      const runner = place.run(pledges);
      const waiting = runner.reached('9'.repeat(20), { withinMs: 600_000 });
      await place.stop(runner);
      expect(await waiting).toBe(false);
    });
  });

  describe.each(['Broken', 'Unlisted'])('a failing event (%s)', (type) => {
    it.each(['before', 'after'])(
      'stops that projection alone, when the runner started %s it',
      async (when) => {
        const early = when === 'after' ? place.run(pledges, others) : undefined;
        await early?.reached(START, soon);
        const broken = event(type, { pledge: 'cmt_1' });
        const end = await place.append(made('cmt_1'), broken, made('cmt_2'));
        const runner = early ?? place.run(pledges, others);
        expect(await runner.reached(end, { ...soon, projection: 'others' })).toBe(true);
        expect(await runner.reached(end, { ...soon, projection: 'pledges' })).toBe(false);
        expect((await statusOf(runner))?.failed?.eventId).toBe(broken.id);
        expect(await place.views.get(pledges, 'cmt_1')).toMatchObject({ reports: 0 });
        expect(await place.views.get(pledges, 'cmt_2')).toBeUndefined();

        await runner.setAside('pledges', pledges.version, broken.id);
        // That it was set aside stands in the log as well.
        const head = await place.events.head();
        expect(await runner.reached(head, soon)).toBe(true);
        expect(await statusOf(runner)).toMatchObject({ skipped: [broken.id], position: head });
        const live = await bytesOf(place.views, pledges);
        await runner.rebuild(['pledges']);
        expect(await bytesOf(place.views, pledges)).toEqual(live);
        const asOf = { upTo: end, skipped: [broken.id] };
        expect(bytesIn(await foldUpTo(place.events, pledges, asOf))).toEqual(live);
      },
    );
  });

  describe('an operator', () => {
    it('has a stopped projection try again', async () => {
      let broken = true;
      const fold = (doc: Pledge | undefined) => {
        if (broken) throw new Error('not now');
        return doc;
      };
      const shaky = { ...pledges, on: { ...pledges.on, Broken: fold } };
      const runner = place.run(shaky);
      const end = await place.append(made('cmt_1'), event('Broken', { pledge: 'cmt_1' }));
      expect(await runner.reached(end, soon)).toBe(false);
      broken = false;
      await runner.retry('pledges');
      expect(await runner.reached(end, soon)).toBe(true);
      expect((await statusOf(runner))?.failed).toBeUndefined();
    });

    it('finds it stopped still after a restart', async () => {
      const runner = place.run(pledges);
      const end = await place.append(event('Broken', { pledge: 'cmt_1' }));
      expect(await runner.reached(end, soon)).toBe(false);
      await place.reopen();
      const again = place.run(pledges);
      expect(await again.reached(end, soon)).toBe(false);
      expect((await statusOf(again))?.failed?.message).toBe('cannot be folded');
    });

    it('is told by the view of another moment which event it is', async () => {
      const broken = event('Broken', { pledge: 'cmt_1' });
      const upTo = await place.append(made('cmt_1'), broken);
      const folding = foldUpTo(place.events, pledges, { upTo, skipped: [] });
      await expect(folding).rejects.toThrow(ProjectionStopped);
      await expect(folding).rejects.toMatchObject({ eventId: broken.id });
    });
  });

  describe('a new version', () => {
    const second = {
      ...pledges,
      version: 2,
      columns: { ...pledges.columns, noted: { kind: 'integer' as const, of: () => 1 } },
    };

    it('is built while the old documents are served, and then takes over', async () => {
      const end = await place.append(made('cmt_1'));
      const old = place.run(pledges);
      expect(await old.reached(end, soon)).toBe(true);
      await place.stop(old);

      const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
      const slow = new Proxy(place.events, {
        get: (store, name: keyof EventStore) =>
          name === 'readAll'
            ? async (options: object) => held.then(() => store.readAll(options))
            : (store[name] as () => unknown).bind(store),
      });
      const later = await place.append(made('cmt_2'));
      const events = place.events;
      place.events = slow;
      const runner = place.run(second);
      place.events = events;
      expect(await runner.reached(end, soon)).toBe(true);
      expect((await place.views.checkpoints()).get('pledges')).toMatchObject({ version: 1, position: end });
      expect((await place.views.list(second, { limit: 9, sort: { column: 'title' } })).docs).toHaveLength(1);
      await expect(place.views.list(second, { limit: 9, sort: { column: 'noted' } })).rejects.toThrow(
        Unavailable,
      );
      await expect(place.views.list(second, { limit: 9, sort: { column: 'nothing' } })).rejects.toThrow(
        UnknownColumn,
      );
      letGo();
      expect(await runner.reached(later, soon)).toBe(true);
      expect((await place.views.checkpoints()).get('pledges')).toMatchObject({ version: 2, position: later });
      expect((await place.views.list(second, { limit: 9, sort: { column: 'noted' } })).docs).toHaveLength(2);
    });

    it('that stops at an event leaves the old one served, others going on, and goes on itself once it may', async () => {
      const first = place.run(pledges, others);
      const broken = event('Broken', { pledge: 'cmt_1' });
      await first.setAside('pledges', 1, broken.id);
      const end = await place.append(made('cmt_1'), broken);
      expect(await first.reached(end, soon)).toBe(true);
      await place.stop(first);

      let isBroken = true;
      const fold = (doc: Pledge | undefined) => {
        if (isBroken) throw new Error('not yet');
        return doc;
      };
      // Nobody set the event aside for another projection of that name.
      const mended = { ...second, name: 'others', on: { ...pledges.on, Broken: fold } };
      const running = place.run(pledges, mended);
      const later = await place.append(made('cmt_2'));
      expect(await running.reached(later, { ...soon, projection: 'pledges' })).toBe(true);
      expect(await running.reached(later, { ...soon, projection: 'others' })).toBe(false);
      expect((await statusOf(running, 'others'))?.failed?.eventId).toBe(broken.id);
      expect((await place.views.checkpoints()).get('others')).toMatchObject({ version: 1, position: end });
      isBroken = false;
      await running.retry('others');
      expect(await running.reached(later, soon)).toBe(true);
      expect((await place.views.checkpoints()).get('others')).toMatchObject({ version: 2, position: later });
    });

    it('is not served before there is any', async () => {
      await expect(place.views.get(pledges, 'cmt_1')).rejects.toThrow(Unavailable);
      expect((await place.views.checkpoints()).get('pledges')).toBeUndefined();
    });
  });

  describe('a rebuild', () => {
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) =>
        made(`cmt_${from + i}`, 'ptn_1', `${i}`, ['a', `${i % 7}`]),
      );

    it('goes on where it was interrupted, and events go on coming in', async () => {
      const runner = place.run(pledges);
      for (let i = 0; i < 13; i++) await place.append(...many(i * 2000, (i + 1) * 2000));
      const head = await place.events.head();
      expect(await runner.reached(head, soon)).toBe(true);
      const live = await bytesOf(place.views, pledges);

      const interruption = new AbortController();
      const rebuilding = runner.rebuild(['pledges'], {
        signal: interruption.signal,
        onProgress: ({ position }) => Number(position) > 22_000 && interruption.abort(),
      });
      await expect(rebuilding).rejects.toMatchObject({ name: 'AbortError' });
      expect(await bytesOf(place.views, pledges)).toEqual(live);
      const checkpoint = Number((await place.views.building('pledges'))?.position);
      expect(checkpoint).toBeGreaterThan(9_000);

      await place.reopen();
      const again = place.run(pledges);
      let read = 0;
      let end = head;
      await again.rebuild(['pledges'], {
        onProgress: ({ events }) => {
          if (read === 0) void place.append(made('cmt_new')).then((position) => (end = position));
          read = events;
        },
      });
      expect(read).toBeLessThanOrEqual(26_001 - checkpoint);
      expect(await again.reached(end, soon)).toBe(true);
      expect(await place.views.building('pledges')).toBeUndefined();
      const rebuilt = (await bytesOf(place.views, pledges)).filter((line) => !line.startsWith('cmt_new'));
      expect(rebuilt).toEqual(live);
      const more = await place.append(made('cmt_more'));
      expect(await again.reached(more, soon)).toBe(true);
      expect(await place.views.get(pledges, 'cmt_more')).toBeDefined();
    });

    it('of two runners over the same files, one folds and neither twice', async () => {
      const [one, two] = [place.run(pledges), place.run(pledges)];
      let end = START;
      for (let i = 0; i < 30; i++)
        end = await place.append(
          event('Made', { pledge: 'cmt_1', partnership: 'ptn_1', tags: [] }),
          event('Changed', { pledge: 'cmt_1' }),
        );
      expect(await one.reached(end, soon)).toBe(true);
      expect(await two.reached(end, soon)).toBe(true);
      expect((await place.views.get(pledges, 'cmt_1'))?.reports).toBe(30);
    });
  });

  describe('projections that stand at one place', () => {
    /** The event store, and how often it was read or followed. */
    const counted = (events: EventStore) => {
      const reads: string[] = [];
      const store = new Proxy(events, {
        get: (one, name: keyof EventStore) => {
          if (name === 'readAll' || name === 'subscribe') reads.push(name);
          return (one[name] as () => unknown).bind(one);
        },
      });
      return { store, reads };
    };
    const named = (name: string) => ({ ...pledges, name });
    const many = ['one', 'two', 'three', 'four', 'five'].map(named);
    const settled = async (running: Running) =>
      expect(await running.reached(await place.events.head(), soon)).toBe(true);

    it('are built and followed with one read of the log', async () => {
      await place.append(...Array.from({ length: 50 }, (_, i) => made(`cmt_${i}`)));
      const { store, reads } = counted(place.events);
      place.events = store;
      const running = place.run(...many);
      await settled(running);
      await place.append(made('cmt_next'));
      await settled(running);
      const built = reads.filter((read) => read === 'readAll').length;
      // Built: one read for all; then each by itself from its end to what was recorded meanwhile, before and after its
      // indexes, and before it goes with the others.
      expect(built).toBeLessThanOrEqual(1 + 3 * many.length);
      const restarted = counted(place.events);
      await place.stop(running);
      place.events = restarted.store;
      const again = place.run(...many);
      await settled(again);
      await place.append(made('cmt_last'));
      await settled(again);
      expect(restarted.reads).toEqual(['subscribe']);
    });

    it('are written in one transaction a batch: nobody ever sees one ahead of another', async () => {
      const building = place.run(...many);
      await settled(building);
      await place.stop(building);
      // Those that stand at one place set off together; while they are built each comes up by itself.
      const running = place.run(...many);
      const different: unknown[] = [];
      const looking = (async () => {
        for (let seen = 0; seen < 40; seen++) {
          await place.append(made(`cmt_${seen}`));
          const { count } = place.views.changes;
          const checkpoints = [...(await place.views.checkpoints()).values()].map(({ position }) => position);
          if (new Set(checkpoints).size > 1) different.push(checkpoints);
          await place.views.changes.after(count, AbortSignal.timeout(1_000));
        }
      })();
      await looking;
      await settled(running);
      expect(different).toEqual([]);
    });

    it('go on without one that stops, which joins them again once it may', async () => {
      const two = { ...named('two'), on: { Made: pledges.on['Made'] } } as typeof pledges;
      const running = place.run(named('one'), two);
      const broken = event('Broken', { pledge: 'cmt_1' });
      const end = await place.append(made('cmt_1'), broken, made('cmt_2'));
      expect(await running.reached(end, { ...soon, projection: 'two' })).toBe(true);
      expect(await running.reached(end, { ...soon, projection: 'one' })).toBe(false);
      await place.append(made('cmt_3'));
      await running.setAside('one', pledges.version, broken.id);
      await settled(running);
      const { store, reads } = counted(place.events);
      expect(reads).toEqual([]);
      await store.append([{ stream: 'ptn_1-log-one', expected: 'any', events: [made('cmt_4')] }]);
      await settled(running);
      expect(await place.views.get(named('one'), 'cmt_4')).toEqual(await place.views.get(two, 'cmt_4'));
    });
  });
});
