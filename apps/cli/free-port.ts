import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * The port that is asked for; where something else listens at it, 0, by which any that is free is taken. Says so on
 * standard error.
 *
 * @throws Error nobody may listen there, for another reason than that it is taken
 */
export async function freePort({ host, port }: { readonly host: string; readonly port: number }) {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    process.stderr.write(`Port ${port} is taken, so another is used.\n`);
    return 0;
  }
}
