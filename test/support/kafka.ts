import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { freePort } from './postgres.ts';

const root = dirname(findPackageJSON('..', import.meta.url) ?? '');
/** What the `pom.xml` names, kept beside the packages. */
const jars = join(root, 'node_modules/.cache/kafka-4.2.1');
const CLUSTER = 'AAAAAAAAAAAAAAAAAAAAAQ';

/** Small, and back soon after it was killed: a broker that is gone is given up after 1.5 s. */
const propertiesOf = (folder: string, port: number, controller: number): string =>
  [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    'controller.listener.names=CONTROLLER',
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    `log.dirs=${join(folder, 'log')}`,
    'auto.create.topics.enable=false',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=1',
    'group.initial.rebalance.delay.ms=0',
    'broker.session.timeout.ms=1500',
    'broker.heartbeat.interval.ms=300',
    'log.cleaner.dedupe.buffer.size=8388608',
  ].join('\n');

const java = (...args: string[]): string[] => [
  '-Xms64m',
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=off',
  '-cp',
  join(jars, '*'),
  ...args,
];

/**
 * Apache Kafka for a test: the one that `KAFKA_BROKERS` names, else one of its own, on loopback, from Maven Central's jars
 * (`kafka/pom.xml`), in a folder that goes with it.
 */
export class TestKafka {
  private process: ChildProcess | undefined;

  private constructor(
    readonly brokers: readonly string[],
    private readonly folder?: string,
  ) {}

  /** @returns undefined where Java or Kafka is missing, said in one line. @throws Error likewise, in CI */
  static async start(): Promise<TestKafka | undefined> {
    const running = process.env['KAFKA_BROKERS'];
    if (running) return new TestKafka(running.split(','));
    const missing = missingHere();
    if (missing === undefined) return TestKafka.startOwn();
    if (process.env['CI'] === 'true') throw new Error(missing);
    process.stderr.write(`Skipped, ${missing}: or name a running Kafka by KAFKA_BROKERS.\n`);
    return undefined;
  }

  private static async startOwn(): Promise<TestKafka> {
    const folder = mkdtempSync(join(tmpdir(), 'pledgebook-kafka-'));
    const port = await freePort();
    const properties = join(folder, 'kafka.properties');
    writeFileSync(properties, propertiesOf(folder, port, await freePort()));
    const format = java('kafka.tools.StorageTool', 'format', '-t', CLUSTER, '-c', properties);
    const { status, stderr } = spawnSync('java', format, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Kafka's storage was not made: ${stderr}`);
    const kafka = new TestKafka([`127.0.0.1:${port}`], folder);
    await kafka.resume();
    return kafka;
  }

  /** Whether it can be ended and started again: one that was running is left alone. */
  get isOwn(): boolean {
    return this.folder !== undefined;
  }

  /** Ends the broker at once, as a power cut does; what it keeps stays. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async resume(): Promise<void> {
    const { folder = '' } = this;
    const run = java('kafka.Kafka', join(folder, 'kafka.properties'));
    this.process = spawn('java', run, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    await listening(Number(this.brokers[0]?.split(':')[1]), this.process);
  }

  async stop(): Promise<void> {
    if (this.folder === undefined) return;
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { process } = this;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const exited = once(process, 'exit');
    process.kill(signal);
    await exited;
  }
}

/** What keeps Kafka from being started here, in words; its jars are fetched once. */
function missingHere(): string | undefined {
  const { stderr, status } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(stderr ?? '')?.[1]);
  if (status !== 0 || !(version >= 17)) return 'Java 17 is missing, which Kafka runs on';
  if (existsSync(jars)) return undefined;
  mkdirSync(dirname(jars), { recursive: true });
  const fetched = mkdtempSync(`${jars}-`);
  const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  const mvn = ['-q', '-B', '-f', join(root, 'test/support/kafka/pom.xml'), copy];
  const { status: ended } = spawnSync('mvn', [...mvn, `-DoutputDirectory=${fetched}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (ended !== 0) {
    rmSync(fetched, { recursive: true });
    return 'Kafka cannot be fetched with Maven';
  }
  // Another test process may have been quicker.
  if (existsSync(jars)) rmSync(fetched, { recursive: true });
  else renameSync(fetched, jars);
  return undefined;
}

/** Resolves once somebody listens there: Kafka does when it is ready. */
async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let heard = false; !heard;) {
    if (child.exitCode !== null) throw new Error(`Kafka ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    heard = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (!heard) await after(50);
  }
}
