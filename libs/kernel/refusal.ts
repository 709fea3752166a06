/**
 * A command that may not be, said as a value. It knows nothing of HTTP: `code` is stable and for programs, `reason` is
 * for people and says what to do, `field` names the input it is about.
 */
export class Refusal {
  constructor(
    readonly code: string,
    readonly reason: string,
    readonly details: { readonly field?: string; readonly [detail: string]: unknown } = {},
  ) {}
}

export const refuse = (code: string, reason: string, details?: Refusal['details']): Refusal =>
  new Refusal(code, reason, details);

/** A refusal on its way through code that awaits; deciders return refusals, only the doors throw them. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
  }
}
