/** One variable of the environment: what it is for, its rule in words and in code, and what stands where nobody says. */
export interface Variable<T> {
  readonly name: string;
  readonly about: string;
  readonly rule: string;
  /** As it would be said; empty: nothing. */
  readonly fallback: string;
  /** Undefined: it is not as the rule says. */
  readonly read: (text: string) => T | undefined;
}
type Of<V> = { readonly [Name in keyof V]: V[Name] extends Variable<infer T> ? T : never };
export type Configuration = Of<typeof VARIABLES>;
type Environment = Readonly<Record<string, string | undefined>>;

const whole =
  (least: number, most: number) =>
  (text: string): number | undefined => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  };
const listed =
  <T>(read: (text: string) => T | undefined) =>
  (text: string): readonly T[] | undefined => {
    const items = text === '' ? [] : text.split(',').map((item) => read(item.trim()));
    return items.every((item): item is NonNullable<typeof item> => item !== undefined) ? items : undefined;
  };
const words = (text: string): string | undefined => (text === '' ? undefined : text);

/** An origin such as `https://book.example`: no path, no query. */
function origin(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')
    ? url.origin
    : undefined;
}
const address = (text: string): string | undefined =>
  /^([0-9a-f:.]+(\/\d{1,3})?|loopback|linklocal|uniquelocal)$/i.test(text) ? text : undefined;

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** Everything that a server can be told by its environment: a new variable is one entry here and a row of the README. */
export const VARIABLES = {
  data: variable('PLEDGEBOOK_DATA', {
    about: 'the data directory',
    rule: 'a path',
    fallback: 'data',
    read: words,
  }),
  host: variable('PLEDGEBOOK_HOST', {
    about: 'the address to listen at',
    rule: 'an address or a name',
    fallback: '127.0.0.1',
    read: words,
  }),
  port: variable('PLEDGEBOOK_PORT', {
    about: 'the port to listen at; 0 takes any that is free',
    rule: '0 to 65535',
    fallback: '3000',
    read: whole(0, 65_535),
  }),
  publicUrl: variable('PLEDGEBOOK_PUBLIC_URL', {
    about: 'where callers reach this server, for the addresses in its answers; else what each of them says',
    rule: 'an origin such as https://book.example',
    fallback: '',
    read: (text) => (text === '' ? '' : origin(text)),
  }),
  trustedProxies: variable('PLEDGEBOOK_TRUSTED_PROXIES', {
    about: 'the proxies whose X-Forwarded headers are believed',
    rule: 'addresses, networks (10.0.0.0/8) or loopback, with commas',
    fallback: '',
    read: listed(address),
  }),
  corsOrigins: variable('PLEDGEBOOK_CORS_ORIGINS', {
    about: 'whose web pages may ask',
    rule: 'origins such as https://map.example, with commas',
    fallback: '',
    read: listed(origin),
  }),
  ratePerToken: variable('PLEDGEBOOK_RATE_PER_TOKEN', {
    about: 'how many requests a minute one token may make; 0: any number',
    rule: '0 to 100000000',
    fallback: '30000',
    read: whole(0, 100_000_000),
  }),
  ratePerAddress: variable('PLEDGEBOOK_RATE_PER_ADDRESS', {
    about: 'how many requests a minute one address may make without a good token; 0: any number',
    rule: '0 to 100000000',
    fallback: '6000',
    read: whole(0, 100_000_000),
  }),
  bodyLimit: variable('PLEDGEBOOK_BODY_LIMIT', {
    about: 'the most that a body may have, in bytes',
    rule: '1024 to 16777216',
    fallback: '262144',
    read: whole(1024, 16_777_216),
  }),
  arrivalSeconds: variable('PLEDGEBOOK_ARRIVAL_SECONDS', {
    about: 'how long a request may take to arrive',
    rule: '1 to 600',
    fallback: '30',
    read: whole(1, 600),
  }),
  graceSeconds: variable('PLEDGEBOOK_GRACE_SECONDS', {
    about: 'how long requests under way may take when the server is told to end',
    rule: '0 to 600',
    fallback: '5',
    read: whole(0, 600),
  }),
  logLevel: variable('PLEDGEBOOK_LOG_LEVEL', {
    about: 'how much is logged; `info` has a line for each request',
    rule: LEVELS.join(', '),
    fallback: 'info',
    read: (text) => LEVELS.find((level) => level === text),
  }),
};

function variable<T>(name: string, more: Omit<Variable<T>, 'name'>): Variable<T> {
  return { name, ...more };
}

/** What is told in the same way, and read elsewhere: by the command line, the tests, and whoever keeps keys or knows people. */
export const OTHERS: Readonly<Record<string, string>> = {
  PLEDGEBOOK_EVENTS:
    'where the events are kept: sqlite:<file> or postgres://…; else events.sqlite in the data directory',
  PLEDGEBOOK_EVENTS_LISTEN:
    'a direct connection to the same database, past a pooler, on which it wakes readers',
  PLEDGEBOOK_VIEWS_LISTEN: 'likewise, to the database of the views',
  PLEDGEBOOK_VIEWS: 'where the views are kept, likewise; else views.sqlite',
  PLEDGEBOOK_KEYS: 'where the keys of what is sealed are kept, likewise; else keys.sqlite',
  PLEDGEBOOK_SECRET: 'the secret behind opaque tokens, in base64; else secret.key',
  PLEDGEBOOK_SECRET_FILE: 'the file in which it stands, as it is',
  PLEDGEBOOK_SIGNING_KEY: 'the key that signs the book’s own tokens (PEM, Ed25519); else signing-key.pem',
  PLEDGEBOOK_SIGNING_KEY_FILE: 'the file in which it stands',
  PLEDGEBOOK_SERVER: 'whose book the command line speaks to',
  PLEDGEBOOK_TOKEN: 'the token it speaks with',
  PLEDGEBOOK_LANGUAGES: 'whether tests click through the page in all its languages: all',
  PLEDGEBOOK_CRASH_COMMANDS: 'how many commands each client gives in the test of two servers that are killed',
  PLEDGEBOOK_SHARED: 'where tests and examples find the shared data',
  PLEDGEBOOK_MASTER_KEY: 'the keys that wrap the keys of what is sealed',
  PLEDGEBOOK_MASTER_KEY_FILE: 'where they stand',
  PLEDGEBOOK_OIDC_ISSUER: 'who vouches for people, where the book itself does not',
  PLEDGEBOOK_OIDC_AUDIENCE: 'whom its tokens are for',
  PLEDGEBOOK_OIDC_ORGANISATION_CLAIM: 'where they name the organisation',
  PLEDGEBOOK_OIDC_ROLES_CLAIM: 'where they name the roles',
  PLEDGEBOOK_OIDC_ROLE_PREFIX: 'what stands before the roles that are ours',
  PLEDGEBOOK_OIDC_TOKEN_TYPE: 'what they call themselves',
  PLEDGEBOOK_OIDC_CLOCK_SKEW: 'how far clocks may differ, in seconds',
  PLEDGEBOOK_OIDC_CLIENT_ID: 'the page, as they know it, for signing in on it',
  PLEDGEBOOK_OIDC_CLIENT_SCOPE: 'what it asks for',
};

/**
 * Reads everything at once, before anything is opened.
 *
 * @throws Error what is not as it should be: each by its variable, with the rule
 */
export function configurationFrom(environment: Environment = {}): Configuration {
  const problems: string[] = [];
  const entries = Object.entries<Variable<unknown>>(VARIABLES).map(([name, { fallback, ...one }]) => {
    const said = environment[one.name];
    const value = one.read(said ?? fallback);
    if (value === undefined) problems.push(`${one.name} takes ${one.rule}, not "${said}"`);
    return [name, value];
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return Object.fromEntries(entries) as Configuration;
}

/** Variables that look like ours and are none, such as one that is misspelt. */
export function unknownIn(environment: Environment): readonly string[] {
  const known = new Set([...Object.values(VARIABLES).map(({ name }) => name), ...Object.keys(OTHERS)]);
  return Object.keys(environment)
    .filter((name) => name.startsWith('PLEDGEBOOK_') && !known.has(name))
    .sort();
}
