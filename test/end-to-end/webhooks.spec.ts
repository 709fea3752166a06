import { Webhook } from 'standardwebhooks';
import { tellBroadHistory, type BroadHistory } from '../support/broad-history.ts';
import { ServedBook, type Party } from '../support/served-book.ts';
import { POSTING, WebhookReceiver } from '../support/webhook-receiver.ts';

const publicUrl = 'https://book.example';
const environment = {
  PLEDGEBOOK_PUBLIC_URL: publicUrl,
  ...POSTING,
};
describe('Webhooks', () => {
  let served: ServedBook;
  let receiver: WebhookReceiver;
  let history: BroadHistory;
  let operator: Party;
  beforeAll(async () => {
    [served, receiver] = [
      await ServedBook.open(undefined, { environment, publicUrl }),
      await WebhookReceiver.start(),
    ];
    history = await tellBroadHistory(served);
    operator = await served.party('Whoever runs it', ['operator']);
  });
  afterAll(async () => {
    await served.close();
    await receiver.close();
  });

  /** Registers a webhook at a path of the receiver, which knows its secret from then on. */
  async function register(by: Party, path: string, says: object = {}): Promise<string> {
    const { body } = await by.done('/v1/webhooks', { url: receiver.addressOf(path), ...says });
    receiver.secrets.set(path, body.secret);
    return body.webhook as string;
  }
  const show = async (by: Party, webhook: string) => (await by.ask(`/v1/webhooks/${webhook}`)).body;
  /** Until what a webhook shows is as a test says. */
  async function shown(by: Party, webhook: string, is: (body: never) => boolean) {
    for (;;) {
      const body = await show(by, webhook);
      if (is(body as never)) return body;
    }
  }
  const convene = (title: string) =>
    history.gsma.done('/v1/partnerships', {
      title,
      problem: 'P',
      scope: { places: ['CO'], sdgTargets: ['6.3'] },
    });

  interface Told {
    readonly id: string;
    readonly source: string;
  }

  describe('a webhook', () => {
    it('is posted every event from the first: the bytes that polling has, signed, in order for each source', async () => {
      const webhook = await register(history.gsma, '/all', { after: 'beginning' });
      const { events } = (await served.anybody().ask('/v1/events?limit=1000')).body as { events: Told[] };
      const told = await receiver.until(
        () => receiver.at('/all').length >= events.length && receiver.at('/all'),
      );
      const bySource = (all: readonly string[]) =>
        Map.groupBy(all, (text) => (JSON.parse(text) as Told).source);
      expect(bySource(told.map(({ body }) => body))).toEqual(
        bySource(events.map((one) => JSON.stringify(one))),
      );
      expect(told.map(({ id }) => id)).toEqual(told.map(({ body }) => (JSON.parse(body) as Told).id));
      expect(told[0]?.headers['content-type']).toBe('application/cloudevents+json; charset=UTF-8');
      expect(receiver.refused).toEqual([]);
      await history.gsma.done(`/v1/webhooks/${webhook}/remove-webhook`);
    });

    it('is one that a receiver refuses, by the reference library, where anybody changed it', async () => {
      const [{ body, headers } = { body: '', headers: {} }] = receiver.at('/all');
      const verify = (text: string, more: object = {}) =>
        new Webhook(receiver.secrets.get('/all') ?? '').verify(text, { ...headers, ...more } as never);
      expect(verify(body)).toEqual(JSON.parse(body));
      expect(() => verify(`${body} `)).toThrow('No matching signature');
      expect(() => verify(body, { 'webhook-id': 'evt_another' })).toThrow('No matching signature');
    });

    it('is told what comes from then on, of what it asks for alone', async () => {
      const type = ['pledgebook.partnership-convened.v1'];
      const webhook = await register(operator, '/convened', { type });
      await history.gsma.done(`/v1/partnerships/${history.other}/make-pledge`, {
        statement: 'S',
        kind: 'policy',
      });
      await convene('One');
      const [first] = await receiver.until(
        () => receiver.at('/convened').length > 0 && receiver.at('/convened'),
      );
      expect(JSON.parse(first?.body ?? '')).toMatchObject({
        type: type[0],
        data: { change: { title: 'One' } },
      });
      expect(await show(operator, webhook)).toMatchObject({
        state: 'active',
        filter: { type },
        waiting: 0,
        parked: 0,
      });
    });

    it('is told of one commitment alone, where it asks for that', async () => {
      const path = `/v1/partnerships/${history.other}`;
      const pledge = { statement: 'S', kind: 'policy' };
      const made = [await history.gsma.done(`${path}/make-pledge`, pledge)];
      made.push(await history.gsma.done(`${path}/make-pledge`, pledge));
      const [other, commitment] = made.map(({ body }) => body.ids.commitment as string);
      await register(operator, '/one', { commitment });
      for (const each of [other, commitment])
        await history.gsma.done(`${path}/commitments/${each}/firm-pledge`);
      const [first] = await receiver.until(() => receiver.at('/one').length > 0 && receiver.at('/one'));
      expect(JSON.parse(first?.body ?? '')).toMatchObject({ data: { commitment } });
    });

    it('is its owner’s alone: nobody else is told that it is there', async () => {
      const webhook = await register(history.gsma, '/mine');
      const colleague = await served.party('GSMA', ['analyst']);
      for (const other of [history.unicef, operator, colleague, served.anybody()]) {
        expect((await other.ask(`/v1/webhooks/${webhook}`)).body.code).toBe('webhook-unknown');
        expect(JSON.stringify((await other.ask('/v1/webhooks')).body)).not.toContain(webhook);
      }
      for (const command of [
        'rotate-secret',
        'test-webhook',
        'retry-delivery',
        'skip-delivery',
        'remove-webhook',
      ])
        expect((await history.unicef.give(`/v1/webhooks/${webhook}/${command}`)).body.code).toBe(
          'webhook-unknown',
        );
      const { webhooks } = (await history.gsma.ask('/v1/webhooks')).body;
      expect(webhooks.map((one: { webhook: string }) => one.webhook)).toContain(webhook);
      expect(JSON.stringify(webhooks)).not.toContain('whsec');
    });

    it('is one, however often the same request is sent', async () => {
      const key = { 'idempotency-key': 'once' };
      const says = { url: receiver.addressOf('/once') };
      const [first, again] = [
        await history.unicef.done('/v1/webhooks', says, key),
        await history.unicef.done('/v1/webhooks', says, key),
      ];
      expect(again.body).toEqual(first.body);
      expect(first.headers.get('location')).toBe(`/v1/webhooks/${first.body.webhook}`);
      const other = await history.unicef.give('/v1/webhooks', { url: receiver.addressOf('/two') }, key);
      expect(other.body.code).toBe('idempotency-key-reused');
    });

    it('is tried by a message that tells nothing, and its owner is told what came of that', async () => {
      const webhook = await register(history.gsma, '/tried');
      const { body } = await history.gsma.done(`/v1/webhooks/${webhook}/test-webhook`);
      expect(body).toMatchObject({ taken: true, answer: { status: 204 } });
      expect(receiver.at('/tried').map(({ id }) => id)).toEqual([body.message]);
      receiver.replies.set('/tried', () => 500);
      const failed = await history.gsma.done(`/v1/webhooks/${webhook}/test-webhook`);
      expect(failed.body).toMatchObject({ taken: false, answer: { status: 500, body: 'not today' } });
    });

    it('is signed with both secrets while one takes the place of the other', async () => {
      const webhook = await register(history.gsma, '/rotated');
      const before = receiver.secrets.get('/rotated') ?? '';
      const { body } = await history.gsma.done(`/v1/webhooks/${webhook}/rotate-secret`);
      const tried = async () => {
        await history.gsma.done(`/v1/webhooks/${webhook}/test-webhook`);
        return receiver.at('/rotated').length;
      };
      expect([await tried(), body.secret === before]).toEqual([1, false]);
      receiver.secrets.set('/rotated', body.secret);
      expect(await tried()).toBe(2);
      const last = await history.gsma.done(`/v1/webhooks/${webhook}/rotate-secret`, { overlapHours: 0 });
      expect(await tried()).toBe(2);
      receiver.secrets.set('/rotated', last.body.secret);
      expect(await tried()).toBe(3);
      expect((await show(history.gsma, webhook)).secrets).toEqual([{}]);
    });

    it('is held back for one source whose message was not taken, until its owner tries again or skips it', async () => {
      const webhook = await register(history.gsma, '/held', { type: ['pledgebook.partnership-convened.v1'] });
      const isNo = ({ body }: { body: string }) => /"title":"(No|Never)"/.test(body);
      receiver.replies.set('/held', (message) => (isNo(message) ? 503 : 204));
      const ids: string[] = [];
      for (const title of ['No', 'Yes', 'Never']) ids.push((await convene(title)).body.ids.partnership);
      const body = await shown(history.gsma, webhook, ({ waiting }: { waiting: number }) => waiting === 2);
      const [no, , never] = ids.map((id) => `/v1/partnerships/${id}`);
      expect(body.sources.map((one: { source: string }) => one.source)).toEqual([no, never].toSorted());
      expect(body.sources[0]).toMatchObject({
        state: 'waiting',
        attempts: 1,
        answer: { status: 503, body: 'not today' },
      });
      const skip = { source: never };
      expect((await history.gsma.done(`/v1/webhooks/${webhook}/skip-delivery`, skip)).body.sources).toBe(1);
      receiver.replies.delete('/held');
      expect((await history.gsma.done(`/v1/webhooks/${webhook}/retry-delivery`)).body.sources).toBe(1);
      await shown(history.gsma, webhook, ({ waiting }: { waiting: number }) => waiting === 0);
      const titles = receiver.at('/held').map(({ body: text }) => JSON.parse(text).data.change.title);
      expect(titles.filter((title: string) => title === 'Yes')).toHaveLength(1);
      expect([titles.filter((title: string) => title === 'No').length > 1, titles.at(-1)]).toEqual([
        true,
        'No',
      ]);
    });

    it('ends where its address says that it is gone', async () => {
      const webhook = await register(history.gsma, '/gone');
      receiver.replies.set('/gone', () => 410);
      await convene('Two');
      const body = await shown(history.gsma, webhook, ({ state }: { state: string }) => state === 'gone');
      expect(body.endedAt).toMatch(/^20/);
    });
  });

  describe('what is refused', () => {
    it.each([
      ['ftp://service.example/', 'invalid-input'],
      ['http://user@service.example/', 'invalid-input'],
      ['https://service.example/#part', 'invalid-target'],
      ['https://10.0.0.1/', 'invalid-target'],
      ['https://[::ffff:192.168.0.1]/', 'invalid-target'],
      ['https://0xa9fea9fe/', 'invalid-target'],
    ])('the address %s', async (url, code) => {
      expect((await history.gsma.give('/v1/webhooks', { url })).body.code).toBe(code);
    });

    it('a place of another book, a type that is not told, and who speaks for nobody', async () => {
      const url = receiver.addressOf('/none');
      const codes = await Promise.all([
        history.gsma.give('/v1/webhooks', { url, after: 'x' }),
        history.gsma.give('/v1/webhooks', { url, type: ['pledgebook.nothing.v1'] }),
        served.anybody().give('/v1/webhooks', { url }),
        (await served.party('Auditor', ['auditor'])).give('/v1/webhooks', { url }),
      ]);
      expect(codes.map(({ body }) => body.code)).toEqual([
        'invalid-token',
        'invalid-type',
        'token-missing',
        'role-missing',
      ]);
    });

    it('more webhooks than an organisation may have', async () => {
      const eager = await served.party('Eager');
      const url = receiver.addressOf('/eager');
      for (let i = 0; i < 20; i++) await eager.done('/v1/webhooks', { url });
      expect((await eager.give('/v1/webhooks', { url })).body.code).toBe('too-many-webhooks');
    });
  });
});
