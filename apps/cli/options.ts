import { configurationFrom, unknownIn, type Configuration } from '#configuration';
import { identifierIn, type Identifier } from '#organisation';
import { storageIn, type StorageSettings } from '#storage';
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
export const DATA = {
  flags: '--data <directory>',
  description: 'where the book is kept (PLEDGEBOOK_DATA, else data)',
};
/** Variables that name places of their own. */
const PLACES = ['EVENTS', 'VIEWS', 'OUTBOX', 'KEYS'].flatMap((one) => [
  `PLEDGEBOOK_${one}`,
  `PLEDGEBOOK_${one}_FILE`,
]);
/**
 * The store, by option, else by environment, else in `data`.
 *
 * @throws Error an option names a folder and a variable another place; or something is not as it should be
 */
export function storageOf({ data }: { readonly data?: string }): StorageSettings {
  const named = PLACES.find((name) => process.env[name] !== undefined);
  if (data !== undefined && named !== undefined)
    throw new Error(`--data names a folder, and ${named} another place: say one of them`);
  return storageIn(data ?? process.env['PLEDGEBOOK_DATA'] ?? 'data', process.env);
}
export const REASON = {
  flags: '--reason <text>',
  description: 'how you know; everybody is shown it',
  required: true,
};
export const IDENTIFIER = {
  flags: '--identifier <agency:number>',
  description: 'its identifier, such as XM-DAC:41302, by which a token may name it',
};
/** @throws Error it is written otherwise */
export function identifierOf(text: string): Identifier {
  const identifier = identifierIn(text);
  if (identifier) return identifier;
  throw new Error(`--identifier takes agency:number, not "${text}"`);
}
export const PORT = {
  flags: '--port <number>',
  description: 'which port (PLEDGEBOOK_PORT, else 3000); 0 takes any that is free',
};
/**
 * What a server is told, by option, else by environment. Says on standard error which variables nobody knows.
 *
 * @throws Error something is not as it should be
 */
export function configurationOf({ data, host, port }: ServedOptions): Configuration {
  for (const name of unknownIn(process.env))
    process.stderr.write(`${name} is set, and nothing here is called so\n`);
  const said = { PLEDGEBOOK_DATA: data, PLEDGEBOOK_HOST: host, PLEDGEBOOK_PORT: port };
  const options = Object.entries(said).filter(([, value]) => value !== undefined);
  return configurationFrom({ ...process.env, ...Object.fromEntries(options) });
}
interface ServedOptions {
  readonly data?: string;
  readonly host?: string;
  readonly port?: string;
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
