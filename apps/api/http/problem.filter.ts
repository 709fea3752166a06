import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { refuse, Refused, type Refusal } from '#kernel';
import { Busy, Damaged, OutOfSpace, ReadOnly, Unavailable, WrongClock } from '#event-store';
import { KEPT_NOWHERE } from './caching.ts';
import { statusOf } from './statuses.ts';

export const LOGGER = Symbol('logger');

/** The most letters of any text of a problem: a caller finds again what was sent, and does not get it back whole. */
const LETTERS = 500;

/** A text, its end left out where it is long; no character is cut in two. */
const shortened = (text: string): string =>
  text.length > LETTERS ? `${text.slice(0, LETTERS).replace(/[\ud800-\udbff]$/, '')}…` : text;

/** What a refusal tells, with each of its texts at a bounded length, however long what was sent. */
function bounded(told: unknown): unknown {
  if (typeof told === 'string') return shortened(told);
  if (Array.isArray(told)) return told.map(bounded);
  if (typeof told !== 'object' || told === null) return told;
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [shortened(name), bounded(value)]));
}

/**
 * A problem document (RFC 9457): the refusal's code as type and code, its reason as detail, its details as members. It is
 * of bounded size: the checker bounds how many faults are listed, and each text is shortened here.
 */
export const problemOf = ({ code, reason, details }: Refusal) => ({
  type: `/problems/${code}`,
  title: code.replaceAll('-', ' '),
  status: statusOf(code),
  detail: shortened(reason),
  code,
  ...(bounded(details) as Refusal['details']),
});

const BY_STATUS: Readonly<Record<number, [code: string, reason: string]>> = {
  400: ['invalid-json', 'The body must be a JSON object.'],
  // What serves files forbids odd paths, such as `..`: there is nothing either.
  403: ['not-found', 'Nothing is here; /openapi.json lists what there is.'],
  404: ['not-found', 'Nothing is here; /openapi.json lists what there is.'],
  405: ['method-not-allowed', 'This method is not offered here.'],
  413: ['body-too-large', 'The body is larger than this server takes.'],
  415: ['media-type-unsupported', 'Send the body as application/json.'],
};

/** Any failure as a refusal; what is not ours to explain stays in the log. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof OutOfSpace)
    return refuse(
      'disk-full',
      'The disk of the book is full, or takes nothing more, and nothing was recorded: try again with the same Idempotency-Key once there is room.',
    );
  if (error instanceof ReadOnly)
    return refuse(
      'store-read-only',
      'The book can be read and not written to, and nothing was recorded: try again with the same Idempotency-Key once it can be. Whoever runs it is told in the log.',
    );
  if (error instanceof Busy)
    return refuse(
      'store-busy',
      'Another program, such as one that copies it, holds the book, and nothing was recorded: try again with the same Idempotency-Key.',
    );
  if (error instanceof Damaged)
    return refuse('file-damaged', 'A file of the book is damaged: whoever runs it is told which in the log.');
  if (error instanceof WrongClock)
    return refuse(
      'clock-wrong',
      'The clock of the book cannot be right, and nothing was recorded: try again with the same Idempotency-Key once it is. Whoever runs it is told in the log.',
    );
  if (error instanceof Unavailable)
    return refuse('unavailable', 'The book cannot answer now: try again with the same Idempotency-Key.');
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number })?.statusCode;
  const known = status === undefined ? undefined : BY_STATUS[status];
  return known && refuse(...known);
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    // The caller is gone, and what was done for it was stopped: nobody is there to be answered, and nothing went wrong.
    if (reply.raw.destroyed && (error as Error | undefined)?.name === 'AbortError') return;
    const refusal = refusalOf(error);
    if (error instanceof Unavailable && error.isLasting)
      this.logger.error({ err: error, correlationId: request.id }, error.message);
    else if (!refusal) this.logger.error({ err: error, correlationId: request.id }, 'failed to answer');
    else if (error instanceof Unavailable)
      this.logger.warn({ err: error, correlationId: request.id }, 'cannot answer now');
    const problem = problemOf(refusal ?? refuse('internal', 'This should not have happened; it was logged.'));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (problem.status === 503) void reply.header('retry-after', problem.code === 'too-busy' ? '5' : '1');
    if (problem.code === 'too-many-streams') void reply.header('retry-after', '5');
    void reply.header('cache-control', KEPT_NOWHERE);
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
