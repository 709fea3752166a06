import { randomFillSync } from 'node:crypto';

/** Where random bytes come from. */
export interface RandomBytes {
  /** So many bytes, good until the next call. */
  take(bytes: number): Uint8Array;
}

/** Random bytes, had from the system many at a time: asking for each few costs as much as deciding a command. */
export class Randomness implements RandomBytes {
  private readonly pool = Buffer.alloc(4096);
  private used = this.pool.length;

  take(bytes: number): Uint8Array {
    if (this.used + bytes > this.pool.length) {
      randomFillSync(this.pool);
      this.used = 0;
    }
    return this.pool.subarray(this.used, (this.used += bytes));
  }
}
