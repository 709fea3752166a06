import {
  AccessDeniedError,
  jsonEvent,
  KurrentDBClient,
  StreamNotFoundError,
  UnknownError,
} from '@kurrent/kurrentdb-client';
import { Unavailable } from '#event-store';
import { answering, isNoPosition, isPassing } from './failures.ts';
import { KurrentEventStore } from './index.ts';

/** Where nobody listens: the port of TCP's own multiplexer. */
const NOWHERE = 'kurrentdb://me:hidden@127.0.0.1:1?tls=false';

describe('A server that is away', () => {
  it('is Unavailable to whoever opens it, with the client’s error as cause and without its password', async () => {
    const failed = await KurrentEventStore.open({ url: NOWHERE }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Unavailable);
    expect((failed as Error).cause).toMatchObject({ type: 'unavailable' });
    expect((failed as Error).message).not.toContain('hidden');
  });

  it('may have carried out what was appended: that passes, whatever the client says', async () => {
    const client = KurrentDBClient.connectionString(NOWHERE);
    const record = jsonEvent({ type: 'Said', data: {} });
    for (let i = 0; i < 2; i++) {
      const failed = await client
        .appendRecords([{ streamName: 'a-b-c', record }])
        .catch((error: unknown) => error);
      expect(isPassing(failed)).toBe(true);
    }
    await client.dispose();
  });

  it.each(['kurrentdb://', 'kurrentdb://me:hidden@a:b'])(
    'is none at %s, of which nothing is repeated',
    async (url) => {
      await expect(KurrentEventStore.open({ url })).rejects.toThrow(/^the address of KurrentDB is not as/);
    },
  );
});

describe('What the client says of a read', () => {
  const reading = (error: Error) => answering(() => Promise.reject(error));
  const said = (message: string) => Object.assign(new UnknownError(), { message });

  it('is an empty stream, where it is missing', async () => {
    expect(await reading(new StreamNotFoundError(undefined, 'a-b-c'))).toBeUndefined();
  });

  it('passes, where the server was ending, and is told with its cause', async () => {
    const error = said('Server-side error: status: Unavailable');
    await expect(reading(error)).rejects.toMatchObject({ cause: error });
    await expect(reading(error)).rejects.toBeInstanceOf(Unavailable);
  });

  it('does not, where it may not be read', async () => {
    await expect(reading(new AccessDeniedError())).rejects.toBeInstanceOf(AccessDeniedError);
  });

  it.each<[string, boolean]>([
    ['Trying to read from an invalid position.', true],
    ['Unexpected ReadAllResult: InvalidPosition', true],
    ['Unexpected ReadAllResult: Error', true],
    ['Server-side error: status: Unavailable', false],
  ])('%s: is of a position at which nothing begins: %s', async (message, is) => {
    expect(isNoPosition(await reading(said(message)).catch((error: unknown) => error))).toBe(is);
  });
});
