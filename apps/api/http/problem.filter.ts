import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { refuse, Refused, type Refusal } from '#kernel';
import { Unavailable } from '#event-store';
import { KEPT_NOWHERE } from './caching.ts';
import { statusOf } from './statuses.ts';

export const LOGGER = Symbol('logger');

/** A problem document (RFC 9457): the refusal's code as type and code, its reason as detail, its details as members. */
export const problemOf = ({ code, reason, details }: Refusal) => ({
  type: `/problems/${code}`,
  title: code.replaceAll('-', ' '),
  status: statusOf(code),
  detail: reason,
  code,
  ...details,
});

const BY_STATUS: Readonly<Record<number, [code: string, reason: string]>> = {
  400: ['invalid-json', 'The body must be a JSON object.'],
  404: ['not-found', 'Nothing is here; /openapi.json lists what there is.'],
  405: ['method-not-allowed', 'This method is not offered here.'],
  413: ['body-too-large', 'The body is larger than this server takes.'],
  415: ['media-type-unsupported', 'Send the body as application/json.'],
};

/** Any failure as a refusal; what is not ours to explain stays in the log. */
function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refused) return error.refusal;
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
    const refusal = refusalOf(error);
    if (!refusal) this.logger.error({ err: error, correlationId: request.id }, 'failed to answer');
    else if (error instanceof Unavailable)
      this.logger.warn({ err: error, correlationId: request.id }, 'cannot answer now');
    const problem = problemOf(refusal ?? refuse('internal', 'This should not have happened; it was logged.'));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (problem.status === 503) void reply.header('retry-after', '1');
    void reply.header('cache-control', KEPT_NOWHERE);
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
