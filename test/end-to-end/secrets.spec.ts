import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { configurationFrom } from '#configuration';
import { defineQuery } from '#cqrs';
import { oidcSettingsIn, type OidcSettings } from '#identity';
import { EventStreams } from '../../apps/api/event-streams/event-streams.ts';
import { AppModule } from '../../apps/api/app.module.ts';
import { queryContextOf, queriesOf } from '../../apps/api/queries/index.ts';
import { AUDIENCE, IdentityProvider } from '../support/identity-provider.ts';
import { ServedBook } from '../support/served-book.ts';

class Anything {}
const broken = defineQuery({
  name: 'Break',
  path: '/v1/broken',
  summary: 'Fails as nobody thought of.',
  input: Anything,
  allow: { scope: 'views' },
  reads: 'documents',
  answer: () => Promise.reject(new Error('out of order')),
});

/** Everything that is written, to the log and to the terminal, while this is done. */
async function writtenBy(done: (logged: string[]) => Promise<void>): Promise<string> {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr];
  const writes = streams.map((stream) => stream.write);
  for (const stream of streams)
    stream.write = (chunk: string | Uint8Array) => written.push(Buffer.from(chunk).toString()) > 0;
  try {
    await done(written);
  } finally {
    for (const [i, stream] of streams.entries()) stream.write = writes[i] as typeof stream.write;
  }
  return written.join('');
}

describe('what is logged', () => {
  let provider: IdentityProvider;
  let served: ServedBook;
  let tokens: string[];
  let written: string;

  beforeAll(async () => {
    provider = await IdentityProvider.start();
    const claims = { organisation: `org_${'0'.repeat(26)}`, roles: ['participant'] };
    await provider.knows('ann', claims).knows('nobody', {}).rotate('first');
    const oidc = oidcSettingsIn({
      PLEDGEBOOK_OIDC_ISSUER: provider.issuer,
      PLEDGEBOOK_OIDC_AUDIENCE: AUDIENCE,
    }) as OidcSettings;
    served = await ServedBook.open(undefined, { oidc });
    const { issuer } = served.book;
    const good = await issuer.issueToService('mirror', ['feed', 'views', 'history']);
    tokens = [
      good,
      `${good.slice(0, -4)}AAAA`,
      await issuer.issueToService('late', ['feed'], -60),
      await issuer.issue({ person: 'per_1', organisation: 'org_1', roles: ['participant'] }),
      await provider.tokenOf('ann'),
      await provider.tokenOf('nobody'),
      'garbage.that-is.no-token',
    ];
    written = await writtenBy(async (logged) => {
      const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
      const queries = [...queriesOf(queryContextOf(served.book)), broken];
      const app = await NestFactory.create<NestFastifyApplication>(
        AppModule.of(served.book, queries, {
          logger,
          streams: new EventStreams(served.book, configurationFrom()),
        }),
        new FastifyAdapter(),
        { logger: ['error', 'warn'] },
      );
      await app.listen(0, '127.0.0.1');
      const send = async (path: string, init: RequestInit, token: string) =>
        (
          await fetch(`${await app.getUrl()}${path}`, {
            ...init,
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              'idempotency-key': 'once',
            },
          })
        ).text();
      for (const [i, token] of tokens.entries()) {
        // The last ones find the provider gone.
        if (i === tokens.length - 1) await provider.stop();
        await send('/v1/partnerships', { method: 'POST', body: '{"title":"T"}' }, token);
        await send('/v1/partnerships', { method: 'POST', body: '{"title":' }, token);
        for (const path of ['/v1/broken', '/v1/events', '/v1/partnerships/x', '/nothing'])
          await send(path, {}, token);
      }
      await app.close();
    });
  });
  afterAll(() => served.close());

  it('is what failed', () => {
    expect(written).toContain('out of order');
    expect(written).toContain('correlationId');
  });

  it('is no token, nor a part of one that says something', () => {
    const parts = tokens.flatMap((token) => token.split('.')).filter((part) => part.length > 20);
    expect(parts.length).toBeGreaterThan(12);
    expect(parts.filter((part) => written.includes(part))).toEqual([]);
    expect(written).not.toContain('Bearer ');
    expect(written.toLowerCase()).not.toContain('"authorization"');
  });

  it('is no key of the book', () => {
    const secret = readFileSync(join(served.directory, 'secret.key'));
    const pem = readFileSync(join(served.directory, 'signing-key.pem'), 'utf8');
    const forms = [
      secret.toString('utf8').trim(),
      secret.toString('hex'),
      secret.toString('base64'),
      secret.toString('base64url'),
      ...pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----')),
    ];
    expect(forms.filter((form) => form.length < 16)).toEqual([]);
    expect(forms.filter((form) => written.includes(form))).toEqual([]);
  });
});
