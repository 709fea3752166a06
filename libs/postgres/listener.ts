import { Client } from 'pg';
import { observed } from '#kernel';

/** How long it waits before it connects again, in milliseconds. */
const AGAIN = 1_000;

/** Hears what the database tells on a channel, on a connection of its own; connects again when that is lost. */
export class Listener {
  private told: () => void = () => undefined;
  private client: Client | undefined;
  private again: NodeJS.Timeout | undefined;
  private closed = false;
  private wasLost = false;

  /** @param channel a name in small letters, digits and underscores */
  constructor(
    private readonly url: string,
    private readonly channel: string,
  ) {
    void this.connect();
  }

  whenTold(told: () => void): void {
    this.told = told;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.again);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.url });
    this.client = client;
    client.on('notification', () => this.told());
    // One loss may be told several times, and a failed connection tells of none.
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
      if (this.wasLost) observed.reconnected.tell({ by: 'listener' });
      this.wasLost = false;
      this.told();
    } catch {
      this.lost(client);
    }
  }

  private lost(client: Client): void {
    if (this.closed || this.again || client !== this.client) return;
    this.wasLost = true;
    this.again = setTimeout(() => {
      this.again = undefined;
      void this.connect();
    }, AGAIN).unref();
  }
}
