import type { Visit } from '../../api/http/rendering.ts';
import type { KnownAnswers, SentAnswers, Settled } from '../settled.ts';

/** How the API refuses what is not understood, what is of another book, and what may not be. */
const IMPOSSIBLE: ReadonlySet<number> = new Set([400, 409, 422]);

/** Gathers the answers that a page needs: while it is rendered it says what it asks, and what is known by then. */
export class Gathering implements KnownAnswers {
  private readonly known = new Map<string, Settled<unknown> | undefined>();
  private readonly wanted = new Map<string, string>();
  private readonly until: number;

  constructor(private readonly visit: Visit) {
    this.until = Date.now() + visit.withinMs;
  }

  find(question: string, locale: string): Settled<unknown> | undefined {
    if (!this.known.has(question)) this.wanted.set(question, locale);
    return this.known.get(question);
  }

  /**
   * Asks what was wanted since the last time; what is not answered in time is left out for good.
   *
   * @returns whether there is anything new to render
   */
  async gather(): Promise<boolean> {
    const left = this.until - Date.now();
    const asked = [...this.wanted];
    this.wanted.clear();
    if (asked.length === 0 || left <= 0) return false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), left);
    });
    const answers = asked.map(async ([question, locale]) => {
      this.known.set(question, undefined);
      this.known.set(question, await Promise.race([this.visit.ask(question, locale), late]));
    });
    try {
      await Promise.all(answers);
    } finally {
      clearTimeout(timer);
    }
    return true;
  }

  /** With which status the question at this path was refused. */
  refusedAt(path: string): number | undefined {
    for (const [question, settled] of this.known)
      if (settled?.state === 'refused' && question.split('?')[0] === path) return settled.problem.status;
    return undefined;
  }

  /** Whether the address of the page asks for something impossible: with no such filter, or of a moment that has not passed. */
  get isImpossible(): boolean {
    return [...this.known.values()].some(
      (one) => one?.state === 'refused' && IMPOSSIBLE.has(one.problem.status),
    );
  }

  sent(locale: string): SentAnswers {
    const answers = [...this.known].flatMap(([question, settled]) =>
      settled ? [[question, settled] as const] : [],
    );
    return { locale, answers };
  }
}
