import type { LoggerService } from '@nestjs/common';
import { destination, pino, type DestinationStream, type Logger } from 'pino';

/**
 * What a log says of an error: never its other properties, in which a driver may keep the values it was given. Its
 * cause is told in the same way.
 */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    stack: error.stack,
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause === undefined ? {} : { cause: errorOf(cause) }),
  };
}

/** Structured logs, one JSON document a line, on standard error: what a command answers is on standard output. */
export const loggerOf = (
  level: string,
  stream: DestinationStream = destination({ dest: 2, sync: false }),
): Logger => pino({ level, base: null, serializers: { err: errorOf } }, stream);

/** The framework's own words, in the same log: of its errors and warnings. */
export const frameworkLogger = (logger: Logger): LoggerService => ({
  log: () => undefined,
  error: (message: unknown) => logger.error({ from: 'framework' }, textOf(message)),
  warn: (message: unknown) => logger.warn({ from: 'framework' }, textOf(message)),
});
const textOf = (message: unknown): string => (typeof message === 'string' ? message : 'not in words');
