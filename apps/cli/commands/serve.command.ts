import { Command, CommandRunner, Option } from 'nest-commander';
import { once } from 'node:events';
import { openBook } from '../../api/book.ts';
import { serve } from '../../api/server.ts';

@Command({ name: 'serve', description: 'Serve a data directory over HTTP until interrupted' })
export class ServeCommand extends CommandRunner {
  override async run(_: string[], options: { data?: string; port?: number; host?: string }): Promise<void> {
    const { data = 'data', port = 3000, host = '127.0.0.1' } = options;
    const book = await openBook(data);
    const server = await serve(book, { port, host });
    process.stdout.write(`serving ${data} at ${server.url}\n`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await server.close();
    await book.close();
  }

  @Option({ flags: '--data <directory>', description: 'where the book is kept (data)' })
  data(directory: string): string {
    return directory;
  }

  @Option({ flags: '--port <number>', description: 'which port (3000); 0 takes any that is free' })
  port(text: string): number {
    const port = Number(text);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error(`--port takes 0 to 65535, not "${text}"`);
    return port;
  }

  @Option({ flags: '--host <address>', description: 'which address (127.0.0.1)' })
  host(address: string): string {
    return address;
  }
}
