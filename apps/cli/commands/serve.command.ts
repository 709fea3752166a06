import { Command, CommandRunner, Option } from 'nest-commander';
import { once } from 'node:events';
import { openBook } from '../../api/book.ts';
import { serve } from '../../api/server.ts';
import { DATA, dataOf, PORT, portOf } from '../options.ts';

@Command({ name: 'serve', description: 'Serve a data directory over HTTP until interrupted' })
export class ServeCommand extends CommandRunner {
  override async run(_: string[], options: { data?: string; port?: string; host?: string }): Promise<void> {
    const data = dataOf(options);
    const port = portOf(options);
    const book = await openBook(data);
    const server = await serve(book, { port, host: options.host ?? '127.0.0.1' });
    process.stdout.write(`serving ${data} at ${server.url}\n`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await server.close();
    await book.close();
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }

  @Option(PORT)
  port(text: string): string {
    return text;
  }

  @Option({ flags: '--host <address>', description: 'which address (127.0.0.1)' })
  host(address: string): string {
    return address;
  }
}
