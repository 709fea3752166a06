interface Going<A> {
  readonly answer: Promise<A>;
  readonly join: (asker: string) => void;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Begins the work for an answer, which is to end when `stop` aborts. `closed` is called where nobody is to join any more;
 * `join` is told of each who asks, the first included.
 */
type Begin<A> = (
  stop: AbortSignal,
  closed: () => void,
) => { readonly answer: Promise<A>; readonly join: (asker: string) => void };

/** What is being answered: who asks the same meanwhile gets the same answer. */
export class InFlight<A> {
  private readonly going = new Map<string, Going<A>>();

  /**
   * Answers a query, or joins whoever is being answered the same. The work is told to stop once all who waited for it
   * are gone.
   *
   * @param key what is asked, and by which reader: where an answer depends on who asks, so does the key
   * @param begin begins the work
   */
  async once(
    key: string,
    { by, signal }: { readonly by: string; readonly signal: AbortSignal },
    begin: Begin<A>,
  ): Promise<A> {
    signal.throwIfAborted();
    const going = this.going.get(key) ?? this.begin(key, begin);
    going.join(by);
    going.waiting++;
    const { promise: gone, reject } = Promise.withResolvers<never>();
    const leave = () => {
      if (--going.waiting === 0) {
        this.forget(key, going);
        going.stop.abort();
      }
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([going.answer, gone]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  private begin(key: string, begin: Begin<A>): Going<A> {
    const stop = new AbortController();
    const { answer, join } = begin(stop.signal, () => this.forget(key, going));
    const going: Going<A> = { answer, join, stop, waiting: 0 };
    this.going.set(key, going);
    const over = () => this.forget(key, going);
    answer.then(over, over);
    return going;
  }

  private forget(key: string, going: Going<A>): void {
    if (this.going.get(key) === going) this.going.delete(key);
  }
}
