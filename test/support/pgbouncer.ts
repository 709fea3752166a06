import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { freePort } from './postgres.ts';

/** PgBouncer in transaction mode, before a PostgreSQL: where the program is at hand, as Debian's package of that name is. */
export class PgBouncer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static get isAtHand(): boolean {
    return spawnSync('pgbouncer', ['--version']).status === 0;
  }

  /** @param url of the PostgreSQL behind it */
  static async start(url: string): Promise<PgBouncer> {
    const { hostname, port, username, password, pathname } = new URL(url);
    const own = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'pledgebook-pgbouncer-'));
    const file = join(folder, 'pgbouncer.ini');
    const settings = [
      '[databases]',
      `* = host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${own}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      // Fewer than clients, so that what follows on one connection comes from different ones.
      'default_pool_size = 12',
    ];
    writeFileSync(file, settings.join('\n'), { mode: 0o644 });
    // It does not run as root; it reads its settings before it changes who it is.
    const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const child = spawn('pgbouncer', ['-q', ...asUser, file], { stdio: ['ignore', 'ignore', 'inherit'] });
    await listening(own, child);
    return new PgBouncer(child, folder, `postgres://${username}@127.0.0.1:${own}${pathname}`);
  }

  async stop(): Promise<void> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await exited;
    rmSync(this.folder, { recursive: true });
  }
}

/** Resolves once somebody listens there. */
async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let heard = false; !heard;) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    heard = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (!heard) await after(20);
  }
}
