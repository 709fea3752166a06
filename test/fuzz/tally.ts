interface Line {
  readonly method: string;
  readonly route: string;
  readonly status: number;
}

/** Counts answers by what the log says of them: a query that was only ever refused was not fuzzed. */
export class Tally {
  private readonly counts = new Map<string, Map<number, number>>();

  write(line: string): void {
    const { method, route, status } = JSON.parse(line) as Line;
    if (status === undefined) return;
    const statuses = this.counts.get(`${method} ${route}`) ?? new Map<number, number>();
    this.counts.set(`${method} ${route}`, statuses.set(status, (statuses.get(status) ?? 0) + 1));
  }

  clear(): void {
    this.counts.clear();
  }

  byStatus(): string {
    const all = new Map<number, number>();
    for (const statuses of this.counts.values())
      for (const [status, count] of statuses) all.set(status, (all.get(status) ?? 0) + count);
    return [...all]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${count} × ${status}`)
      .join(', ');
  }

  /** Of how many routes anything was asked. */
  asked(method: string): number {
    return this.of(method).length;
  }

  /** How many were answered with what they are for. */
  accepted(method: string): number {
    const counts = this.of(method).flatMap(([, statuses]) => [...statuses]);
    return counts.reduce((sum, [status, count]) => (status < 300 ? sum + count : sum), 0);
  }

  /** The routes that were only ever refused. */
  onlyRefused(method: string): string[] {
    return this.of(method)
      .filter(([, statuses]) => ![...statuses.keys()].some((status) => status < 300))
      .map(([route]) => route);
  }

  private of(method: string) {
    return [...this.counts].filter(([route]) => route.startsWith(`${method} /`));
  }
}
