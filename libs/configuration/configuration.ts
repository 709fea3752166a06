import 'reflect-metadata';
import {
  getMetadataStorage,
  IsIn,
  IsNotEmpty,
  IsOptional,
  Matches,
  ValidateBy,
  validateSync,
} from 'class-validator';

type Environment = Readonly<Record<string, string | undefined>>;

const abouts = new Map<string, string>();
/** What a variable is for. What it takes is the message of the rule beside it; its type says how it is read. */
const About =
  (text: string): PropertyDecorator =>
  (_, property) =>
    void abouts.set(String(property), text);

const whole = (least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
const IsWhole = (least: number, most: number): PropertyDecorator =>
  ValidateBy(
    { name: 'isWhole', validator: { validate: whole(least, most) } },
    { message: `${least} to ${most}` },
  );

/** An origin such as `https://book.example`: no path, no query. */
const isOrigin = (value: unknown): boolean =>
  URL.canParse(String(value)) && /^https?:/.test(String(value)) && new URL(String(value)).origin === value;
const IsOrigin = (options: { message: string; each?: boolean }): PropertyDecorator =>
  ValidateBy({ name: 'isOrigin', validator: { validate: isOrigin } }, options);

const ADDRESS = /^([0-9a-f:.]+(\/\d{1,3})?|loopback|linklocal|uniquelocal)$/i;
const NETWORK =
  /^(\d{1,3}(\.\d{1,3}){3}\/(\d|[12]\d|3[0-2])|[0-9a-f]*:[0-9a-f:.]*\/(\d|[1-9]\d|1[01]\d|12[0-8]))$/i;
const PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'] as const;
const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/**
 * Everything that a process can be told by its environment: a variable is a property here and a row of the README. Its
 * name is told from the property's (`bodyLimit` is `PLEDGEBOOK_BODY_LIMIT`), how it is read from the property's type, and
 * the value is what stands where nobody says.
 */
export class Configuration {
  @About('the data directory')
  @IsNotEmpty({ message: 'a path' })
  data: string = 'data';

  @About('the address to listen at')
  @IsNotEmpty({ message: 'an address or a name' })
  host: string = '127.0.0.1';

  @About('the port to listen at; 0 takes any that is free')
  @IsWhole(0, 65_535)
  port: number = 3000;

  @About('where callers reach this server, for the addresses in its answers; else what each of them says')
  @IsOptional()
  @IsOrigin({ message: 'an origin such as https://book.example' })
  publicUrl?: string;

  @About('the proxies whose X-Forwarded headers are believed')
  @Matches(ADDRESS, { each: true, message: 'addresses, networks (10.0.0.0/8) or loopback, with commas' })
  trustedProxies: string[] = [];

  @About('whose web pages may ask')
  @IsOrigin({ each: true, message: 'origins such as https://map.example, with commas' })
  corsOrigins: string[] = [];

  @About('how many requests a minute one token may make; 0: any number')
  @IsWhole(0, 100_000_000)
  ratePerToken: number = 30_000;

  @About('how many requests a minute one address may make without a good token; 0: any number')
  @IsWhole(0, 100_000_000)
  ratePerAddress: number = 6_000;

  @About('how many streams of events may be open at once')
  @IsWhole(0, 1_000_000)
  streams: number = 10_000;

  @About('how many streams of events one caller may have open at once')
  @IsWhole(0, 1_000_000)
  streamsPerCaller: number = 256;

  @About('how often a stream of events shows that it is there')
  @IsWhole(1, 55)
  streamHeartbeatSeconds: number = 15;

  @About('how long the reader of a stream may take for what was sent to it')
  @IsWhole(1, 600)
  streamPatienceSeconds: number = 30;

  @About('the most that a body may have, in bytes')
  @IsWhole(1024, 16_777_216)
  bodyLimit: number = 262_144;

  @About('how long a request may take to arrive')
  @IsWhole(1, 600)
  arrivalSeconds: number = 30;

  @About('how long requests under way may take when the server is told to end')
  @IsWhole(0, 600)
  graceSeconds: number = 5;

  @About(
    'how long a page waits for its answers before it is sent: what takes longer is asked for by its script',
  )
  @IsWhole(0, 60)
  pageSeconds: number = 3;

  @About('the address at which a worker tells whether it is well')
  @IsNotEmpty({ message: 'an address or a name' })
  workerHost: string = '127.0.0.1';

  @About('its port; 0 takes any that is free')
  @IsWhole(0, 65_535)
  workerPort: number = 3001;

  @About('where views are kept up: in each server, or elsewhere, by workers')
  @IsIn(['here', 'elsewhere'], { message: 'here, elsewhere' })
  projections: 'here' | 'elsewhere' = 'here';

  @About('the brokers of Kafka that messages are published to; else they are not')
  @Matches(/^[^\s:/]+:\d{1,5}$/, { each: true, message: 'brokers such as kafka.example:9092, with commas' })
  kafkaBrokers: string[] = [];

  @About('the topic of messages; whatever else the relay names begins with its name')
  @Matches(/^[a-zA-Z0-9._-]{1,200}$/, { message: 'letters, digits, `.`, `_` and `-`' })
  kafkaTopic: string = 'pledgebook-events';

  @About('how many partitions that topic has, once and for all')
  @IsWhole(1, 10_000)
  kafkaPartitions: number = 12;

  @About('how a CloudEvent stands in a record: its attributes as headers, or all of it as the value')
  @IsIn(['binary', 'structured'], { message: 'binary, structured' })
  kafkaMode: 'binary' | 'structured' = 'binary';

  @About('how brokers are spoken to, as `security.protocol` of Kafka')
  @IsIn(PROTOCOLS, { message: PROTOCOLS.join(', ') })
  kafkaProtocol: (typeof PROTOCOLS)[number] = 'PLAINTEXT';

  @About('how the user shows who it is, as `sasl.mechanism` of Kafka')
  @IsIn(MECHANISMS, { message: MECHANISMS.join(', ') })
  kafkaMechanism: (typeof MECHANISMS)[number] = 'SCRAM-SHA-512';

  @About('the user, with a protocol of SASL')
  @IsOptional()
  @Matches(/^[^\s,]+$/, { message: 'a name' })
  kafkaUsername?: string;

  @About('the file with its password')
  @IsOptional()
  @Matches(/^[^\s]+$/, { message: 'a path without spaces' })
  kafkaPasswordFile?: string;

  @About('networks that webhooks may reach although their addresses are not public')
  @Matches(NETWORK, { each: true, message: 'networks such as 10.0.0.0/8 or fd00::/8, with commas' })
  webhookNetworks: string[] = [];

  @About('whether webhooks may be told without TLS, by http')
  @IsIn(['allowed', 'refused'], { message: 'allowed, refused' })
  webhookHttp: 'allowed' | 'refused' = 'refused';

  @About('how much is logged; `info` has a line for each request')
  @IsIn(LEVELS, { message: LEVELS.join(', ') })
  logLevel: (typeof LEVELS)[number] = 'info';

  @About(
    'the port of the metrics (`/metrics`, for Prometheus); 0 takes any that is free; else there are none',
  )
  @IsOptional()
  @IsWhole(0, 65_535)
  metricsPort?: number;

  @About('the address of the metrics, which are for whoever runs the book')
  @IsNotEmpty({ message: 'an address or a name' })
  metricsHost: string = '127.0.0.1';

  @About('the collector that traces go to, by OTLP over HTTP; else there are none')
  @IsOptional()
  @Matches(/^https?:\/\/[^/?#]+(\/[^?#]*)?$/, { message: 'an address such as http://127.0.0.1:4318' })
  otelExporterOtlpEndpoint?: string;
}

/**
 * What is told in the same way, and read elsewhere: by whoever opens a store (`libs/storage`) or knows people
 * (`libs/identity`), whose READMEs say what for; by the command line; and by tests.
 */
export const OTHERS: readonly string[] = [
  'EVENTS EVENTS_LISTEN VIEWS VIEWS_LISTEN OUTBOX OUTBOX_LISTEN KEYS',
  'EVENTS_FILE EVENTS_LISTEN_FILE VIEWS_FILE VIEWS_LISTEN_FILE OUTBOX_FILE OUTBOX_LISTEN_FILE KEYS_FILE',
  'SECRET SECRET_FILE SIGNING_KEY SIGNING_KEY_FILE MASTER_KEY MASTER_KEY_FILE WEBHOOK_KEY WEBHOOK_KEY_FILE',
  'OIDC_ISSUER OIDC_AUDIENCE OIDC_ORGANISATION_CLAIM OIDC_ROLES_CLAIM OIDC_ROLE_PREFIX OIDC_TOKEN_TYPE',
  'OIDC_CLOCK_SKEW OIDC_CLIENT_ID OIDC_CLIENT_SCOPE',
  'SERVER TOKEN',
  'SHARED LANGUAGES CRASH_COMMANDS CRASH_KILLS CRASH_SEED KAFKA_KILLS KAFKA_RESTARTS KAFKA_STEP',
].flatMap((names) => names.split(' ').map((name) => `PLEDGEBOOK_${name}`));

/** OpenTelemetry's are called as everywhere; all others are ours. */
const variableOf = (property: string): string =>
  `${property.startsWith('otel') ? '' : 'PLEDGEBOOK_'}${property.replace(/[A-Z]/g, '_$&').toUpperCase()}`;

/** Every variable of the class: its name, what it is for, what it takes, and what stands where nobody says (empty: nothing). */
export function variables() {
  const fallbacks = Object.entries(new Configuration());
  const rules = getMetadataStorage().getTargetValidationMetadatas(Configuration, '', false, false);
  return [...abouts].map(([property, about]) => ({
    property,
    name: variableOf(property),
    about,
    takes: String(rules.find(({ propertyName, message }) => propertyName === property && message)?.message),
    fallback: String(fallbacks.find(([name]) => name === property)?.[1] ?? ''),
  }));
}

/** What a text says, by the type of its property: a number, a list with commas, or itself. The last slash of an origin is no part of it. */
function read(property: string, text: string): unknown {
  const type: unknown = Reflect.getMetadata('design:type', Configuration.prototype, property);
  if (type === Number) return /^\d{1,15}$/.test(text) ? Number(text) : text;
  const plain = text.replace(/^(https?:\/\/[^/]+)\/$/, '$1');
  if (type !== Array) return plain;
  return text === '' ? [] : text.split(',').map((item) => read('', item.trim()));
}

/**
 * Reads everything at once, before anything is opened.
 *
 * @throws Error what is not as it should be: each by its variable, with the rule
 */
export function configurationFrom(environment: Environment = {}): Configuration {
  const made = new Configuration();
  for (const { property, name, fallback } of variables()) {
    const said = environment[name];
    // Where nothing is what stands else, nothing can be said, too.
    if (said !== undefined && (said !== '' || fallback !== ''))
      Object.assign(made, { [property]: read(property, said) });
  }
  const problems = validateSync(made).map(({ property, constraints }) => {
    const name = variableOf(property);
    return `${name} takes ${Object.values(constraints ?? {})[0]}, not "${environment[name]}"`;
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return made;
}

/** Variables that look like ours and are none, such as one that is misspelt. */
export function unknownIn(environment: Environment): readonly string[] {
  const known = new Set([...variables().map(({ name }) => name), ...OTHERS]);
  return Object.keys(environment)
    .filter((name) => name.startsWith('PLEDGEBOOK_') && !known.has(name))
    .sort();
}
