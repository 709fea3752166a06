import { once } from 'node:events';
import { connect } from 'node:net';

/** What is answered to bytes that are sent as they are, until the server lets go. */
export async function answerTo(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let said = '';
  socket.on('data', (chunk) => (said += String(chunk)));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return said;
}

/** The problem document in such an answer. */
export const problemIn = (said: string) =>
  JSON.parse(said.slice(said.indexOf('\r\n\r\n'))) as { code: string };

/** A command as it is sent, with some of its headers and the beginning of its body. */
export const commandWith = (headers: string, body: string): string =>
  `POST /v1/partnerships HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${body}`;
