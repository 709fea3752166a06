import { positionOf } from '#event-store';
import type { Fold, Message, NewMessage } from '#outbox';
import { SqliteOutbox } from '#outbox-sqlite';

/** So many sources by turns; a message is about as long as one of a commitment. */
const [SOURCES, LENGTH] = [20, 700];

function message(number: number): NewMessage {
  const id = `evt_${String(number).padStart(10, '0')}`;
  const partnership = `ptn_${number % SOURCES}`;
  const source = `/v1/partnerships/${partnership}`;
  const event = {
    specversion: '1.0',
    id,
    source,
    type: 'pledgebook.commitment-made.v1',
    subject: 'cmt_1',
    time: '2026-01-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: '/v1/schemas/pledgebook.commitment-made.v1',
    sequence: String(Math.ceil(number / SOURCES)).padStart(10, '0'),
    sequencetype: 'Integer',
    data: { number, said: 'é 😀 "\n'.padEnd(LENGTH, 'x') },
  };
  return {
    id,
    source,
    type: event.type,
    partnership,
    sequence: Math.ceil(number / SOURCES),
    position: positionOf(number),
    text: JSON.stringify(event),
  };
}

/** An outbox in a file, with as many messages as it is told to hold: those of many sources by turns. */
export class FilledOutbox {
  private fold: Fold | undefined;
  private length = 0;

  private constructor(readonly outbox: SqliteOutbox) {}

  static async open(file: string): Promise<FilledOutbox> {
    return new FilledOutbox(await SqliteOutbox.open(file));
  }

  /** Writes so many messages more, in one transaction. */
  async add(count: number): Promise<void> {
    const messages = Array.from({ length: count }, (_, i) => message(this.length + i + 1));
    this.length += count;
    this.fold = await this.outbox.write({
      fold: this.fold ?? (await this.outbox.begin(1)),
      to: { position: positionOf(this.length), event: `evt_${this.length}`, day: '2026-01-01' },
      messages,
      changes: [],
    });
  }

  get count(): number {
    return this.length;
  }

  async all(): Promise<Message[]> {
    const all: Message[] = [];
    for (let after = { number: 0, id: '' }; ;) {
      const { messages, last, end } = await this.outbox.read(after, { limit: 1000 });
      all.push(...messages);
      if (end) return all;
      after = last;
    }
  }

  close(): Promise<void> {
    return this.outbox.close();
  }
}
