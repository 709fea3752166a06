import { BEGINNING, Overtaken } from '#outbox';
import {
  OtherRequest,
  TooMany,
  type HeldSource,
  type NewWebhook,
  type Webhook,
  type WebhookStore,
} from '#webhooks';

/** A store of webhooks under test. */
export interface WebhookBench {
  readonly store: WebhookStore;
  /** Closes it and opens it again. */
  restart(): Promise<WebhookStore>;
  close(): Promise<void>;
}

const named = (id: string, more: Partial<NewWebhook> = {}): NewWebhook => ({
  id,
  organisation: 'org_1',
  url: 'https://service.example/é?a=1',
  filter: { types: ['a', 'b'], partnership: 'ptn_1', organisation: 'not-stated' },
  secrets: [{ sealed: 'first' }],
  createdAt: '2026-01-01T00:00:00.000Z',
  place: BEGINNING,
  ...more,
});
const place = (number: number) => ({ number, id: `evt_${number}` });
const [EARLY, NOW, LATE] = [
  '2026-01-01T00:00:00.000Z',
  '2026-01-02T00:00:00.000Z',
  '2026-01-03T00:00:00.000Z',
];
const claim = { webhook: 'whk_1', holder: 'one' };
const held = (source: string, more: Partial<HeldSource> = {}): HeldSource => ({
  source,
  after: place(4),
  failing: place(5),
  attempts: 1,
  nextAt: NOW,
  answer: { at: EARLY, status: 500, body: 'no "é"' },
  ...more,
});

/** What every store of webhooks promises, whatever the engine. */
export function webhookStoreContract(engine: string, open: () => Promise<WebhookBench>): void {
  describe(`webhooks on ${engine}`, () => {
    let bench: WebhookBench;
    let store: WebhookStore;
    beforeEach(async () => {
      bench = await open();
      ({ store } = bench);
    });
    afterEach(() => bench.close());

    const found = async () => (await store.registry.find('whk_1')) as Webhook;
    /** A webhook that is claimed. */
    const claimed = async () => {
      await store.registry.register(named('whk_1'), 9);
      await store.deliveries.claim(claim);
    };
    const sources = async () => (await store.registry.held('whk_1', 9)).map(({ source }) => source);

    it('keep what is registered, over a restart, until it is removed with all that is held back', async () => {
      const { request: _, ...webhook } = named('whk_1');
      expect(await store.registry.register(named('whk_1'), 9)).toEqual({ ...webhook, revision: 1 });
      await store.registry.register(named('whk_2', { organisation: 'org_2', filter: {} }), 9);
      await store.deliveries.claim(claim);
      await store.deliveries.hold(claim, held('/a'));
      store = await bench.restart();
      expect(await found()).toEqual({ ...webhook, revision: 1 });
      expect(await store.registry.held('whk_1', 9)).toEqual([held('/a')]);
      expect((await store.registry.ofOrganisation('org_2')).map(({ id }) => id)).toEqual(['whk_2']);
      const active = new Map(['whk_1', 'whk_2'].map((id) => [id, 1]));
      expect(await store.deliveries.active()).toEqual(active);
      await store.registry.remove('whk_1');
      expect([await store.registry.find('whk_1'), await sources()]).toEqual([undefined, []]);
      await expect(store.deliveries.advance(claim, place(1))).rejects.toThrow(Overtaken);
    });

    it('are registered once by the same request, and as often as an organisation may', async () => {
      const request = { key: 'k', body: 'b' };
      await store.registry.register(named('whk_1', { request }), 1);
      expect((await store.registry.register(named('whk_2', { request }), 1)).id).toBe('whk_1');
      const other = named('whk_2', { request: { ...request, body: 'c' } });
      await expect(store.registry.register(other, 9)).rejects.toThrow(OtherRequest);
      await expect(store.registry.register(named('whk_3'), 1)).rejects.toThrow(TooMany);
      await store.registry.register(named('whk_3', { organisation: 'org_2' }), 1);
    });

    it('have their secrets replaced by whoever saw them as they are', async () => {
      await claimed();
      const before = await found();
      const secrets = [{ sealed: 'second' }, { sealed: 'first', until: LATE }];
      expect(await store.registry.replaceSecrets(before, secrets)).toBe(true);
      expect(await store.registry.replaceSecrets(before, [])).toBe(false);
      expect(await found()).toMatchObject({ secrets, revision: 2 });
      // Who delivers goes on.
      expect(await store.deliveries.claimed(claim)).toMatchObject({ secrets });
    });

    it('are written by who holds them alone', async () => {
      await claimed();
      await store.deliveries.hold(claim, held('/a'));
      const other = { ...claim, holder: 'two' };
      await store.deliveries.claim(other);
      const writes = [
        () => store.deliveries.claimed(claim),
        () => store.deliveries.advance(claim, place(3)),
        () => store.deliveries.hold(claim, held('/b')),
        () => store.deliveries.move(claim, place(4), held('/a', { attempts: 7 })),
        () => store.deliveries.release(claim, place(4), '/a'),
        () => store.deliveries.note(claim, 'place-lost'),
        () => store.deliveries.end(claim, NOW),
      ];
      for (const write of writes) await expect(write()).rejects.toThrow(Overtaken);
      expect(await found()).toEqual({ ...(await found()), place: BEGINNING, revision: 1 });
      expect(await store.registry.held('whk_1', 9)).toEqual([held('/a')]);
      await store.deliveries.advance(other, place(3));
      expect((await found()).place).toEqual(place(3));
    });

    it('hold back sources, each due in its turn, and move on or let go what stands where it stood', async () => {
      await claimed();
      await store.deliveries.hold(claim, held('/late', { nextAt: LATE }));
      await store.deliveries.hold(claim, held('/now'));
      await store.deliveries.hold(claim, held('/early', { nextAt: EARLY }));
      const due = async () => (await store.deliveries.due('whk_1', NOW, 9)).map(({ source }) => source);
      expect([await due(), await store.deliveries.nextDue('whk_1')]).toEqual([['/early', '/now'], EARLY]);
      expect(await store.deliveries.heldAmong('whk_1', ['/late', '/other'])).toEqual(new Set(['/late']));
      // One that is held back already stands as it does.
      await store.deliveries.hold(claim, held('/now', { attempts: 9 }));
      const { nextAt: _, ...parked } = held('/early', { attempts: 3, parkedAt: NOW });
      await store.deliveries.move(claim, place(9), parked);
      expect(await due()).toEqual(['/early', '/now']);
      await store.deliveries.move(claim, place(4), parked);
      await store.deliveries.release(claim, place(9), '/now');
      expect(await store.registry.held('whk_1', 9)).toEqual([
        parked,
        held('/late', { nextAt: LATE }),
        held('/now'),
      ]);
      await store.deliveries.release(claim, place(4), '/now');
      expect([await due(), await sources()]).toEqual([[], ['/early', '/late']]);
      expect(await store.registry.counts(['whk_1', 'whk_2'])).toEqual(
        new Map([['whk_1', { waiting: 1, parked: 1 }]]),
      );
      expect(await store.registry.total()).toEqual({ waiting: 1, parked: 1 });
    });

    it('have what was not taken tried again or skipped by their owner, of one source or of all', async () => {
      await claimed();
      const { nextAt: _, ...parked } = held('/a', { attempts: 9, parkedAt: EARLY });
      await store.deliveries.hold(claim, parked);
      await store.deliveries.hold(claim, held('/b', { nextAt: LATE }));
      const of = { webhook: 'whk_1', now: NOW };
      expect(await store.registry.retry({ ...of, source: '/a' })).toBe(1);
      const again = held('/a', { attempts: 0 });
      expect(await store.registry.held('whk_1', 9)).toEqual([again, held('/b', { nextAt: LATE })]);
      expect(await store.registry.skip(of)).toBe(2);
      const skipped = (source: string) => ({ source, after: place(5), attempts: 0, nextAt: NOW });
      expect(await store.registry.held('whk_1', 9)).toEqual([skipped('/a'), skipped('/b')]);
      // Nothing is left to be skipped, and what was under way meanwhile does not undo it.
      expect(await store.registry.skip(of)).toBe(0);
      await store.deliveries.move(claim, place(4), held('/a', { attempts: 2 }));
      expect(await store.registry.held('whk_1', 9)).toEqual([skipped('/a'), skipped('/b')]);
      expect((await found()).revision).toBe(4);
    });

    it('end, and are claimed no more; what keeps one from going on is told until it is over', async () => {
      await claimed();
      await store.deliveries.note(claim, 'secret-lost');
      expect((await found()).trouble).toBe('secret-lost');
      await store.deliveries.note(claim, undefined);
      expect(await found()).not.toHaveProperty('trouble');
      await store.deliveries.end(claim, NOW);
      expect((await found()).endedAt).toBe(NOW);
      expect(await store.deliveries.active()).toEqual(new Map());
      expect([await store.deliveries.claim(claim), await store.deliveries.claimed(claim)]).toEqual([
        undefined,
        undefined,
      ]);
    });

    it('go elsewhere as they are', async () => {
      await claimed();
      await store.registry.register(named('whk_2', { request: { key: 'k', body: 'b' } }), 9);
      await store.deliveries.hold(claim, held('/a'));
      const all = await store.all();
      await store.registry.remove('whk_1');
      await store.replaceAll(all);
      expect(await store.all()).toEqual(all);
      expect(await store.registry.held('whk_1', 9)).toEqual([held('/a')]);
    });
  });
}
