/** What the API answers to a question of the page; undefined: it cannot answer now, and is asked again by the browser. */
export type Answer =
  | { readonly state: 'answered'; readonly answer: unknown }
  | { readonly state: 'refused'; readonly problem: Problem }
  | undefined;
interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly status: number;
}

/** Who comes to which address of the page. */
export interface Visit {
  /** Path and query. */
  readonly url: string;
  /** Scheme, host and port of the book as people know it. */
  readonly origin: string;
  /** Tags of the languages that the reader likes, the best liked first. */
  readonly tags: readonly string[];
  /** Asks the API as anybody does, without a token. */
  ask(question: string, locale: string): Promise<Answer>;
  /** After so many milliseconds the page goes without the answers that are not there. */
  readonly withinMs: number;
}

/** A page as the server shows it: what its script makes anew once it runs. */
export interface View {
  /** 404 of what is not there, 400 of an address that asks for something impossible. */
  readonly status: 200 | 400 | 404;
  readonly language: string;
  /** HTML for the document's head. */
  readonly head: string;
  /** HTML for the place of the page. */
  readonly page: string;
  /** JSON of the answers that it was made of, which can stand in a document. */
  readonly answers: string;
}

/** What a page says, drawn. */
export interface Drawn extends Pick<View, 'status'> {
  readonly svg: string;
}

/** The page's program for the server, as the build leaves it. */
export interface PageProgram {
  /** @throws Error where the page cannot be shown */
  view(visit: Visit): Promise<View>;
  /** @throws Error where there is nothing to be drawn */
  picture(visit: Visit): Promise<Drawn>;
}
