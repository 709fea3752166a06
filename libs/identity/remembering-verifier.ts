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

  /** Who it is, at once, if the token was seen before and holds still. */
  recall(token: string, now: number): Actor | undefined {
    const known = this.known.get(token);
    return known && known.expires * 1000 > now ? known.actor : undefined;
  }

  async verify(token: string): Promise<Verified> {
    const verified = await this.verifier.verify(token);
    if (!this.known.has(token) && this.known.size >= this.most)
      this.known.delete(this.known.keys().next().value ?? '');
    this.known.set(token, verified);
    return verified;
  }
}
