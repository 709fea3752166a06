import type { Actor } from '#kernel';
import type { Verified, Verifier } from './verifier.ts';

/**
 * Remembers what tokens said until they expire: verifying a signature each time would cost more than the command.
 * Bounded; the oldest goes first.
 */
export class RememberingVerifier implements Verifier {
  private readonly known = new Map<string, Verified>();

  constructor(
    private readonly verifier: Verifier,
    private readonly most = 10_000,
  ) {}

  /** Who it is, at once, where the token was seen before and relies on nothing that may have changed in the book. */
  recall(token: string, now: number): Actor | undefined {
    const known = this.good(token, now);
    return known?.holds ? undefined : known?.actor;
  }

  /** @throws Refused it is no token, or what it relies on in the book holds no more */
  async verify(token: string, now = Date.now()): Promise<Verified> {
    const known = this.good(token, now);
    if (await known?.holds?.()) return known as Verified;
    const verified = await this.verifier.verify(token);
    if (!this.known.has(token) && this.known.size >= this.most)
      this.known.delete(this.known.keys().next().value ?? '');
    this.known.set(token, verified);
    return verified;
  }

  /** When a token that was seen before, and is good, expires: in seconds since 1970. */
  expires(token: string, now: number): number | undefined {
    return this.good(token, now)?.expires;
  }

  /** Whether it was seen before, was good and has not expired. What the book says by now is another matter. */
  knows(token: string, now: number): boolean {
    return this.good(token, now) !== undefined;
  }

  private good(token: string, now: number): Verified | undefined {
    const known = this.known.get(token);
    return known && known.expires * 1000 > now ? known : undefined;
  }
}
