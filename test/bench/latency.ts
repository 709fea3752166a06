import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { consuming, polling, streaming, type Batch, type Door } from '#subscriber';
import { clientOf } from '../support/kafka-records.ts';
import { commandNamed } from '../support/command-named.ts';
import { TestKafka } from '../support/kafka.ts';
import { POSTING } from '../support/webhook-receiver.ts';
import { inFolder } from './child.ts';
import { median, type Figure } from './figures.ts';
import type { Options } from './options.ts';
import { Server } from './server.ts';

/** Commands before those that are measured: the code is compiled then, and a consumer has its partitions. */
const WARM_UP = 10;

/** A commitment more. @returns its id */
async function promise({ url, token }: Server['where']): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify(commandNamed('MakeCommitment').input.example);
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { ids: { commitment: string } }).ids.commitment;
}

/** Milliseconds from sending a command to its event at a subscriber, for so many commands one after another. */
async function toldAfter(server: Server, door: Door, commands: number): Promise<readonly number[]> {
  const latest = await fetch(new URL('/v1/events?after=latest&limit=1', server.where.url));
  const { next } = (await latest.json()) as { next: string };
  const end = new AbortController();
  const [came, waiting] = [new Map<string, number>(), new Map<string, () => void>()];
  const following = door.follow(
    next,
    async ({ events }) => {
      for (const { data } of events) {
        came.set(data.commitment ?? '', performance.now());
        waiting.get(data.commitment ?? '')?.();
      }
    },
    end.signal,
  );
  const took: number[] = [];
  for (let n = 0; n < WARM_UP + commands; n++) {
    const begin = performance.now();
    const id = await promise(server.where);
    const arrived = new Promise<void>((resolve) => void waiting.set(id, resolve));
    if (!came.has(id)) await Promise.race([arrived, following]);
    if (n >= WARM_UP) took.push((came.get(id) ?? Number.NaN) - begin);
  }
  end.abort();
  await following;
  return took.sort((a, b) => a - b);
}

/** What a webhook posts to this process, which says 204 to it. */
async function posted({ url, token }: Server['where']): Promise<Door & { end(): void }> {
  let told: ((batch: Batch) => Promise<void>) | undefined;
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
    await told?.({ events: [JSON.parse(body)] } as unknown as Batch);
    response.writeHead(204).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ url: `http://127.0.0.1:${port}/` });
  const answer = await fetch(new URL('/v1/webhooks', url), { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return {
    follow: async (_, take, signal) => {
      told = take;
      await once(signal, 'abort');
      told = undefined;
    },
    end: () => {
      receiver.closeAllConnections();
      receiver.close();
    },
  };
}

/** How soon a service is told, by each of some doors, each with a server to itself for that time. */
async function latencies(
  bench: string,
  server: Server,
  doors: Readonly<Record<string, Door>>,
  commands: number,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, door] of Object.entries(doors)) {
    const took = await toldAfter(server, door, commands);
    const p99 = took[Math.ceil(took.length * 0.99) - 1] ?? Number.NaN;
    const figure = (of: string, value: number, beside: string) =>
      figures.push({ bench, what: `from command to a service by ${name}, ${of}`, value, unit: 'ms', beside });
    figure('p50', median(took), `${commands} commands one after another`);
    figure('p99', p99, 'the command itself is in it');
  }
  return figures;
}

/** By polling, by a stream and by a webhook. */
export const toldOverHttp = (options: Options): Promise<Figure[]> =>
  inFolder(async (folder) => {
    const server = await Server.start(folder, 'real', options, POSTING);
    const webhook = await posted(server.where);
    try {
      const { origin: url } = new URL(server.where.url);
      const doors = { polling: polling({ url }), 'a stream': streaming({ url }), 'a webhook': webhook };
      return await latencies('sse', server, doors, options.told);
    } finally {
      await server.end();
      webhook.end();
    }
  });

/** By Kafka: the relay runs in the server. */
export const toldByKafka = (options: Options, kafka: TestKafka): Promise<Figure[]> =>
  inFolder(async (folder) => {
    const topic = `bench-${randomUUID()}`;
    const server = await Server.start(folder, 'real', options, {
      PLEDGEBOOK_KAFKA_BROKERS: kafka.brokers.join(','),
      PLEDGEBOOK_KAFKA_TOPIC: topic,
    });
    try {
      const consumer = clientOf(kafka.brokers).consumer({ groupId: topic });
      return await latencies('relay', server, { Kafka: consuming(consumer, topic) }, options.told);
    } finally {
      await server.end();
    }
  });
