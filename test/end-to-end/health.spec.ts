import { cmtId, orgId, ptnId } from '#specification';
import { projections } from '#domain';
import { outboxStatus } from '#outbox';
import { ServedBook } from '../support/served-book.ts';

describe('health, over HTTP', () => {
  let served: ServedBook;
  beforeEach(async () => {
    served = await ServedBook.open();
    await served.settled();
  });
  afterEach(() => served.close());

  const ask = (path: string) => served.anybody().ask(path);
  const append = async (stream: string, type: string, data: object) => {
    const event = { id: `evt_${'0'.repeat(26)}`, type, version: 1, data, metadata: {} };
    const { events } = await served.book.stored.append([{ stream, expected: 'any', events: [event] }]);
    return events[0];
  };

  it('is good while the store answers and every view is kept up', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const ready = await ask('/readyz');
    expect(ready).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(ready.headers.get('cache-control')).toContain('no-store');
    const parts = ['event-store', 'clock', 'outbox', ...projections.map(({ name }) => name)];
    expect(Object.keys(ready.body.details).sort()).toEqual(parts.sort());
  });

  /** Nobody can give a command that writes this: it details a commitment that nobody made. */
  const stop = async (projection: string) => {
    const [partnership, commitment] = [ptnId('one'), cmtId('none')];
    const data = { partnership, commitment, organisation: orgId('itu'), details: { theme: 'x' } };
    const event = await append(`${partnership}-commitment-${commitment}`, 'CommitmentDetailed', data);
    await served.book.checkpoints.reached(event?.position ?? '', { withinMs: 20_000, projection });
    return event;
  };

  it('is not good once a view has stopped: it says which, and at which event', async () => {
    const event = await stop('ledger');
    const { status, headers, body, text } = await ask('/readyz');
    expect({ status, body }).toMatchObject({
      status: 503,
      body: {
        status: 'error',
        details: {
          'event-store': { status: 'up' },
          ledger: { status: 'down', message: 'stopped', event: event?.id },
        },
      },
    });
    expect(headers.get('retry-after')).toBe('1');
    expect(text).not.toMatch(/undefined|TypeError|reading/);
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
  });

  it('is no reason to wait: who asks to be as fresh as a command is told that the view has stopped', async () => {
    const event = await stop('ledger');
    const convener = await served.party('Convener');
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await convener.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    const path = `/v1/partnerships/${body.ids.partnership}`;
    expect(await convener.ask(`${path}?atLeast=${body.freshness}`)).toMatchObject({ status: 200 });
    expect(await convener.ask(`${path}/ledger?atLeast=${body.freshness}`)).toMatchObject({
      status: 503,
      body: { code: 'view-stopped', detail: expect.stringContaining(event?.id ?? '') },
    });
  }, 10_000);

  it('is not good once the outbox has stopped', async () => {
    const event = await stop('timeline');
    const { outbox } = served.book;
    for (let stopped = false; !stopped;) {
      const { count } = outbox.changes;
      stopped = (await outboxStatus(outbox)).failed !== undefined;
      if (!stopped) await outbox.changes.after(count, AbortSignal.timeout(1_000));
    }
    expect((await ask('/v1/events')).body).toMatchObject({ events: [], end: true });
    expect((await ask('/readyz')).body.details.outbox).toMatchObject({ status: 'down', event: event?.id });
  }, 10_000);

  it('is not good once the event store does not answer, and says nothing of the driver', async () => {
    await served.book.stored.close();
    const { status, body, text } = await ask('/readyz');
    expect({ status, body }).toMatchObject({
      status: 503,
      body: { details: { 'event-store': { status: 'down', message: 'does not answer' } } },
    });
    expect(text).not.toMatch(/sqlite|database|open/i);
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
  });
});
