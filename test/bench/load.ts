import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { commandNamed } from '../support/command-named.ts';

/** Where a command is given, and by whom. */
export interface Target {
  readonly url: string;
  readonly token: string;
}
export interface Asked {
  readonly connections: number;
  readonly keys?: boolean;
  readonly seconds?: number;
  /** So many commands, however long they take; instead of `seconds`. */
  readonly amount?: number;
}
export interface Load {
  /** Commands accepted in a second. */
  readonly rate: number;
  /** In milliseconds. */
  readonly p99: number;
}

const BODY = JSON.stringify(commandNamed('MakeCommitment').input.example);
/** No measurement lasts longer, whatever happens. */
const LONGEST = 60;

/**
 * Gives MakeCommitment over and over.
 *
 * @throws an answer was something else than an acceptance
 */
export async function load({ url, token }: Target, asked: Asked): Promise<Load> {
  const { connections, keys = false, seconds = LONGEST, amount } = asked;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const withKey = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    headers: { ...headers, 'idempotency-key': randomUUID() },
  });
  const { promise: result, resolve, reject } = Promise.withResolvers<autocannon.Result>();
  const options: autocannon.Options = {
    url,
    connections,
    duration: seconds,
    // How often it looks whether it is done, in milliseconds; it ends at no other time.
    sampleInt: 50,
    ...(amount === undefined ? {} : { amount }),
    requests: [{ method: 'POST', headers, body: BODY, ...(keys ? { setupRequest: withKey } : {}) }],
  };
  const running = autocannon(options, (error: unknown, done) =>
    error ? reject(error as Error) : resolve(done),
  );
  const begin = performance.now();
  let last = begin;
  running.on('response', () => (last = performance.now()));
  const { non2xx, errors, timeouts, latency, '2xx': accepted } = await result;
  if (non2xx + errors + timeouts > 0 || accepted === 0)
    throw new Error(`${url}: ${non2xx} refusals, ${errors} errors, ${timeouts} without an answer`);
  return { rate: (accepted * 1000) / (last - begin), p99: latency.p99 };
}
