import { connect, type Socket } from 'node:net';
import { Child, inFolder } from './child.ts';
import { median, type Figure } from './figures.ts';
import { commandNamed } from '../support/command-named.ts';
import { toldOverHttp } from './latency.ts';
import type { Options } from './options.ts';
import { Server } from './server.ts';

/** So many connections are opened at once. */
const AT_ONCE = 200;
/** What this process needs of its files for itself. */
const OWN_FILES = 200;

/** How many connections this process may have, by its limit of open files. */
function mostConnections(): number {
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft?: number | string } } };
  return Number(report.userLimits?.open_files?.soft ?? 1024) - OWN_FILES || Infinity;
}

/** Readers that take what comes, and do nothing with it but count. */
class Readers {
  private readonly sockets: Socket[] = [];
  /** Is told of each event at each reader. */
  onEvent: () => void = () => undefined;

  constructor(private readonly url: string) {}

  get count(): number {
    return this.sockets.length;
  }

  /** Opens more, until there are so many, all of which have everything so far. */
  async upTo(count: number): Promise<void> {
    while (this.count < count)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - this.count) }, () => this.open()));
  }

  end(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private async open(): Promise<void> {
    const { hostname, port, pathname, search } = new URL(this.url);
    const socket = connect(Number(port), hostname);
    this.sockets.push(socket);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Its events may come in parts.
    let rest = '';
    socket.on('error', reject).on('close', () => reject(new Error('a stream ended')));
    socket.on('data', (chunk: Buffer) => {
      const [...whole] = (rest + chunk.toString('latin1')).split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole)
        if (line.startsWith('data: ')) this.onEvent();
        else if (line === ': up to date') resolve();
    });
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nhost: here\r\naccept: text/event-stream\r\n\r\n`);
    await promise;
    socket.off('error', reject).on('error', () => undefined);
  }
}

/** Kilobytes that each of so many readers takes, by what is there with fewer. */
async function perReader(child: Pick<Child, 'ask'>, readers: Readers, count: number): Promise<number> {
  const before = { bytes: await child.ask<number>('memory'), count: readers.count };
  await readers.upTo(count);
  const bytes = (await child.ask<number>('memory')) - before.bytes;
  // Of very few it may be less than what came free meanwhile.
  return Math.max(bytes, 1) / 1024 / (count - before.count);
}

/** Milliseconds from sending a command to its event, at each reader, for so many commands. */
async function latencies(server: Server, readers: Readers, commands: number): Promise<readonly number[]> {
  const { url, token } = server.where;
  const body = JSON.stringify(commandNamed('MakeCommitment').input.example);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const took: number[] = [];
  for (let n = 0; n < commands; n++) {
    const all = Promise.withResolvers<void>();
    const begin = performance.now();
    let left = readers.count;
    readers.onEvent = () => {
      took.push(performance.now() - begin);
      if (--left === 0) all.resolve();
    };
    const answer = await fetch(url, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(await answer.text());
    await answer.text();
    await all.promise;
  }
  return took.sort((a, b) => a - b);
}

/** Idle readers of events and what they cost, and how soon they are told. */
export async function sse(options: Options): Promise<readonly Figure[]> {
  const [few, wanted] = options.readers;
  const many = Math.min(wanted, mostConnections());
  const bare = await Child.start('streams.child', []);
  const bareReaders = new Readers(await bare.ask<string>('url'));
  const bareCost = await perReader(bare, bareReaders, few);
  bareReaders.end();
  await bare.end();
  return inFolder(async (folder) => {
    const server = await Server.start(folder, 'real', options);
    const readers = new Readers(new URL('/v1/events?after=latest', server.where.url).href);
    const figure = (what: string, value: number, unit: string, beside: string): Figure => ({
      bench: 'sse',
      what,
      value,
      unit,
      beside,
    });
    const told = async (): Promise<Figure[]> => {
      const { count } = readers;
      const took = await latencies(server, readers, options.told);
      const p99 = took[Math.ceil(took.length * 0.99) - 1] ?? Number.NaN;
      const what = `from command to event, ${count.toLocaleString('en')} readers`;
      return [
        figure(`${what}, p50`, median(took), 'ms', `${options.told} commands one after another`),
        figure(`${what}, p99`, p99, 'ms', 'the command itself is in it'),
      ];
    };
    try {
      // The first readers bring code and pools with them.
      await readers.upTo(Math.ceil(few / 10));
      const cost = await perReader(server, readers, few);
      const beside = `${bareCost.toFixed(1)} kB with Node's own server, which keeps the answer open and does nothing else`;
      const figures = [
        figure(`memory of an idle reader, of ${few.toLocaleString('en')}`, cost, 'kB', beside),
      ];
      figures.push(...(await told()));
      if (many > few)
        figures.push(
          figure(
            `memory of an idle reader, from there to ${many.toLocaleString('en')}`,
            await perReader(server, readers, many),
            'kB',
            `${wanted.toLocaleString('en')} were wanted, and as many as files may be open`,
          ),
          ...(await told()),
        );
      return [...figures, ...(await toldOverHttp(options))];
    } finally {
      readers.end();
      await server.end();
    }
  });
}
