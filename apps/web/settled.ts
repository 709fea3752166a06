/** A problem document (RFC 9457) as the API gives it; `unreachable` and `failed` are ours. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly status: number;
  readonly field?: string;
}

/** What a question came to. */
export type Settled<A> =
  | { readonly state: 'answered'; readonly answer: A }
  | { readonly state: 'refused'; readonly problem: Problem };

/** Answers to anybody's questions that are here before they are asked. */
export interface KnownAnswers {
  /**
   * @param question its address, with the moment
   * @param locale in which it is asked: lists are sorted by it
   * @returns undefined: it has to be asked
   */
  find(question: string, locale: string): Settled<unknown> | undefined;
}

/** The answers that a page was made of, as the server sends them along. */
export interface SentAnswers {
  readonly locale: string;
  readonly answers: readonly (readonly [question: string, settled: Settled<unknown>])[];
}

/** Where they stand in the document. */
export const ANSWERS = 'answers';
