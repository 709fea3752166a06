import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SubscriptionRefused, type Batch, type Door } from './door.ts';
import { polling } from './polling.ts';
import { streaming } from './streaming.ts';

type Answer = (response: ServerResponse) => void;
const event = (id: string) => JSON.stringify({ id });
const problem: Answer = (response) =>
  response
    .writeHead(409, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ code: 'not-in-the-log', detail: 'Begin anew.' }));
const busy: Answer = (response) => response.writeHead(503, { 'retry-after': '0' }).end();
const lost: Answer = (response) => response.destroy();
const page =
  (id: string): Answer =>
  (response) =>
    response.end(`{"events":[${event(id)}],"next":"after ${id}","end":true}`);
/** Told in parts, of which the last is cut off. */
const stream =
  (...ids: string[]): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const id of ids) response.write(`id: after ${id}\ndata: ${event(id)}\n\n`);
    response.write('id: after nothing\ndata: {"id', () => response.destroy());
  };

describe('a door over HTTP', () => {
  let server: Server;
  let asked: IncomingMessage[];
  const open = async (answers: readonly Answer[], door: typeof polling | typeof streaming): Promise<Door> => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request);
      answers[asked.length - 1]?.(response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return door({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, types: ['a', 'b'] });
  };
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  /** What it tells until there are so many events. */
  async function toldBy(door: Door, count: number): Promise<string[]> {
    const [ids, end] = [[] as string[], new AbortController()];
    const take = async ({ events }: Batch) => {
      ids.push(...events.map(({ id }) => id));
      if (ids.length >= count) end.abort();
    };
    await door.follow('the beginning', take, end.signal);
    return ids;
  }

  it('asks again where nobody answers or it is busy, from where it was', async () => {
    const door = await open([lost, busy, page('1'), lost, page('2')], polling);
    expect(await toldBy(door, 2)).toEqual(['1', '2']);
    expect(asked.map(({ url }) => new URL(url ?? '', 'http://here').searchParams.get('after'))).toEqual([
      'the beginning',
      'the beginning',
      'the beginning',
      'after 1',
      'after 1',
    ]);
    expect(asked[0]?.url).toContain('type=a&type=b');
  });

  it('opens a stream that was cut again, after the last event that came whole', async () => {
    const door = await open([stream('1', '2'), busy, stream('3')], streaming);
    expect(await toldBy(door, 3)).toEqual(['1', '2', '3']);
    expect(asked.map(({ headers }) => headers['last-event-id'])).toEqual([
      'the beginning',
      'after 2',
      'after 2',
    ]);
  });

  it.each([polling, streaming])('gives up where it is refused', async (kind) => {
    const door = await open([problem], kind);
    const refusal = toldBy(door, 1);
    await expect(refusal).rejects.toThrow(SubscriptionRefused);
    await expect(refusal).rejects.toMatchObject({
      status: 409,
      code: 'not-in-the-log',
      message: 'Begin anew.',
    });
  });

  it.each([
    [polling, page('1')],
    [streaming, stream('1')],
  ])('ends with what its reader throws', async (kind, answer) => {
    const door = await open([answer], kind);
    const take = () => Promise.reject(new Error('no room'));
    await expect(door.follow(undefined, take, new AbortController().signal)).rejects.toThrow('no room');
  });
});
