import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { configurationFrom } from '#configuration';
import { defineQuery, type Asker } from '#cqrs';
import { EventStreams } from '../../apps/api/event-streams/event-streams.ts';
import { AppModule } from '../../apps/api/app.module.ts';
import { ServedBook } from '../support/served-book.ts';

class Anything {}

describe('who asks a question over HTTP', () => {
  let served: ServedBook;
  let app: NestFastifyApplication;
  /** The last who asked, once its query has arrived; it is answered when the test says so, or when it is gone. */
  let arrived: PromiseWithResolvers<Asker>;
  let answered: PromiseWithResolvers<object>;
  const slow = defineQuery({
    name: 'AskSlowly',
    path: '/v1/slow',
    summary: 'Answered when the test says so.',
    input: Anything,
    allow: { scope: 'views' },
    reads: 'documents',
    answer: (_, asker) => {
      arrived.resolve(asker);
      return answered.promise;
    },
  });
  beforeAll(async () => {
    served = await ServedBook.open();
    const module = AppModule.of(served.book, [slow], {
      logger: pino({ level: 'silent' }),
      streams: new EventStreams(served.book, configurationFrom()),
    });
    app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
  });
  beforeEach(() => {
    arrived = Promise.withResolvers();
    answered = Promise.withResolvers();
  });
  afterAll(async () => {
    await app.close();
    await served.close();
  });

  const ask = async (init?: RequestInit) => fetch(`${await app.getUrl()}/v1/slow`, init);

  it('is seen to go away', async () => {
    const caller = new AbortController();
    const asking = ask({ signal: caller.signal }).catch(() => 'gone');
    const { signal } = await arrived.promise;
    const seen = new Promise((resolve) => signal?.addEventListener('abort', () => resolve('seen')));
    expect(signal?.aborted).toBe(false);
    caller.abort();
    expect(await seen).toBe('seen');
    expect(await asking).toBe('gone');
    answered.resolve({});
  });

  it('is not taken to be gone while it waits, and says where it reached us', async () => {
    const asking = ask();
    const { signal, origin } = await arrived.promise;
    await (await fetch(`${await app.getUrl()}/healthz`)).text();
    expect(signal?.aborted).toBe(false);
    expect(origin).toBe(await app.getUrl());
    answered.resolve({ well: 'answered' });
    expect(await (await asking).json()).toEqual({ well: 'answered' });
  });
});
