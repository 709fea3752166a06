import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublicEvent } from '#contracts';
import type { NewEvent } from '#kernel';
import { SqliteEventStore } from '#event-store-sqlite';
import { BEGINNING, OutboxWriter, type Outbox, type WriterOptions } from '#outbox';
import { SqliteOutbox } from '#outbox-sqlite';
import { commitmentStream } from '#commitment';
import { organisationStream } from '#organisation';
import { partnershipStream } from '#partnership';

interface Ids {
  readonly partnership?: string;
  readonly commitment?: string;
  readonly organisation?: string;
}
const streamOf = ({ partnership = '', commitment, organisation = '' }: Ids, type: string): string => {
  if (commitment !== undefined) return commitmentStream(partnership, commitment);
  return type.startsWith('Organisation') ? organisationStream(organisation) : partnershipStream(partnership);
};

/** A log and an outbox in a folder of their own, and whoever writes the one from the other. */
export class Teller {
  private readonly folder = mkdtempSync(join(tmpdir(), 'pledgebook-outbox-'));
  private readonly writers = new Set<OutboxWriter>();
  private now = '';
  private said = 0;
  log!: SqliteEventStore;
  outbox!: Outbox;

  static async open(): Promise<Teller> {
    const teller = new Teller();
    await teller.reopen();
    return teller;
  }

  /** As after everything ended. */
  async reopen(): Promise<void> {
    await this.shut();
    this.log = await SqliteEventStore.open(join(this.folder, 'events.sqlite'), {
      clock: { now: () => new Date(this.now) },
    });
    this.outbox = await SqliteOutbox.open(join(this.folder, 'outbox.sqlite'));
  }

  /** Records an event, with an id of its own that is always the same. @param on its effective day, else that of the recording */
  async say(instant: string, { type, version, data }: NewEvent, on = instant.slice(0, 10)): Promise<string> {
    this.now = instant;
    const id = `evt_${String(++this.said).padStart(26, '0')}`;
    const organisation = (data as Ids).organisation ?? 'org_00000000000000000000000001';
    const metadata = { effectiveOn: on, organisation };
    const write = { stream: streamOf(data as Ids, type), expected: 'any' as const };
    await this.log.append([{ ...write, events: [{ id, type, version, data, metadata }] }]);
    return id;
  }

  /** Starts one that writes; any number may. */
  writer(options: Partial<WriterOptions> = {}): OutboxWriter {
    const writer = new OutboxWriter({ events: this.log, outbox: this.outbox, ...options });
    writer.start();
    this.writers.add(writer);
    return writer;
  }

  /** Waits until something is so of the folds. */
  async until(
    isSo: (folds: Awaited<ReturnType<Outbox['folds']>>) => boolean | Promise<boolean>,
  ): Promise<void> {
    const signal = AbortSignal.timeout(20_000);
    for (;;) {
      const { count } = this.outbox.changes;
      const folds = await this.outbox.folds();
      if (await isSo(folds)) return;
      if (signal.aborted) throw new Error(`not so: ${JSON.stringify(folds)}`);
      await this.outbox.changes.after(count, AbortSignal.any([signal, AbortSignal.timeout(500)]));
    }
  }

  /** Waits until all that is recorded is told. */
  async told(): Promise<void> {
    const head = await this.log.head();
    await this.until((folds) => folds.some(({ isTelling, position }) => isTelling && position >= head));
  }

  async texts(): Promise<string[]> {
    return (await this.outbox.read(BEGINNING, { limit: 1_000 })).messages.map(({ text }) => text);
  }

  async messages(): Promise<PublicEvent[]> {
    return (await this.texts()).map((text) => JSON.parse(text) as PublicEvent);
  }

  /** What time alone did, in short: the day it came with, what, and of which entry. */
  async ofTime(): Promise<string[]> {
    return (await this.messages()).flatMap(({ type, data }) =>
      data.by === undefined
        ? [
            `${data.effectiveOn} ${type.split('.')[1]}${data.change['entry'] ? ` ${data.change['entry']}` : ''}`,
          ]
        : [],
    );
  }

  async close(): Promise<void> {
    await this.shut();
    rmSync(this.folder, { recursive: true });
  }

  /** Ends all that write. */
  async writerGone(): Promise<void> {
    for (const writer of this.writers) await writer.close();
    this.writers.clear();
  }

  private async shut(): Promise<void> {
    await this.writerGone();
    await this.outbox?.close();
    await this.log?.close();
  }
}
