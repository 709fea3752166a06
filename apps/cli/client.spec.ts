import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from './client.ts';

describe('the client', () => {
  let server: Server;
  let left: number;
  beforeEach(async () => {
    server = createServer((_, response) => {
      if (left-- > 0) response.writeHead(429, { 'retry-after': '0' }).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"well":"answered"}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  it('goes on after it was told to wait', async () => {
    left = 2;
    const { port } = server.address() as AddressInfo;
    expect(await new Client(`http://127.0.0.1:${port}`).get('/')).toEqual({ well: 'answered' });
    expect(left).toBe(-1);
  });
});
