import { SingleBar } from 'cli-progress';

/** A bar on a terminal, a line now and then elsewhere; on the error output, so that the answer stays clean. */
export class Progress {
  private readonly bar: SingleBar;
  private started = false;

  /** @param title what is being done, and `unit` what is counted */
  constructor(title: string, unit: string) {
    this.bar = new SingleBar({
      format: `${title} {bar} {value}/{total} ${unit}, {eta_formatted} left`,
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
      hideCursor: true,
    });
  }

  at(done: number, of: number): void {
    if (!this.started) this.bar.start(of, done);
    this.started = true;
    this.bar.setTotal(of);
    this.bar.update(done);
  }

  stop(): void {
    if (this.started) this.bar.stop();
  }
}
