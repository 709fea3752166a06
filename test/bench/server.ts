import { Child } from './child.ts';
import { load, type Asked, type Load, type Target } from './load.ts';
import type { Options } from './options.ts';

export type Mode = 'real' | 'without-views' | 'no-op';
interface Convened extends Target {
  readonly partnership: string;
}

/** What a process is told of where things are kept. */
export type Environment = Readonly<Record<string, string>>;

/** A server under load, in a process and a folder of its own. */
export class Server {
  /** How long its views took, after the last load, until they had everything; in milliseconds. */
  behind = 0;
  private constructor(
    private readonly child: Child,
    private target: Convened,
  ) {}

  /** @param environment names places of its own for what it keeps; else all of it is in the folder */
  static async start(
    directory: string,
    mode: Mode,
    { profiles, warmUp }: Options,
    environment: Environment = {},
  ): Promise<Server> {
    const child = await Child.start('server.child', [directory, mode, JSON.stringify(environment)], profiles);
    const server = new Server(child, await child.ask<Convened>('convene'));
    await server.load({ connections: 16, amount: warmUp });
    await server.load({ connections: 16, amount: warmUp, keys: true });
    return server;
  }

  /** Where its commands go, and by whom. */
  get where(): Target {
    return this.target;
  }

  /** What it itself is asked. */
  ask<A>(question: string): Promise<A> {
    return this.child.ask<A>(question);
  }

  get partnership(): string {
    return this.target.partnership;
  }

  /** Goes on with a partnership that has nothing yet. */
  async convene(): Promise<void> {
    this.target = await this.child.ask('convene');
  }

  /** Loads it, and waits until its views have everything, so that the next to be measured has the machine. */
  async load(asked: Asked): Promise<Load> {
    const loaded = await load(this.target, asked);
    await this.settle();
    return loaded;
  }

  /** Waits until its views have everything. */
  async settle(): Promise<void> {
    this.behind = await this.child.ask<number>('settle');
  }

  end(): Promise<void> {
    return this.child.end();
  }
}
