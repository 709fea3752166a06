import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import {
  byDns,
  checkedLookup,
  Forbidden,
  targetProblem,
  type Resolve,
  type TargetSettings,
} from './targets.ts';
import type { Answer } from './webhook.ts';

/** How long a target may take for an answer, in milliseconds. Standard Webhooks suggests 15 to 30 s. */
const PATIENCE = 15_000;
/** So much of an answer is kept, in characters. */
const KEPT = 1_000;

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface PostOptions extends TargetSettings {
  readonly resolve?: Resolve | undefined;
  /** In milliseconds. */
  readonly patience?: number | undefined;
}

/** The beginning of an answer as text, and no more of it: whoever sends without end, or not to the end, is cut off. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      text += chunk as string;
      if (text.length >= KEPT) break;
    }
  } catch {
    // What came until then is enough: the status is what counts.
  }
  return text.slice(0, KEPT).toWellFormed();
}

/** Seconds (RFC 9110 section 10.2.3); as a date it is not looked at. */
const retryAfterOf = ({ headers }: IncomingMessage): number | undefined =>
  /^\d{1,9}$/.test(headers['retry-after'] ?? '') ? Number(headers['retry-after']) : undefined;

/** Sends it, on a connection of its own: a name is looked up each time. Redirects are answers as others are. */
function send({ url, headers, body }: Posting, options: RequestOptions): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = new URL(url).protocol === 'https:' ? overHttps : overHttp;
  request(url, { ...options, method: 'POST', agent: false, headers })
    .on('response', resolve)
    .on('error', reject)
    .end(body);
  return promise;
}

/** What went wrong, in words that tell its owner what to do and nothing of this machine. */
function wordsOf(error: unknown, isLate: boolean, patience: number): string {
  if (isLate) return `no answer within ${patience / 1_000} s`;
  if (error instanceof Forbidden) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

/**
 * Posts a message to a target, once.
 *
 * @param signal gives it up: nothing is known then of what became of it
 * @returns what the target answered, or why it did not
 * @throws the signal's reason, where that gave it up
 */
export async function post(posting: Posting, options: PostOptions, signal: AbortSignal): Promise<Answer> {
  const { patience = PATIENCE, resolve = byDns } = options;
  const at = new Date().toISOString();
  const problem = targetProblem(posting.url, options);
  if (problem !== undefined) return { at, error: problem };
  const late = AbortSignal.timeout(patience);
  const bounds = { lookup: checkedLookup(options, resolve), signal: AbortSignal.any([signal, late]) };
  try {
    return { at, ...(await answered(await send(posting, bounds))) };
  } catch (error) {
    signal.throwIfAborted();
    return { at, error: wordsOf(error, late.aborted, patience) };
  }
}

/** Of one that took the message, the status is all: nothing more is waited for. */
async function answered(response: IncomingMessage): Promise<Omit<Answer, 'at'>> {
  const { statusCode: status = 0 } = response;
  try {
    if (isTaken({ status })) return { status };
    const retryAfter = retryAfterOf(response);
    const body = await beginningOf(response);
    return { status, ...(body === '' ? {} : { body }), ...(retryAfter === undefined ? {} : { retryAfter }) };
  } finally {
    response.destroy();
  }
}

/** Whether a target took a message: any status of success will do. */
export const isTaken = ({ status = 0 }: Pick<Answer, 'status'>): boolean => status >= 200 && status < 300;
/** Whether it asks for no more. */
export const isGone = ({ status }: Pick<Answer, 'status'>): boolean => status === 410;
