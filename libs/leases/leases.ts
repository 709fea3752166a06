/** Who asks for which leases, and for how long. */
export interface Claim {
  readonly names: readonly string[];
  /** One process, at one start of it. */
  readonly holder: string;
  /** How long it holds unless it is renewed, in seconds by the clock of the database. */
  readonly seconds: number;
}

/**
 * Leases: rows (name, holder, until) of a database that several processes share. One says who does what is enough done
 * once; it spares double work and protects nothing, since who holds it may be paused and wake up when it has run out. What
 * must not be done twice is fenced by what it writes, as projections are by their checkpoints.
 */
export interface Leases {
  /**
   * Takes those that are free or have run out, and renews those that this holder has.
   *
   * @returns the names that it holds now
   * @throws Unavailable the database does not answer
   */
  hold(claim: Claim): Promise<ReadonlySet<string>>;
  /** The names of all leases that somebody holds now. @throws Unavailable the database does not answer */
  held(): Promise<ReadonlySet<string>>;
  /** Gives up whatever this holder has, so that nobody has to wait for it to run out. */
  release(holder: string): Promise<void>;
}
