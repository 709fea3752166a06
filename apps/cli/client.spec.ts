import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, pagesOfOneMoment, Unreachable } from './client.ts';

describe('the client', () => {
  let server: Server;
  let left: number;
  let closing = 0;
  const asked: string[] = [];
  beforeEach(async () => {
    server = createServer(({ url = '', socket }, response) => {
      asked.push(url);
      if (closing-- > 0) socket.destroy();
      else if (left-- > 0) response.writeHead(429, { 'retry-after': '0' }).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(answerTo(url));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  /** A list of two pages; what is recorded meanwhile gives each another position. */
  const answerTo = (url: string): string => {
    const asOf = { position: `position ${asked.length}`, effective: '2021-01-01' };
    const more = url.includes('cursor') ? {} : { next: 'second' };
    return JSON.stringify(url.startsWith('/list') ? { rows: [url], asOf, ...more } : { well: 'answered' });
  };

  it('asks for every page of one moment: that of the first', async () => {
    left = 0;
    asked.length = 0;
    const { port } = server.address() as AddressInfo;
    const client = new Client(`http://127.0.0.1:${port}`);
    const rows = [];
    for await (const page of pagesOfOneMoment<string>(client, '/list', { limit: '1' }))
      rows.push(...page.rows);
    expect(rows).toEqual(['/list?limit=1', '/list?limit=1&asOf=position+1&cursor=second']);
  });

  it('goes on after it was told to wait', async () => {
    left = 2;
    const { port } = server.address() as AddressInfo;
    expect(await new Client(`http://127.0.0.1:${port}`).get('/')).toEqual({ well: 'answered' });
    expect(left).toBe(-1);
  });

  it('sends again what a closed connection took with it, but for a command without a key', async () => {
    left = 0;
    const client = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    closing = 1;
    expect(await client.get('/')).toEqual({ well: 'answered' });
    closing = 1;
    expect(await client.command('/', {}, 'key')).toEqual({ well: 'answered' });
    closing = 1;
    await expect(client.command('/', {})).rejects.toThrow(Unreachable);
    closing = 2;
    await expect(client.get('/')).rejects.toThrow(Unreachable);
  });
});
