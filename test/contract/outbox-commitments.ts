import { positionOf } from '#event-store';
import { BEGINNING } from '#outbox';
import type { OutboxBench } from './outbox.contract.ts';

const message = (n: number) => ({
  id: `evt_${n}`,
  source: '/v1/partnerships/ptn_1',
  sequence: n,
  type: 'type',
  partnership: 'ptn_1',
  position: positionOf(n),
  text: JSON.stringify({ data: { commitment: n % 2 ? 'cmt_1' : 'cmt_2' } }),
});

/**
 * What every outbox promises of commitments: those of an older version are brought up.
 *
 * @param toFirstVersion makes it as it was in its first version, and fails where it is not of the latest
 */
export function messagesOfCommitments(
  open: () => Promise<OutboxBench>,
  toFirstVersion: (bench: OutboxBench) => Promise<unknown>,
): void {
  it('finds the messages of a commitment, also in an outbox of its first version', async () => {
    const bench = await open();
    await bench.store.write({
      fold: await bench.store.begin(1),
      to: { position: positionOf(4), event: 'evt_4', day: '2026-01-01' },
      messages: [1, 2, 3, 4].map(message),
      changes: [],
    });
    await toFirstVersion(bench);
    const filter = { partnership: 'ptn_1', commitment: 'cmt_1' };
    for (const opened of [bench.readOnly, bench.restart, bench.another]) {
      const outbox = await opened();
      const { messages, last } = await outbox.read(BEGINNING, { limit: 9, filter });
      expect([messages.map(({ place }) => place.number), last.number]).toEqual([[1, 3], 4]);
      const latest = (await outbox.latest(filter, 1)).map(({ place }) => place);
      expect(latest).toEqual([{ number: 3, id: 'evt_3' }]);
      expect((await outbox.latest({}, 2)).map(({ place }) => place.number)).toEqual([4, 3]);
    }
    await expect(toFirstVersion(bench)).resolves.not.toThrow();
    await bench.close();
  });
}
