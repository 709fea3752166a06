import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Running } from './command-line.ts';
import { freePort, type Postgres } from './postgres.ts';

const root = join(import.meta.dirname, '../..');

/** What of a service in `docker-compose.yml` is ours to start. */
export interface Service {
  readonly image: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly deploy?: { readonly replicas: number };
  readonly profiles?: readonly string[];
  readonly volumes?: readonly string[];
  readonly read_only?: boolean;
}
export interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** Where nobody sets a variable: what stands for it then. */
const interpolated = (_: unknown, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\$\{\w+:-([^}]*)\}/g, '$1') : value;

export const composeFile = (): Compose =>
  parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), interpolated, { merge: true }) as Compose;

/** What the image begins with, and the name of Node in it. */
export const entrypoint = (): readonly string[] => {
  const dockerfile = readFileSync(join(root, '.config/Dockerfile'), 'utf8');
  return JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
};

/** Addresses of the container's own, and what stands for them here. */
interface Ports {
  readonly [inside: string]: number;
}

/** One container's process, as the compose file starts it: with its environment alone, and its secrets in files. */
export class Container {
  private constructor(
    readonly running: Running,
    private readonly service: Service,
    private readonly ports: Ports,
  ) {}

  static async start(service: Service, secrets: string): Promise<Container> {
    const { environment: said, command } = service;
    const variable = command[0] === 'work' ? 'PLEDGEBOOK_WORKER_PORT' : 'PLEDGEBOOK_PORT';
    const port = await freePort();
    // One document a request says nothing to whoever runs the test.
    const environment: Record<string, string> = { PLEDGEBOOK_LOG_LEVEL: 'silent' };
    for (const [name, value] of Object.entries(Deployment.translated(service, secrets)))
      environment[name] = value.replace('0.0.0.0', '127.0.0.1');
    environment[variable] = String(port);
    const [, ...args] = [...entrypoint(), ...command];
    const running = await Running.started(/at http:\S+/, args, { cwd: root, env: environment });
    return new Container(running, service, { [said[variable] ?? '']: port });
  }

  get url(): string {
    return this.running.url;
  }

  /** Whether its own health check says so. */
  async isHealthy(): Promise<boolean> {
    const [how, program, ...args] = this.service.healthcheck.test;
    if (how !== 'CMD' || program !== 'node') throw new Error(`not started here: ${how} ${program}`);
    const [inside = '', port] = Object.entries(this.ports)[0] ?? [];
    const translated = args.map((arg) => arg.replace(`127.0.0.1:${inside}`, `127.0.0.1:${port}`));
    const child = spawn(process.execPath, translated, { stdio: 'ignore' });
    const [status] = (await once(child, 'exit')) as [number | null];
    return status === 0;
  }

  async untilHealthy(): Promise<void> {
    while (!(await this.isHealthy()))
      if (!this.running.isRunning) throw new Error('it ended before it was healthy');
  }
}

/** The deployment of `docker-compose.yml` on a PostgreSQL of this machine, in place of its containers for that. */
export class Deployment {
  private constructor(
    private readonly compose: Compose,
    readonly postgres: Postgres,
    private readonly folder: string,
  ) {}

  static async on(postgres: Postgres): Promise<Deployment> {
    const folder = mkdtempSync(join(tmpdir(), 'pledgebook-secrets-'));
    const deployment = new Deployment(composeFile(), postgres, folder);
    const { privateKey } = generateKeyPairSync('ed25519');
    const secrets: Readonly<Record<string, string | Buffer>> = {
      'postgres-url': await postgres.database(),
      'keys-url': await postgres.database(),
      secret: randomBytes(32),
      'signing-key': privateKey.export({ type: 'pkcs8', format: 'pem' }),
      'master-key': randomBytes(32).toString('base64'),
      'webhook-key': randomBytes(32),
    };
    for (const [name, text] of Object.entries(secrets)) writeFileSync(join(folder, name), text);
    return deployment;
  }

  /** What the processes of a service are told, with their secrets in a folder of this machine. */
  static translated({ environment }: Service, folder: string): Readonly<Record<string, string>> {
    const entries = Object.entries(environment);
    return Object.fromEntries(
      entries.map(([variable, value]) => [variable, value.replace('/run/secrets', folder)]),
    );
  }

  environmentOf(name: string): Readonly<Record<string, string>> {
    return Deployment.translated(this.serviceOf(name), this.folder);
  }

  /** How many of them there are. */
  replicasOf(name: string): number {
    return this.serviceOf(name).deploy?.replicas ?? 1;
  }

  start(name: string): Promise<Container> {
    return Container.start(this.serviceOf(name), this.folder);
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true });
  }

  private serviceOf(name: string): Service {
    const service = this.compose.services[name];
    if (!service) throw new Error(`no service ${name}`);
    return service;
  }
}
