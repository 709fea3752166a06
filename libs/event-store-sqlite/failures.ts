import { Unavailable } from '#event-store';

/** SQLITE_BUSY, in any of its extended forms. */
export const isHeld = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;

/** SQLITE_CONSTRAINT, in any of its extended forms. */
export const isConstraint = (error: unknown): boolean =>
  ((error as { errcode?: number }).errcode ?? 0) % 256 === 19;

/** Whether an append failed by what it says itself, and not because the database cannot be written, or the clock be right. */
export const isItsOwn = (error: unknown): boolean =>
  isConstraint(error) ||
  ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR' && !(error instanceof Unavailable));
