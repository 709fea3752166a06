import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { Client, type CommandAnswer } from '../../apps/cli/client.ts';
import { interrupted, pledgebook, serving, type Running } from '../support/command-line.ts';
import { sharedFiles } from '../support/shared-data.ts';

describe('npx pledgebook', () => {
  let directory: string;
  let server: Running;
  let client: Client;
  let env: Record<string, string>;
  let partnership: string;
  let made: CommandAnswer;

  const tokenOf = (organisation: string, ...more: string[]) =>
    pledgebook(['token', '--organisation', organisation, ...more], env);
  const run = (...args: string[]) => pledgebook(args, env);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-cli-'));
    env = { PLEDGEBOOK_DATA: directory };
    server = await serving(directory);
    const token = tokenOf('Our Ministry').stdout.trim();
    env = { ...env, PLEDGEBOOK_SERVER: server.url, PLEDGEBOOK_TOKEN: token };
    client = new Client(server.url, token);
    const scope = { places: ['CO'], sdgTargets: [] };
    const convened = await client.command('/v1/partnerships', { title: 'Water', problem: 'P', scope });
    partnership = convened.ids['partnership'] ?? '';
    const promise = {
      statement: 'Dig ten wells',
      kind: 'financial',
      money: { amount: '1000', currency: 'USD' },
    };
    made = await client.command(`/v1/partnerships/${partnership}/make-commitment`, promise);
    await client.get(`/v1/partnerships/${partnership}/ledger`, { atLeast: made.freshness });
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    rmSync(directory, { recursive: true });
  });

  it('token: the same name is the same organisation, and the person is opaque', () => {
    const [one, two] = ['Our Ministry', 'our ministry'].map((name) => decodeJwt(tokenOf(name).stdout.trim()));
    expect(one?.['organisation']).toBe(two?.['organisation']);
    expect(one?.sub).toMatch(/^per_[0-9a-z]{26}$/);
    expect(decodeJwt(tokenOf('Auditors', '--role', 'auditor').stdout.trim())['roles']).toEqual(['auditor']);
    expect(tokenOf('Our Ministry', '--person', 'ann@example.org')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('opaque'),
    });
  });

  it('token: for a service, by what it reads; nothing that nobody knows', () => {
    const { stdout } = run('token', '--service', 'mirror', '--scope', 'feed,history');
    const claims = decodeJwt(stdout.trim());
    expect(claims).toMatchObject({ sub: 'mirror', roles: ['subscriber'], scope: 'feed history' });
    expect(claims['organisation']).toBeUndefined();
    for (const [wrong, says] of [
      [['--service', 'mirror'], '--scope'],
      [['--service', 'mirror', '--scope', 'everything'], 'feed, views, history'],
      [['--organisation', 'Auditors', '--role', 'auditors'], 'participant, auditor'],
      [['--organisation', 'Auditors', '--role', 'subscriber'], '--service'],
      [[], '--organisation'],
    ] as const)
      expect(run('token', ...wrong)).toMatchObject({ status: 1, stderr: expect.stringContaining(says) });
  });

  it('token: with an identity provider, people get theirs from it', () => {
    const oidc = {
      PLEDGEBOOK_OIDC_ISSUER: 'https://login.example.org',
      PLEDGEBOOK_OIDC_AUDIENCE: 'https://book.example.org',
    };
    const refused = pledgebook(['token', '--organisation', 'Our Ministry'], { ...env, ...oidc });
    expect(refused).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining(oidc.PLEDGEBOOK_OIDC_ISSUER),
    });
    const wrong = pledgebook(['serve', '--port', '0'], { ...env, ...oidc, PLEDGEBOOK_OIDC_AUDIENCE: '' });
    expect(wrong).toMatchObject({ status: 1, stderr: expect.stringContaining('PLEDGEBOOK_OIDC_AUDIENCE') });
  });

  it('register: an organisation that a provider can name', () => {
    const why = ['--reason', 'The code list of the OECD'];
    const { stdout } = run('register', '--name', 'ITU', '--identifier', 'XM-DAC:41302', ...why);
    expect(stdout.trim()).toMatch(/^org_[0-9a-z]{26}$/);
    const again = run('register', '--name', 'ITU too', '--identifier', 'XM-DAC:41302', ...why);
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('listed already') });
    expect(run('register', '--name', 'ITU', '--identifier', '41302', ...why).stderr).toContain(
      'agency:number',
    );
  });

  it('prove, unprove: a name that others gave is for nobody until an operator has proven whose it is', async () => {
    const listing = { name: 'UNICEF' };
    const { ids } = await client.command('/v1/organisations/register-organisation', listing, 'listing');
    const id = ids['organisation'] ?? '';
    const stderr = expect.stringContaining(`\n  ${id} UNICEF\n`);
    expect(tokenOf('unicef')).toMatchObject({ status: 1, stdout: '', stderr });
    const said = ['--identifier', 'xm-dac:41122', '--reason', 'Its letter'];
    expect(run('prove', id, ...said).stdout).toBe(`xm-dac:41122 stands for UNICEF (${id})\n`);
    expect(decodeJwt(tokenOf(' Unicef').stdout.trim())['organisation']).toBe(id);
    expect(run('unprove', id, ...said).stdout).toBe(`xm-dac:41122 no longer stands for UNICEF (${id})\n`);
    const stderrOfName = expect.stringContaining('organisation: ');
    expect(run('prove', 'UNICEF', ...said)).toMatchObject({ status: 1, stderr: stderrOfName });
  });

  it('join, undo-join: no token is issued for a duplicate while it is one', async () => {
    const listing = { name: 'Oxfam, twice' };
    const { ids } = await client.command('/v1/organisations/register-organisation', listing, 'twice');
    const id = ids['organisation'] ?? '';
    const kept = String(decodeJwt(tokenOf('Oxfam').stdout.trim())['organisation']);
    const why = ['--reason', 'Its letter'];
    expect(run('join', id, '--to', kept, ...why).stdout).toBe(`Oxfam, twice (${id}) was joined to ${kept}\n`);
    expect(tokenOf(id)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(kept) });
    expect(run('undo-join', id, ...why).stdout).toBe(`Oxfam, twice (${id}) speaks for itself again\n`);
  });

  it('replay: the history, readably and as NDJSON, now and as of a moment', () => {
    const { stdout, status } = run('replay', partnership);
    expect(status).toBe(0);
    expect(stdout).toMatch(/partnership convened, by Our Ministry\n[\s\S]*commitment made, by Our Ministry/);
    const items = run('replay', partnership, '--json')
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(items.map(({ type }) => type)).toEqual([
      'PartnershipConvened',
      'ParticipantJoined',
      'CommitmentMade',
    ]);
    expect(run('replay', partnership, '--as-of', '2001-01-01')).toMatchObject({ status: 1, stdout: '' });
    const moment = items[1].recordedAt;
    const then = run('replay', partnership, '--json', '--as-of', moment).stdout.trim().split('\n');
    expect(then.map((line) => JSON.parse(line))).toEqual(
      items.filter(({ recordedAt }) => recordedAt <= moment),
    );
  });

  it('show ledger: a table that says of which moment it is', () => {
    const { stdout } = run('show', 'ledger', partnership);
    expect(stdout).toContain('Dig ten wells');
    expect(stdout).toContain('1000 USD');
    const position = /position (\S+)/.exec(stdout)?.[1] ?? '';
    expect(run('show', 'ledger', partnership, '--as-of', position).stdout).toBe(stdout);
  });

  it('verify: receipts against the book, and a receipt that was tampered with', () => {
    const file = join(directory, 'answer.json');
    writeFileSync(file, JSON.stringify(made));
    expect(run('verify', file)).toMatchObject({ status: 0, stdout: '1 of 1 receipts agree with the book\n' });
    const [receipt] = made.receipts;
    const lines = [receipt, { ...receipt, sha256: '0'.repeat(64) }].map((one) => JSON.stringify(one));
    writeFileSync(file, lines.join('\n'));
    expect(run('verify', file)).toMatchObject({
      status: 1,
      stdout: `${receipt?.id} is not what was receipted\n1 of 2 receipts agree with the book\n`,
    });
    writeFileSync(file, JSON.stringify(receipt).replace('{', '{"id":"other",'));
    expect(run('verify', file)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`${file} says /id twice`),
    });
  });

  it('rebuild: one view or all, while the server serves them', () => {
    const before = run('show', 'ledger', partnership).stdout;
    expect(run('rebuild', 'ledger')).toMatchObject({ status: 0, stdout: 'ledger: built anew\n' });
    expect(run('rebuild').stdout.split('\n')).toContain('timeline: built anew');
    expect(run('rebuild', 'nothing')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no view'),
    });
    expect(run('show', 'ledger', partnership).stdout.split('position')[0]).toBe(before.split('position')[0]);
  });

  it('import fts: without a mandate it says what to do', () => {
    const files = sharedFiles('fts', '.json');
    if (!files) return;
    const { status, stderr } = run('import', 'fts', '--partnership', partnership, ...files);
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('GrantMandate') });
  });

  it("import fts: adds up to the files' own figures, whoever runs it again", async () => {
    const files = sharedFiles('fts', '.json');
    if (!files) return;
    const organisation = decodeJwt(env['PLEDGEBOOK_TOKEN'] ?? '')['organisation'];
    const mandate = { organisation, source: 'fts' };
    await client.command(`/v1/partnerships/${partnership}/grant-mandate`, mandate, 'mandate');
    const claimed = await claimedByAnImpostor(files);
    const first = run('import', 'fts', '--partnership', partnership, ...files);
    expect(first.stdout).toContain(claimed);
    expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('961 new, 0 amended') });
    expect(first.stdout).toContain('49 corroborations new, 0 unchanged');
    for (const figure of ['725591299', '714246261', '81128'])
      expect(first.stdout).toMatch(new RegExp(`${figure} +│ ${figure} +│ agree`));
    const again = run('import', 'fts', '--partnership', partnership, ...files);
    expect(again.stdout).toContain('0 new, 0 amended, 961 unchanged, 0 refused');
    expect(again.stdout).toContain('0 corroborations new, 49 unchanged');
    expect(again.stdout.split('\n').slice(1)).toEqual(first.stdout.split('\n').slice(1));
  });

  it('import fts: where nothing can be read it ends with 2, says why, and prints no token', () => {
    const token = env['PLEDGEBOOK_TOKEN'] ?? '';
    const { status, stdout, stderr } = run('import', 'fts', '--partnership', partnership, token);
    expect([status, stdout.split('\n')[1]]).toEqual([
      2,
      expect.stringMatching(/1 refused: E[A-Z]+:.*\[token\]/),
    ]);
    expect(stdout + stderr).not.toContain(token);
  });

  /** Somebody says that an organisation of these files is itself. @returns what the import says of that */
  async function claimedByAnImpostor([file = '']: readonly string[]): Promise<string> {
    const source = /"sourceObjects":\s*\[\{"type":\s*"Organization",\s*"id":\s*"(\d+)"/;
    const [, number = ''] = source.exec(readFileSync(file, 'utf8')) ?? [];
    const token = tokenOf('Impostor').stdout.trim();
    const organisation = String(decodeJwt(token)['organisation']);
    const says = { change: 'detailed', identifier: { agency: 'FTS', number } };
    const path = `/v1/organisations/${organisation}/change-organisation`;
    await new Client(server.url, token).command(path, says);
    return `  FTS:${number}, claimed by ${organisation}: pledgebook prove org_`;
  }

  it('import fts: interrupted, it says so; run again, it brings in the rest', async () => {
    const files = sharedFiles('fts', '.json');
    if (!files) return;
    const scope = { places: ['TR'], sdgTargets: [] };
    const { ids } = await client.command('/v1/partnerships', { title: 'Aid', problem: 'P', scope }, 'aid');
    const base = `/v1/partnerships/${ids['partnership']}`;
    const organisation = decodeJwt(env['PLEDGEBOOK_TOKEN'] ?? '')['organisation'];
    const { freshness } = await client.command(`${base}/grant-mandate`, { organisation, source: 'fts' });
    const begun = async () => {
      const query = { atLeast: freshness, limit: '1' };
      return (await client.get<{ rows: object[] }>(`${base}/ledger`, query)).rows.length > 0;
    };
    const args = ['import', 'fts', '--partnership', ids['partnership'] ?? '', ...files];
    const { status, stdout } = await interrupted(args, env, begun);
    expect({ status, stdout }).toMatchObject({ status: 130, stdout: expect.stringContaining('Interrupted') });
    const first = Number(/^(\d+) new/.exec(stdout)?.[1]);
    expect(run(...args)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`${961 - first} new, 0 amended, ${first} unchanged, 0 refused`),
    });
  });

  it('says what is wrong in a line, and nothing else', () => {
    expect(run('show', 'ledger', 'nonsense')).toMatchObject({ status: 1, stdout: '' });
    expect(pledgebook(['replay', partnership], { PLEDGEBOOK_SERVER: 'http://127.0.0.1:1' })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('http://127.0.0.1:1'),
    });
    expect(run('--help').stdout).toContain('Usage: pledgebook');
  });
});
