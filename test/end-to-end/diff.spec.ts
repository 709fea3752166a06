import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../../apps/cli/client.ts';
import { queriesOf, queryContextOf } from '../../apps/api/queries/index.ts';
import { tellBroadHistory, type BroadHistory } from '../support/broad-history.ts';
import { viewsOf } from '../../apps/cli/diff/views.ts';
import { pledgebook, serving, type Running } from '../support/command-line.ts';
import { ServedBook } from '../support/served-book.ts';

describe('npx pledgebook diff', () => {
  let directory: string;
  let server: Running;
  let env: Record<string, string>;
  let client: Client;
  let partnership: string;
  let commitment: string;
  /** The book's position before the changes, and after them. */
  let earlier: string;
  let later: string;

  const position = async () =>
    (await client.get<{ asOf: { position: string } }>(`/v1/partnerships/${partnership}/history`)).asOf
      .position;
  const diff = (...args: string[]) => pledgebook(['diff', partnership, ...args], env);
  const between = (...args: string[]) => {
    const { stdout, stderr, status } = diff('--as-of', earlier, '--as-of', later, ...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout;
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-diff-'));
    env = { PLEDGEBOOK_DATA: directory };
    server = await serving(directory);
    const token = pledgebook(['token', '--organisation', 'Water Company'], env).stdout.trim();
    env = { ...env, PLEDGEBOOK_SERVER: server.url };
    client = new Client(server.url, token);
    const scope = { places: ['CO'], sdgTargets: [] };
    const convened = await client.command('/v1/partnerships', { title: 'Water', problem: 'P', scope });
    partnership = convened.ids['partnership'] ?? '';
    const base = `/v1/partnerships/${partnership}`;
    const promise = {
      statement: 'Dig ten wells',
      kind: 'financial',
      money: { amount: '100', currency: 'USD' },
    };
    commitment = (await client.command(`${base}/make-commitment`, promise)).ids['commitment'] ?? '';
    await client.command(`${base}/make-pledge`, { statement: 'Speak up', kind: 'advocacy' });
    earlier = await position();
    await client.command(`${base}/commitments/${commitment}/amend-commitment`, {
      money: { amount: '150', currency: 'USD' },
      reason: 'One town more',
    });
    await client.command(`${base}/make-commitment`, { statement: 'Plant trees', kind: 'policy' });
    await client.command(`${base}/propose`, { proposal: 'goal', subject: 'goal', text: 'Wells for all' });
    later = await position();
    await client.command(`${base}/make-commitment`, { statement: 'Too late to be seen', kind: 'policy' });
    env = { ...env, ours: token };
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    rmSync(directory, { recursive: true });
  });

  it('tells what each view showed then and now, row by row, and who is behind it', () => {
    const text = between();
    expect(text).toContain('\nledger\n');
    expect(text).toContain(`  ~ rows ${commitment}\n`);
    expect(text).toMatch(/ ~ money\/promised\/amount: 100 → 150\n/);
    expect(text).toMatch(/ evt_\w+ commitment amended, by Water Company\n/);
    expect(text).toMatch(/ \+ rows cmt_\w+: .*organisation Water Company.*statement Plant trees/);
    expect(text).toMatch(/\nledger\/totals\n[^]*promised.*100.*150/);
    expect(text).not.toContain('Too late to be seen');
    expect(text).not.toContain('Speak up');
  });

  it('tells the events between, with who said so, and what the token may read of them', () => {
    expect(between()).toMatch(
      /The events between:\s+\S+Z {2}commitment amended, by Water Company\n[^]*One town more/,
    );
    expect(between()).not.toContain('Wells for all');
    const inside = between('--token', env['ours'] ?? '');
    expect(inside).toMatch(/proposal made, by Water Company\n[^]*Wells for all/);
    expect(inside).toContain('\npartnership\n');
  });

  it('gives JSON, by view, with the path, then and now', () => {
    const { views, events, between: moments } = JSON.parse(between('--json'));
    expect(moments).toEqual([earlier, later]);
    const ledger = views.find(({ view }: { view: string }) => view === 'ledger');
    expect(ledger.changes).toContainEqual({
      row: ['rows', commitment],
      path: ['money', 'promised', 'amount'],
      then: '100',
      now: '150',
    });
    expect(events.map(({ type }: { type: string }) => type)).toEqual(['CommitmentAmended', 'CommitmentMade']);
  });

  it('shows what was learned, and not what time did, where it is asked for one day', () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const { views, effective } = JSON.parse(between('--json', '--effective', yesterday));
    expect(effective).toBe(yesterday);
    const ledger = views.find(({ view }: { view: string }) => view === 'ledger');
    expect(ledger.changes).toEqual([]);
  });

  it('takes instants too, before the book began: everything is new', async () => {
    const { rows } = await client.get<{ rows: { metadata: { recordedAt: string } }[] }>(
      `/v1/partnerships/${partnership}/history`,
    );
    const until = rows[2]?.metadata.recordedAt ?? '';
    const text = diff('--as-of', '2001-01-01', '--as-of', until).stdout;
    expect(text).toMatch(/\npartnership\n {2}\+ /);
    expect(text).toContain('+ phase: scoping');
    expect(text).toMatch(/\+ rows cmt_\w+: .*Dig ten wells/);
  });

  it('says what is wrong with the moments', () => {
    const refusals: [string[], string][] = [
      [[], 'say --as-of twice'],
      [['2020-01-01'], 'say --as-of twice'],
      [['2020-01-01', '2020-01-02', '2020-01-03'], 'say --as-of twice'],
      [['2020-01-01', '2020-01-01T23:59:59.999Z'], 'are the same'],
      [['2020-01-02', '2020-01-01'], 'the earlier moment first'],
      [[later, earlier], 'the earlier moment'],
      [[earlier, 'soon'], 'past instant'],
      [['2001-01-01', '2001-01-02'], 'No such partnership'],
    ];
    for (const [moments, complaint] of refusals)
      expect({ moments, ...diff(...moments.flatMap((one) => ['--as-of', one])) }).toMatchObject({
        moments,
        status: 1,
        stdout: '',
        stderr: expect.stringContaining(complaint),
      });
  });
});

describe('the views that a difference is told of', () => {
  let served: ServedBook;
  let history: BroadHistory;
  beforeAll(async () => {
    served = await ServedBook.open();
    history = await tellBroadHistory(served);
  });
  afterAll(() => served.close());

  /** What tells events or is for other programs, and who is spoken to, which is known of now alone. */
  const OTHERS = new Set(['timeline', 'history', 'focal-points', 'events.atom', 'calendar.ics']);

  it('are all that can be asked of a partnership and a moment, but for what tells its events', async () => {
    const ours = queriesOf(queryContextOf(served.book))
      .map(({ path }) => path)
      .filter((path) => /^\/v1\/partnerships\/:partnership(?!.*:)/.test(path));
    const found = (await viewsOf(new Client(served.server.url))).map(({ name }) => name);
    const tails = ours.map((path) => path.split('/').slice(4).join('/') || 'partnership');
    expect(found).toEqual(tails.filter((name) => !OTHERS.has(name)));
  });

  it('can each be asked with nothing more', async () => {
    for (const { path } of await viewsOf(new Client(served.server.url)))
      expect(await served.anybody().ask(path.replace('{partnership}', history.full))).toMatchObject({
        status: 200,
      });
  });
});
