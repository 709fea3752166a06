import { ClockWatch, WrongClock, type Log, type Steady } from '#event-store';
import type { Clock } from '#kernel';
import { eventOf } from './store-laws.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-05-01T10:00:00.000Z');

/** A clock that can be set, and those that nobody sets. */
export class SetApart implements Clock, Steady {
  private passed = 0;
  private slept = 0;
  private set = 0;

  /** Time goes by, on all of them. */
  goOn(milliseconds: number): void {
    this.passed += milliseconds;
  }
  /** The machine sleeps: what counts only when it is awake stands still. */
  sleep(milliseconds: number): void {
    this.slept += milliseconds;
  }
  /** The clock alone is set, by so much. */
  setBy(milliseconds: number): void {
    this.set += milliseconds;
  }

  now = (): Date => new Date(START + this.passed + this.slept + this.set);
  awake = (): number => this.passed;
  all = (): number => this.passed + this.slept;
}

interface Opened {
  readonly store: Log;
  close(): Promise<void>;
}
/** That an engine stamps by no clock that cannot be right, and keeps what it has. */
export function watchedClockContract(
  engine: string,
  open: (stamping: { clock: Clock; watch: ClockWatch }) => Promise<Opened>,
): void {
  describe(`${engine}, by a clock that is watched`, () => {
    let time: SetApart;
    let watch: ClockWatch;
    let opened: Opened;
    beforeEach(async () => {
      time = new SetApart();
      watch = new ClockWatch(time);
      opened = await open({ clock: time, watch });
    });
    afterEach(() => opened.close());
    const append = () =>
      opened.store.append([{ stream: 'ptn_a-clock-one', expected: 'any', events: [eventOf()] }]);
    const recorded = async () => (await append()).events[0]?.metadata['recordedAt'];

    it.each([400 * 24 * 60, 6, -6])(
      'records nothing once it was set by %d minutes, until it is right',
      async (by) => {
        await append();
        time.goOn(10 * MINUTE);
        time.setBy(by * MINUTE);
        await expect(append()).rejects.toThrow(WrongClock);
        await expect(append()).rejects.toThrow(WrongClock);
        expect((await opened.store.readAll()).events).toHaveLength(1);
        time.setBy(-by * MINUTE);
        expect(await recorded()).toBe('2026-05-01T10:10:00.000Z');
      },
    );

    it('follows a clock that is set by a little, and a machine that slept', async () => {
      for (const by of [4, 4, 4]) {
        await append();
        time.goOn(2 * MINUTE);
        time.setBy(by * MINUTE);
      }
      time.sleep(30 * 24 * 60 * MINUTE);
      expect(await recorded()).toBe('2026-05-31T10:18:00.000Z');
      time.goOn(2 * MINUTE);
      expect(await recorded()).toBe('2026-05-31T10:20:00.000Z');
    });

    it('records nothing before what was recorded, whoever recorded it, but for what clocks differ', async () => {
      await append();
      const other = new SetApart();
      other.setBy(-4 * MINUTE);
      const { store, close } = await open({ clock: other, watch: new ClockWatch(other) });
      const there = () => store.append([{ stream: 'ptn_a-clock-two', expected: 'any', events: [eventOf()] }]);
      expect((await there()).events[0]?.metadata['recordedAt']).toBe('2026-05-01T10:00:00.000Z');
      time.goOn(4 * MINUTE);
      await append();
      await expect(there()).rejects.toThrow(/recorded at 2026-05-01T10:04:00.000Z already/);
      await close();
    });

    it('goes on by an operator’s word, which is of that clock alone', async () => {
      await append();
      time.goOn(MINUTE);
      time.setBy(-60 * MINUTE);
      await expect(append()).rejects.toThrow(WrongClock);
      const { clock, last } = await opened.store.clock();
      expect([clock, last]).toEqual([START - 59 * MINUTE, START]);
      expect(watch.accept({ clock, upTo: last })).toBe(true);
      // Nothing is ever stamped before its predecessor.
      expect(await recorded()).toBe('2026-05-01T10:00:00.000Z');
      time.setBy(-6 * MINUTE);
      await expect(append()).rejects.toThrow(WrongClock);
      time.setBy(6 * MINUTE);
      time.goOn(60 * MINUTE);
      expect(await recorded()).toBe('2026-05-01T10:01:00.000Z');
      // What was said is over: to whoever is started anew, nothing may lie before what was recorded since.
      time.setBy(-50 * MINUTE);
      const anew = new ClockWatch(time);
      anew.accept({ clock, upTo: last });
      const { store, close } = await open({ clock: time, watch: anew });
      const there = store.append([{ stream: 'ptn_a-clock-two', expected: 'any', events: [eventOf()] }]);
      await expect(there).rejects.toThrow(/recorded at 2026-05-01T10:01:00.000Z already/);
      await close();
    });
  });
}
