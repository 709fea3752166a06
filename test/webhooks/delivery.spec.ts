import { randomBytes } from 'node:crypto';
import type { Received } from '../support/webhook-receiver.ts';
import { Delivering } from './delivering.ts';

describe('The delivery of webhooks', () => {
  let bench: Delivering;
  beforeEach(async () => void (bench = await Delivering.begin()));
  afterEach(() => bench.close());

  const ONE = '/v1/partnerships/ptn_1';
  const numberOf = ({ body }: Received): number =>
    (JSON.parse(body) as { data: { number: number } }).data.number;
  const numbersAt = (path: string): number[] => bench.receiver.at(path).map(numberOf);
  /** Until so many different messages have arrived. */
  const arrived = (path: string, count: number) =>
    bench.receiver.until(() => new Set(numbersAt(path)).size >= count);
  /** Every source in its order: 1, 21, 41 … of the first. */
  const inOrder = (count: number): ReadonlyMap<string, readonly number[]> => {
    const numbers = Array.from({ length: count }, (_, i) => i + 1);
    return Map.groupBy(numbers, (number) => `/v1/partnerships/ptn_${number % 20}`);
  };

  describe('a source whose message is not taken', () => {
    it('waits alone, is parked after the last attempt with its answer, and goes on where its owner skips it', async () => {
      bench.receiver.replies.set('/a', (message) => (numberOf(message) === 21 ? 500 : 204));
      const id = await bench.webhook('/a');
      await bench.filled.add(100);
      bench.deliver();
      const [parked] = await bench.held(id, ([one]) => one?.parkedAt !== undefined);
      await arrived('/a', 96 + 1);
      expect(parked).toMatchObject({
        source: ONE,
        failing: { number: 21 },
        attempts: 3,
        answer: { status: 500, body: 'not today' },
      });
      expect(numbersAt('/a').filter((number) => number === 21)).toHaveLength(3);
      // Its later messages wait; all others came.
      expect(bench.arrived('/a').get(ONE)).toEqual([1, 21]);
      expect(await bench.store.registry.skip({ webhook: id, now: new Date().toISOString() })).toBe(1);
      await bench.held(id, (held) => held.length === 0);
      expect(bench.arrived('/a')).toEqual(inOrder(100));
      expect(numbersAt('/a').filter((number) => number === 21)).toHaveLength(3);
    });

    it('goes on from that message where its owner tries again, as soon as it is taken', async () => {
      bench.receiver.replies.set('/a', (message) => (numberOf(message) === 21 ? 500 : 204));
      const id = await bench.webhook('/a');
      await bench.filled.add(60);
      bench.deliver({ schedule: [] });
      await bench.held(id, ([one]) => one?.parkedAt !== undefined);
      bench.receiver.replies.delete('/a');
      // What comes meanwhile waits behind it.
      await bench.filled.add(40);
      await arrived('/a', 100 - 4 + 1);
      expect(
        await bench.store.registry.retry({ webhook: id, source: ONE, now: new Date().toISOString() }),
      ).toBe(1);
      await bench.held(id, (held) => held.length === 0);
      expect(bench.arrived('/a')).toEqual(inOrder(100));
    });

    it('is left alone for as long as its target asks', async () => {
      bench.receiver.replies.set(
        '/a',
        (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end(),
      );
      const id = await bench.webhook('/a');
      await bench.filled.add(1);
      const before = Date.now();
      bench.deliver();
      const [held] = await bench.held(id, ([one]) => one?.nextAt !== undefined);
      expect(Date.parse(held?.nextAt ?? '') - before).toBeGreaterThanOrEqual(3_600_000);
    });
  });

  describe('a target that hangs', () => {
    it('holds up nobody else, and is given up after a while', async () => {
      bench.receiver.replies.set('/hangs', () => undefined);
      const hanging = await bench.webhook('/hangs');
      await bench.webhook('/b');
      await bench.filled.add(40);
      bench.deliver({ schedule: [3_600] });
      await arrived('/b', 40);
      expect(new Set(numbersAt('/hangs')).size).toBe(4);
      const [held] = await bench.held(hanging, ([one]) => one !== undefined);
      expect(held?.answer).toMatchObject({ error: 'no answer within 2 s' });
    });

    it('is one that took the message, where it says so and does not end its answer', async () => {
      bench.receiver.replies.set('/a', (_, response) => void response.writeHead(200).write('and'));
      await bench.webhook('/a');
      await bench.filled.add(40);
      bench.deliver();
      await arrived('/a', 40);
      expect(bench.arrived('/a')).toEqual(inOrder(40));
    });
  });

  describe('a target that leads elsewhere', () => {
    it('is not followed', async () => {
      const location = bench.receiver.addressOf('/inside');
      bench.receiver.replies.set('/a', (_, response) => void response.writeHead(307, { location }).end());
      const id = await bench.webhook('/a');
      await bench.filled.add(1);
      bench.deliver({ schedule: [] });
      const [held] = await bench.held(id, ([one]) => one !== undefined);
      expect(held?.answer).toMatchObject({ status: 307 });
      expect(bench.receiver.at('/inside')).toEqual([]);
    });

    it('is looked up anew each time, and reached where that was looked at', async () => {
      const answers = [['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1', 'fd00::1']];
      const url = bench.receiver.addressOf('/a').replace('127.0.0.1', 'service.example');
      const id = await bench.webhook('/a', url);
      const names: string[] = [];
      bench.deliver({
        resolve: async (name) => (names.push(name), answers[names.length - 1] ?? ['127.0.0.1']),
      });
      await bench.filled.add(1);
      await arrived('/a', 1);
      expect(bench.receiver.at('/a')[0]?.headers.host).toMatch(/^service\.example:/);
      await bench.filled.add(1);
      await arrived('/a', 2);
      await bench.held(id, (held) => held.length === 0);
      expect([names, numbersAt('/a')]).toEqual([Array(4).fill('service.example'), [1, 2]]);
    });
  });

  describe('who delivers', () => {
    it('is replaced by whoever comes next, which goes on where it was: in order, and nothing is missing', async () => {
      const hung = Promise.withResolvers<void>();
      bench.receiver.replies.set('/a', (message) => {
        if (
          numberOf(message) !== 30 ||
          bench.receiver.at('/a').filter((one) => one.id === message.id).length > 1
        )
          return 204;
        hung.resolve();
      });
      const id = await bench.webhook('/a');
      await bench.filled.add(100);
      bench.deliver({ schedule: [3_600] });
      await hung.promise;
      bench.deliver();
      await arrived('/a', 100);
      await bench.held(id, (held) => held.length === 0);
      expect(bench.arrived('/a')).toEqual(inOrder(100));
    });

    it('begins with what is registered meanwhile, and leaves what is removed', async () => {
      bench.deliver();
      await bench.filled.add(20);
      const first = await bench.webhook('/a');
      await arrived('/a', 20);
      await bench.store.registry.remove(first);
      await bench.webhook('/b');
      await arrived('/b', 20);
      await bench.filled.add(20);
      await arrived('/b', 40);
      expect(numbersAt('/a')).toHaveLength(20);
    });

    it('stops one whose message is not in the outbox, and tells its owner; others go on', async () => {
      await bench.filled.add(20);
      const elsewhere = { number: 5, id: 'evt_of_another_outbox' };
      const id = await bench.webhook('/a', bench.receiver.addressOf('/a'), elsewhere);
      await bench.webhook('/b');
      bench.deliver();
      await bench.shown(id, ({ trouble }) => trouble === 'place-lost');
      await arrived('/b', 20);
      expect([numbersAt('/a'), bench.noted.length]).toEqual([[], 1]);
    });

    it('tells the owner of what cannot be signed, and goes on once it can', async () => {
      const id = await bench.webhook('/a');
      await bench.filled.add(1);
      const blind = bench.deliver({ key: randomBytes(32) });
      await bench.shown(id, ({ trouble }) => trouble === 'secret-lost');
      expect(bench.noted).toEqual([expect.stringContaining(`${id} is not delivered for now`)]);
      await blind.close();
      bench.deliver();
      await arrived('/a', 1);
      await bench.shown(id, ({ trouble }) => trouble === undefined);
    });
  });
});
