import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotPublish, KafkajsBroker, namesFor, Relay, statusOf, type KafkaSettings } from '#kafka';
import { BEGINNING, PublicFeed } from '#outbox';
import { SqliteOutbox } from '#outbox-sqlite';
import { pledgebook, Running } from '../support/command-line.ts';
import { FilledOutbox } from '../support/filled-outbox.ts';
import { clientOf, committedIn, differences } from '../support/kafka-records.ts';
import { TestKafka } from '../support/kafka.ts';
import { freePort } from '../support/postgres.ts';
import { Relays, type Place } from './relays.ts';

/** How often a relay is killed, and the broker. `npm run test:kafka` says more. */
const KILLS = Number(process.env['PLEDGEBOOK_KAFKA_KILLS'] ?? 2);
const RESTARTS = Number(process.env['PLEDGEBOOK_KAFKA_RESTARTS'] ?? 1);
/** Messages between one thing that happens to relays and the next. */
const STEP = Number(process.env['PLEDGEBOOK_KAFKA_STEP'] ?? 400);
/** How long all of it may take, in milliseconds. */
const PATIENCE = 60_000 + (KILLS + RESTARTS) * 30_000;

interface Ready {
  readonly status: string;
  readonly details: { readonly kafka?: { readonly behind?: number } };
}
const kafka = await TestKafka.start();

(kafka ? describe : describe.skip)('the relay to Kafka', () => {
  const brokers = kafka?.brokers ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'pledgebook-relay-'));
  const settingsOf = (more: Partial<KafkaSettings> = {}): KafkaSettings => ({
    brokers,
    topic: `test-${randomUUID()}`,
    partitions: 4,
    mode: 'binary',
    ...more,
  });
  const fill = async (count: number) => {
    const file = join(folder, `${randomUUID()}.sqlite`);
    const outbox = await FilledOutbox.open(file);
    if (count > 0) await outbox.add(count);
    return { file, outbox };
  };
  /** Publishes an outbox until all of it is published, or refused. @returns what was noted */
  const relayed = async (file: string, settings: KafkaSettings): Promise<string[]> => {
    const store = await SqliteOutbox.open(file);
    const notes: string[] = [];
    const feed = new PublicFeed(store);
    const relay = new Relay(feed, new KafkajsBroker(settings), {
      mode: settings.mode,
      noted: (sentence) => void notes.push(sentence),
      again: 50,
    });
    relay.start();
    for (;;) {
      const { state, behind } = await statusOf(relay.standing, feed);
      if (behind === 0 || state === 'refused') break;
      await pause(20);
    }
    await relay.close();
    await store.close();
    return notes;
  };

  const started: Relays[] = [];
  const relaysOf = (place: Place) => {
    const relays = new Relays(place);
    started.push(relays);
    return relays;
  };

  afterEach(() => Promise.all(started.splice(0).map((relays) => relays.stop())));
  afterAll(async () => {
    await kafka?.stop();
    rmSync(folder, { recursive: true });
  });

  it(
    'is killed, stopped and woken, runs twice, and loses its broker: everything is published, in order, once',
    async () => {
      const { file, outbox } = await fill(STEP);
      const { topic } = settingsOf();
      const relays = relaysOf({ file, brokers, topic });
      /** Waits until about a step more is published, at some instant of a transaction. */
      const further = async () => {
        const goal = relays.published + STEP;
        while (outbox.count < goal + STEP) await outbox.add(100);
        await relays.reached(goal - Math.floor(Math.random() * STEP));
        await pause(Math.random() * 30);
      };
      let [one, other] = [relays.start(), relays.start()];
      for (let kills = 0; kills < KILLS; kills++) {
        await further();
        await relays.kill(one);
        [one, other] = [other, relays.start()];
      }
      const stopped = relays.publishing;
      stopped.kill('SIGSTOP');
      await further();
      stopped.kill('SIGCONT');
      for (let restarts = kafka?.isOwn ? 0 : RESTARTS; restarts < RESTARTS; restarts++) {
        await further();
        await kafka?.kill();
        await kafka?.resume();
      }
      await relays.reached(outbox.count);
      await relays.stop();
      // What the last one may have left open is settled by whoever comes next.
      await (await new KafkajsBroker(settingsOf({ topic })).open()).close();
      const all = await outbox.all();
      await outbox.close();
      expect(differences(all, await committedIn(brokers, topic))).toEqual([]);
      if (KILLS > 2) process.stderr.write(`${all.length} messages, ${KILLS} kills, ${RESTARTS} restarts\n`);
    },
    PATIENCE,
  );

  it('publishes what is told, from a server and from a worker, and tells at /readyz how far it is', async () => {
    const data = join(folder, 'book');
    const { topic } = settingsOf();
    const metricsPort = await freePort();
    let metrics = '';
    const environment = {
      PLEDGEBOOK_KAFKA_BROKERS: brokers.join(','),
      PLEDGEBOOK_KAFKA_TOPIC: topic,
      PLEDGEBOOK_METRICS_PORT: String(metricsPort),
    };
    const names = ['Ocean Fund', 'Harbour Works'];
    const commands = [['serve', '--port', '0'], ['work']];
    for (const [i, name] of names.entries()) {
      expect(
        pledgebook(['register', '--data', data, '--name', name, '--reason', 'Of the test']),
      ).toMatchObject({ status: 0 });
      const running = await Running.until(/at http:\S+/, [...(commands[i] ?? []), '--data', data], {
        ...environment,
        PLEDGEBOOK_WORKER_PORT: '0',
      });
      const offsets = async () => {
        const admin = clientOf(brokers).admin();
        await admin.connect();
        const found = await admin.fetchTopicOffsets(topic).catch(() => []);
        await admin.disconnect();
        return found.filter(({ high }) => high !== '0').length;
      };
      // Each is of a source of its own, and these two are of two partitions or of one.
      while ((await offsets()) === 0 || (await committedIn(brokers, topic)).length <= i) await pause(50);
      let ready: Ready | undefined;
      while (ready?.details.kafka?.behind !== 0)
        ready = (await (await fetch(`${running.url}/readyz`)).json()) as Ready;
      expect(ready).toMatchObject({
        status: 'ok',
        details: { kafka: { status: 'up', state: 'publishing' } },
      });
      // A server tells Prometheus, too.
      if (i === 0) metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      expect(await running.end('SIGTERM')).toBe(0);
    }
    expect(metrics).toContain('pledgebook_door_behind_messages{door="kafka"} 0\n');
    const told = (await committedIn(brokers, topic)).map(({ value }) => String(value));
    expect(told.map((text) => names.findIndex((name) => text.includes(name))).sort()).toEqual([0, 1]);
  }, 300_000);

  it('would be found out by the test, were the place committed apart from the messages', async () => {
    const { file, outbox } = await fill(40);
    const { topic } = settingsOf();
    const relays = relaysOf({ file, brokers, topic });
    const apart = relays.start('apart');
    for (let between = false; !between;) between = 'between' in (await once(apart, 'message'))[0];
    await relays.kill(apart);
    relays.start();
    await relays.reached(40);
    await relays.stop();
    const found = differences(await outbox.all(), await committedIn(brokers, topic));
    await outbox.close();
    expect(found).toHaveLength(40);
    expect(found[0]).toMatch(/twice$/);
  });

  it('publishes CloudEvents in either content mode, by the key of their source', async () => {
    const { file, outbox } = await fill(3);
    const [told] = await outbox.all();
    await outbox.close();
    const { data, ...attributes } = JSON.parse(told?.text ?? '') as Record<string, unknown>;
    const recordIn = async (settings: KafkaSettings) => {
      expect(await relayed(file, settings)).toEqual([]);
      const records = await committedIn(brokers, settings.topic);
      const { key, value, headers } = records.find(({ key }) => String(key) === told?.source) ?? {};
      const named = Object.entries(headers ?? {}).map(([name, said]) => [name, String(said)]);
      return { key: String(key), value: String(value), headers: Object.fromEntries(named) };
    };
    const binary = await recordIn(settingsOf());
    expect(binary).toMatchObject({ key: told?.source, value: JSON.stringify(data) });
    const { datacontenttype, ...others } = attributes;
    const headers = Object.entries(others).map(([name, said]) => [`ce_${name}`, said]);
    expect(binary.headers).toEqual({ 'content-type': datacontenttype, ...Object.fromEntries(headers) });
    expect(await recordIn(settingsOf({ mode: 'structured' }))).toEqual({
      key: told?.source,
      value: told?.text,
      headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8' },
    });
  });

  it('publishes nothing where topics or the outbox are not those that it knows, and says what to do', async () => {
    const admin = clientOf(brokers).admin();
    await admin.connect();
    const settings = settingsOf();
    const { topic } = settings;
    const { file, outbox } = await fill(3);
    await outbox.close();
    await relayed(file, settings);
    const before = await admin.fetchTopicOffsets(topic);
    const refused = async (sentence: RegExp, more: Partial<KafkaSettings> = {}, from = file) =>
      expect(await relayed(from, { ...settings, ...more })).toEqual([expect.stringMatching(sentence)]);

    await refused(/has 4 partitions, not 5/, { partitions: 5 });
    const shorter = await fill(2);
    await shorter.outbox.close();
    await refused(/is not in the outbox .* name another topic/, {}, shorter.file);
    const retention = [{ name: 'retention.ms', value: '604800000' }];
    const alter = (configEntries: typeof retention) =>
      admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name: topic, configEntries }] });
    await alter(retention);
    await refused(/retention\.ms=604800000.*--add-config retention\.ms=-1/);
    await alter([{ name: 'retention.ms', value: '-1' }]);
    await admin.deleteTopics({ topics: [namesFor(topic).positions] });
    await refused(/holds messages and nothing says which/);
    expect(await admin.fetchTopicOffsets(topic)).toEqual(before);
    await admin.disconnect();
  });

  it('has one session at a time: who opens the next one shuts out the one before', async () => {
    const broker = new KafkajsBroker(settingsOf());
    const first = await broker.open();
    expect([first.place, first.isEmpty]).toEqual([undefined, true]);
    await first.publish([], BEGINNING);
    const next = await broker.open();
    expect([next.place, next.isEmpty]).toEqual([BEGINNING, true]);
    const message = { key: 'k', value: '{}', headers: { ce_id: 'evt_1' } };
    const place = { number: 1, id: 'evt_1' };
    await expect(first.publish([message], place)).rejects.toThrow(/epoch/);
    await next.publish([message], place);
    const last = await broker.open();
    expect([last.place, last.isEmpty]).toEqual([place, false]);
    for (const session of [first, next, last]) await session.close();
  });

  it('takes messages that are together longer than a broker takes at once', async () => {
    const settings = settingsOf({ partitions: 1 });
    const session = await new KafkajsBroker(settings).open();
    const value = JSON.stringify('x'.repeat(900_000));
    const messages = [1, 2, 3].map((n) => ({ key: 'k', value, headers: { ce_id: `evt_${n}` } }));
    await session.publish(messages, { number: 3, id: 'evt_3' });
    await session.close();
    const ids = (await committedIn(brokers, settings.topic)).map(({ headers }) => String(headers?.['ce_id']));
    expect(ids).toEqual(['evt_1', 'evt_2', 'evt_3']);
  });

  it('is away where its broker is, which is no refusal', async () => {
    const away = new KafkajsBroker(settingsOf({ brokers: ['127.0.0.1:1'] }));
    const error: unknown = await away.open().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(CannotPublish);
  });
});
