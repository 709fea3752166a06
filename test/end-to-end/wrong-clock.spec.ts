import { ClockWatch } from '#event-store';
import { pino } from 'pino';
import { openCommands } from '../../apps/api/roles/commands.ts';
import { recordClockAccepted } from '../../apps/api/store-clock.ts';
import { SetApart } from '../contract/watched-clock.contract.ts';
import { commandNamed } from '../support/command-named.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const DAY = 24 * 60 * 60_000;

describe('a book whose clock was set', () => {
  const logged: { level: number; msg: string }[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => void logged.push(JSON.parse(line)) });
  let time: SetApart;
  let served: ServedBook;
  let convener: Party;
  let path: string;
  beforeEach(async () => {
    time = new SetApart();
    served = await ServedBook.open(time, { watch: new ClockWatch(time), logger });
    convener = await served.party('Convener');
    const convened = await convene();
    expect(convened.status).toBe(201);
    path = `/v1/partnerships/${convened.body.ids.partnership}`;
    await served.settled();
    logged.length = 0;
  });
  afterEach(() => served.close());
  const convene = (headers = {}) =>
    convener.give('/v1/partnerships', commandNamed('ConvenePartnership').input.example, headers);

  it('refuses commands and says so to everybody who has to know, answers queries, and goes on once it is right', async () => {
    time.setBy(400 * DAY);
    const key = { 'idempotency-key': 'once' };
    const refused = await convene(key);
    expect(refused).toMatchObject({ status: 503, body: { code: 'clock-wrong' } });
    expect(refused.headers.get('retry-after')).toBe('1');
    const told = /clock went from 2026-05-01T10.* to 2027-06-05T10.*accept-clock/;
    expect(logged).toContainEqual(expect.objectContaining({ level: 50, msg: expect.stringMatching(told) }));
    expect(await served.anybody().ask('/readyz')).toMatchObject({
      status: 503,
      body: { details: { clock: { status: 'down', message: expect.stringMatching(told) } } },
    });
    expect(await served.anybody().ask(path)).toMatchObject({ status: 200 });
    time.setBy(-400 * DAY);
    expect(await served.anybody().ask('/readyz')).toMatchObject({ status: 200 });
    expect(await convene(key)).toMatchObject({ status: 201 });
  });

  it('goes on by the word of an operator, given in another process and recorded', async () => {
    time.setBy(-3 * DAY);
    expect(await convene()).toMatchObject({ status: 503 });
    const noted: string[] = [];
    const other = await openCommands(served.directory, {
      clock: time,
      noted: (said) => void noted.push(said),
    });
    const clock = await recordClockAccepted(other, 'It was three days ahead before');
    await other.close();
    expect(await convene()).toMatchObject({ status: 201 });
    expect(await served.anybody().ask('/readyz')).toMatchObject({ status: 200 });
    const [said] = (await served.book.stored.readCategory('operations')).events;
    expect(said).toMatchObject({
      type: 'ClockAccepted',
      data: { clock, reason: 'It was three days ahead before' },
    });
    // Who opens it anew believes it, too; who opens it as the clock is set back further does not, and is told.
    const again = () =>
      openCommands(served.directory, {
        clock: time,
        watch: new ClockWatch(time),
        noted: (sentence) => void noted.push(sentence),
      });
    await (await again()).close();
    expect(noted).toEqual([]);
    time.setBy(-DAY);
    await (await again()).close();
    expect(noted).toEqual([expect.stringMatching(/clock shows 2026-04-27.*recorded at 2026-04-28/)]);
  });
});
