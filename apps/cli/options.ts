import { Client } from './client.ts';

/** What every command that speaks to a server may be told. */
export interface ServerOptions {
  readonly server?: string;
  readonly token?: string;
}

/** A client by option, else by environment, else of the server that `npm start` makes. */
export const clientOf = ({ server, token }: ServerOptions): Client =>
  new Client(
    server ?? process.env['PLEDGEBOOK_SERVER'] ?? 'http://127.0.0.1:3000',
    token ?? process.env['PLEDGEBOOK_TOKEN'],
  );

/** Flags that several commands have, in one wording. */
export const SERVER = {
  flags: '--server <url>',
  description: 'whose book (PLEDGEBOOK_SERVER, else http://127.0.0.1:3000)',
};
export const TOKEN = { flags: '--token <token>', description: 'your token (PLEDGEBOOK_TOKEN)' };
export const DATA = { flags: '--data <directory>', description: 'where the book is kept (data)' };
export const PORT = { flags: '--port <number>', description: 'which port (3000); 0 takes any that is free' };

/** @throws Error it is no port */
export function portIn(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes 0 to 65535, not "${text}"`);
  return port;
}

export const AS_OF = {
  flags: '--as-of <moment>',
  description: 'as the book stood: a past instant, a past day, or the position of an answer',
};
export const EFFECTIVE = {
  flags: '--effective <day>',
  description: 'as things stood in the world on this day',
};

/** Aborts at the first interruption, so that long work can end at a clean place; the second ends the process. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}
