import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storageIn } from '#storage';
import { check } from '../../apps/cli/check/check.ts';
import { commandNamed } from '../support/command-named.ts';
import { pledgebook, Running } from '../support/command-line.ts';
import { Party, type Answer } from '../support/served-book.ts';

/** Nobody else can have a process that runs come to an end of its room, and give it back. */
const isAtHand = spawnSync('prlimit', ['--version']).status === 0;
if (!isAtHand && process.env['CI'] === 'true') throw new Error('prlimit (util-linux) is not at hand');
if (!isAtHand) console.warn('prlimit is not at hand: a server without room was not tested.');

(isAtHand ? describe : describe.skip)('a server whose files may not grow', () => {
  let directory: string;
  let server: Running;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-no-room-'));
    server = await Running.until(/at http:\S+/, ['serve', '--data', directory, '--port', '0'], {
      PLEDGEBOOK_LOG_LEVEL: 'silent',
      PLEDGEBOOK_RATE_PER_TOKEN: '0',
      PLEDGEBOOK_RATE_PER_ADDRESS: '0',
    });
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    rmSync(directory, { recursive: true });
  });
  /** The largest file that it may write, in bytes. */
  const limit = (bytes: number | 'unlimited') =>
    expect(spawnSync('prlimit', ['--pid', `${server.pid}`, `--fsize=${bytes}:unlimited`]).status).toBe(0);

  it('refuses commands and says so, answers queries, and takes them again with room; what it acknowledged is there', async () => {
    const token = pledgebook(['token', '--organisation', 'Owner', '--data', directory]).stdout.trim();
    const owner = new Party(server.url, '', token);
    const { body } = await owner.done('/v1/partnerships', commandNamed('ConvenePartnership').input.example);
    const base = `/v1/partnerships/${body.ids.partnership}`;
    const statement = 'A'.repeat(1900);
    const give = (n: number) =>
      owner.give(`${base}/make-commitment`, { statement, kind: 'policy' }, { 'idempotency-key': `k${n}` });
    const acknowledged: string[] = [];
    const largest = readdirSync(directory).map((name) => statSync(join(directory, name)).size);
    limit(Math.max(...largest) + 200_000);
    let refused: Answer | undefined;
    for (let n = 0; !refused; n++) {
      const answer = await give(n);
      if (answer.status === 201) acknowledged.push(answer.body.ids.commitment);
      else refused = answer;
    }
    expect(refused).toMatchObject({ status: 503, body: { code: 'disk-full' } });
    expect(await owner.ask(base)).toMatchObject({ status: 200 });
    expect(await give(acknowledged.length)).toMatchObject({ status: 503, body: { code: 'disk-full' } });
    limit('unlimited');
    const last = await give(acknowledged.length);
    expect(last.status).toBe(201);
    acknowledged.push(last.body.ids.commitment);
    // The first answer, not another commitment: nothing of what was refused was recorded.
    expect((await give(acknowledged.length - 1)).body.ids).toEqual(last.body.ids);
    const { body: ledger } = await owner.ask(`${base}/ledger?limit=1000&atLeast=${last.body.freshness}`);
    const there = ledger.rows.map(({ commitment }: { commitment: string }) => commitment);
    expect(there.sort()).toEqual(acknowledged.sort());
    await server.end('SIGTERM');
    const found: unknown[] = [];
    for await (const one of check(storageIn(directory), () => () => undefined)) found.push(one);
    expect(found).toEqual([]);
  });
});
