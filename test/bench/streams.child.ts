import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { answering } from './child.ts';
import { memory } from './memory.ts';

// The bare limit beside streams of events: a server of Node's own that keeps answers open, and does nothing else.
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(': up to date\n\n');
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

answering({ url: () => `http://127.0.0.1:${port}/`, memory }, async () => server.closeAllConnections());
