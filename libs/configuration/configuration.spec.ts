import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFrom, OTHERS, unknownIn, variables } from './index.ts';

const root = join(import.meta.dirname, '../..');

describe('the configuration', () => {
  it('is whole where nobody says anything', () => {
    expect(configurationFrom({})).toMatchObject({ host: '127.0.0.1', port: 3000, corsOrigins: [] });
  });

  it('takes what is said', () => {
    const said = {
      PLEDGEBOOK_PORT: '0',
      PLEDGEBOOK_PUBLIC_URL: 'https://book.example/',
      PLEDGEBOOK_CORS_ORIGINS: 'https://a.example, https://b.example:8443',
      PLEDGEBOOK_TRUSTED_PROXIES: '10.0.0.0/8,::1',
    };
    expect(configurationFrom(said)).toMatchObject({
      port: 0,
      publicUrl: 'https://book.example',
      corsOrigins: ['https://a.example', 'https://b.example:8443'],
      trustedProxies: ['10.0.0.0/8', '::1'],
    });
  });

  it.each([
    ['PLEDGEBOOK_PORT', 'no', '0 to 65535'],
    ['PLEDGEBOOK_PORT', '', '0 to 65535'],
    ['PLEDGEBOOK_DATA', '', 'a path'],
    ['PLEDGEBOOK_PUBLIC_URL', 'book.example', 'an origin such as https://book.example'],
    ['PLEDGEBOOK_PUBLIC_URL', 'https://book.example/path', 'an origin such as https://book.example'],
    ['PLEDGEBOOK_CORS_ORIGINS', '*', 'origins such as https://map.example, with commas'],
    ['PLEDGEBOOK_TRUSTED_PROXIES', 'everybody', 'addresses, networks (10.0.0.0/8) or loopback, with commas'],
    ['PLEDGEBOOK_RATE_PER_TOKEN', '-1', '0 to 100000000'],
    ['PLEDGEBOOK_LOG_LEVEL', 'loud', 'fatal, error, warn, info, debug, silent'],
  ])('names %s, which takes no "%s", and its rule', (name, said, rule) => {
    expect(() => configurationFrom({ [name]: said })).toThrow(`${name} takes ${rule}, not "${said}"`);
  });

  it('has of each variable something that it does not take, and names it', () => {
    const wrong: Readonly<Record<string, string>> = {
      PLEDGEBOOK_DATA: '',
      PLEDGEBOOK_HOST: '',
      PLEDGEBOOK_PORT: '65536',
      PLEDGEBOOK_PUBLIC_URL: 'ftp://book.example',
      PLEDGEBOOK_TRUSTED_PROXIES: '10.0.0.0/8, everybody',
      PLEDGEBOOK_CORS_ORIGINS: 'https://map.example/path',
      PLEDGEBOOK_RATE_PER_TOKEN: '1e3',
      PLEDGEBOOK_RATE_PER_ADDRESS: '100000001',
      PLEDGEBOOK_STREAMS: '-1',
      PLEDGEBOOK_STREAMS_PER_CALLER: 'all',
      PLEDGEBOOK_STREAM_HEARTBEAT_SECONDS: '56',
      PLEDGEBOOK_STREAM_PATIENCE_SECONDS: '0',
      PLEDGEBOOK_BODY_LIMIT: '1023',
      PLEDGEBOOK_ARRIVAL_SECONDS: '0',
      PLEDGEBOOK_GRACE_SECONDS: '601',
      PLEDGEBOOK_PAGE_SECONDS: '61',
      PLEDGEBOOK_WORKER_HOST: '',
      PLEDGEBOOK_WORKER_PORT: '-1',
      PLEDGEBOOK_WEBHOOK_NETWORKS: '10.0.0.0/33',
      PLEDGEBOOK_WEBHOOK_HTTP: 'yes',
      PLEDGEBOOK_PROJECTIONS: 'there',
      PLEDGEBOOK_KAFKA_BROKERS: 'kafka.example',
      PLEDGEBOOK_KAFKA_TOPIC: 'our events',
      PLEDGEBOOK_KAFKA_PARTITIONS: '0',
      PLEDGEBOOK_KAFKA_MODE: 'batched',
      PLEDGEBOOK_KAFKA_PROTOCOL: 'TLS',
      PLEDGEBOOK_KAFKA_MECHANISM: 'GSSAPI',
      PLEDGEBOOK_KAFKA_USERNAME: 'our user',
      PLEDGEBOOK_KAFKA_PASSWORD_FILE: 'a file',
      PLEDGEBOOK_LOG_LEVEL: 'INFO',
      PLEDGEBOOK_METRICS_PORT: 'on',
      PLEDGEBOOK_METRICS_HOST: '',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
    };
    for (const { name, takes } of variables())
      expect(() => configurationFrom({ [name]: wrong[name] })).toThrow(
        `${name} takes ${takes}, not "${wrong[name]}"`,
      );
  });

  it('names everything that is wrong at once', () => {
    expect(() => configurationFrom({ PLEDGEBOOK_PORT: 'x', PLEDGEBOOK_BODY_LIMIT: '1' })).toThrow(
      /PLEDGEBOOK_PORT .*\nPLEDGEBOOK_BODY_LIMIT /,
    );
  });

  it('knows what is misspelt, and nothing of what is not ours', () => {
    expect(
      unknownIn({ PLEDGEBOOK_PROT: '1', PLEDGEBOOK_PORT: '1', PLEDGEBOOK_TOKEN: 'x', HOME: '/' }),
    ).toEqual(['PLEDGEBOOK_PROT']);
  });
});

describe('the table of the README', () => {
  const readme = readFileSync(join(root, 'apps/api/README.md'), 'utf8');

  it('is what the code says', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\| (.*?) +\| (.*?) +\|$/gm)];
    expect(rows.map(([, ...cells]) => cells)).toEqual(
      variables().map(({ name, about, takes, fallback }) => [
        name,
        about,
        takes,
        fallback === '' ? '' : `\`${fallback}\``,
      ]),
    );
  });

  it('has every variable that is read anywhere', () => {
    const grep = ['grep', '-ohE', "env\\['PLEDGEBOOK_[A-Z_]+'\\]", '--', 'apps', 'libs', 'test', '.config'];
    const read = execFileSync('git', grep, { cwd: root, encoding: 'utf8' }).match(/PLEDGEBOOK_\w+/g) ?? [];
    const known = new Set([...variables().map(({ name }) => name), ...OTHERS]);
    expect(read.filter((name) => !known.has(name))).toEqual([]);
    expect(read).toContain('PLEDGEBOOK_TOKEN');
  });
});
