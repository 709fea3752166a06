import { Command, CommandRunner, Option } from 'nest-commander';
import { once } from 'node:events';
import { oidcSettingsIn } from '#identity';
import { isShared, nameOf } from '#storage';
import { openStore } from '../../api/opened-store.ts';
import { serve } from '../../api/server.ts';
import { loggerOf } from '../../api/logging.ts';
import { configurationOf, DATA, PORT, storageOf } from '../options.ts';

@Command({ name: 'serve', description: 'Serve a data directory over HTTP until interrupted' })
export class ServeCommand extends CommandRunner {
  override async run(_: string[], options: { data?: string; port?: string; host?: string }): Promise<void> {
    const configuration = configurationOf(options);
    const oidc = oidcSettingsIn(process.env);
    const logger = loggerOf(configuration.logLevel);
    const noted = (sentence: string, err?: unknown) => logger.warn({ err }, sentence);
    const storage = storageOf(options);
    const opened = await openStore(storage, { ...(oidc ? { oidc } : {}), inspect: true, noted });
    const server = await serve(opened, { configuration, logger });
    const kept = isShared(storage) ? nameOf(storage.events) : storage.directory;
    process.stdout.write(`serving ${kept} at ${server.url}\n`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await server.close();
    await opened.close();
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }

  @Option(PORT)
  port(text: string): string {
    return text;
  }

  @Option({ flags: '--host <address>', description: 'which address (PLEDGEBOOK_HOST, else 127.0.0.1)' })
  host(address: string): string {
    return address;
  }
}
