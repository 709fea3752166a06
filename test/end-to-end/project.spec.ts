import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { Client } from '../../apps/cli/client.ts';
import { pledgebook, serving, type Running } from '../support/command-line.ts';
import { sharedFiles } from '../support/shared-data.ts';

const root = join(import.meta.dirname, '../..');
const TYPES = `import type { Projection, StoredEvent } from '${root}/libs/kernel/index.ts';`;
/** How many events of each type there are, by type. */
const COUNTING = `${TYPES}
type Doc = { type: string; count: number; positions: string[] };
const count = (doc: Doc | undefined, { type, position }: StoredEvent): Doc =>
  ({ type, count: (doc?.count ?? 0) + 1, positions: [...(doc?.positions ?? []), position] });
export default {
  name: 'counting', version: 1, columns: {},
  keys: ({ type }) => [type],
  on: { CommitmentMade: count, ParticipantJoined: count, ProposalMade: count },
  at: ({ type, count, positions }, date) => ({ type, count, date, sorted: String(positions.toSorted()) === String(positions) }),
} satisfies Projection<Doc>;`;
const withMember = (member: string) =>
  `export default { name: 'x', keys: ({ id }) => [id], on: { CommitmentMade: () => ({}) }, at: (doc) => doc, ${member} };`;

describe('npx pledgebook project', () => {
  let directory: string;
  let server: Running;
  let client: Client;
  let env: Record<string, string>;
  let one: string;
  let other: string;
  let freshness: string;

  const file = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };
  const project = (...args: string[]) => pledgebook(['project', ...args], env);
  const rowsOf = (...args: string[]) => {
    const { stdout, stderr, status } = project(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return JSON.parse(stdout);
  };
  const say = async (partnership: string, command: string, body: object) =>
    ({ freshness } = await client.command(`/v1/partnerships/${partnership}/${command}`, body));

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-project-'));
    env = { PLEDGEBOOK_DATA: join(directory, 'data') };
    server = await serving(join(directory, 'data'));
    const token = pledgebook(['token', '--organisation', 'Our Ministry'], env).stdout.trim();
    env = { ...env, PLEDGEBOOK_SERVER: server.url };
    client = new Client(server.url, token);
    const problem = { problem: 'P', scope: { places: ['CO'], sdgTargets: [] } };
    for (const title of ['One', 'Other']) {
      const { ids } = await client.command('/v1/partnerships', { title, ...problem });
      [one, other = ''] = title === 'One' ? [ids['partnership'] ?? ''] : [one, ids['partnership']];
    }
    const promise = { statement: 'Dig ten wells', kind: 'policy', effectiveOn: '2020-11-05' };
    await say(one, 'make-commitment', promise);
    await say(other, 'make-commitment', promise);
    await say(one, 'propose', { proposal: 'goal', subject: 'goal', text: 'Wells' });
    await client.get(`/v1/partnerships/${one}/ledger`, { atLeast: freshness });
    env = { ...env, ours: token };
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    rmSync(directory, { recursive: true });
  });

  it("runs a file from any folder, and gives it the book's events that anybody may read", () => {
    const date = new Date().toISOString().slice(0, 10);
    expect(rowsOf(file('counting.ts', COUNTING), one)).toEqual([
      { type: 'CommitmentMade', count: 1, date, sorted: true },
      { type: 'ParticipantJoined', count: 1, date, sorted: true },
    ]);
  });

  it('gives it what the token may read, over several books, each once, in order', () => {
    const args = [file('counting.ts', COUNTING), one, other, one, '--token', env['ours'] ?? ''];
    expect(rowsOf(...args, '--effective', '2020-12-31')).toEqual([
      { type: 'CommitmentMade', count: 2, date: '2020-12-31', sorted: true },
      { type: 'ParticipantJoined', count: 2, date: '2020-12-31', sorted: true },
      { type: 'ProposalMade', count: 1, date: '2020-12-31', sorted: true },
    ]);
  });

  it('reads as of a moment: a day, an instant, or a position', async () => {
    const { rows, asOf } = await client.get<{
      rows: { metadata: { recordedAt: string } }[];
      asOf: { position: string };
    }>(`/v1/partnerships/${one}/history`);
    await say(one, 'make-commitment', { statement: 'Dig more', kind: 'policy' });
    const counting = file('counting.ts', COUNTING);
    const made = (...args: string[]) => rowsOf(counting, one, ...args)[0].count;
    expect([made(), made('--as-of', asOf.position)]).toEqual([2, 1]);
    expect(rowsOf(counting, one, '--as-of', rows[0]?.metadata.recordedAt ?? '')).toMatchObject([
      { type: 'ParticipantJoined' },
    ]);
    expect(project(counting, one, '--as-of', '2001-01-01')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('No such partnership'),
    });
  });

  it('takes JavaScript too, leaves out what reads as nothing, and keeps its prints out of the answer', () => {
    const text = `console.log('hello');
      const on = { CommitmentMade: (_, { data }) => ({ organisation: data.organisation }), PartnershipConvened: () => ({}) };
      module.exports = { name: 'x', keys: ({ id }) => [id], on, at: (doc) => (doc.organisation ? doc : undefined) };`;
    const { stdout, stderr, status } = project(file('owners.cjs', text), other);
    expect({ rows: JSON.parse(stdout), stderr, status }).toMatchObject({
      rows: [{ organisation: expect.stringMatching(/^org_/) }],
      stderr: 'hello\n',
      status: 0,
    });
    expect(project(join(directory, 'owners.cjs'), other, '--csv').stdout).toMatch(
      /^organisation,organisationName\r\norg_\w+,Our Ministry\r\n$/,
    );
  });

  it.each<[string, string, string]>([
    ['that is no program', 'export default {', 'cannot be run: '],
    ['that is no program, in which line', 'export default {\n  a: ( => 1,\n};', 'wrong.ts:2\n'],
    ['whose keys are no list', withMember('keys: ({ id }) => id'), '"keys" gives a list of texts'],
    ['whose keys are no texts', withMember('keys: () => [undefined]'), 'a key is a text, not undefined'],
    ['that needs more than its types stripped', 'enum A { B }\nexport default A;', 'enum is not supported'],
    ['that ends the process', 'process.exit(3);', 'ended before it had answered (3)'],
    ['without a default export', 'export const x = 1;', 'has no projection as its default export'],
    ['without keys', withMember('keys: undefined'), 'its "keys" must be a function'],
    [
      'that fails at an event',
      withMember('on: { CommitmentMade: () => { throw new Error("so be it"); } }'),
      '(CommitmentMade): so be it',
    ],
    [
      'that gives what JSON has not',
      withMember('on: { CommitmentMade: () => ({ a: 1n }) }'),
      'failed at event evt_',
    ],
    ['that fails to read', withMember('at: (doc) => doc.a.b'), 'failed to read the document "evt_'],
    [
      'that takes too long',
      withMember('on: { CommitmentMade: () => { for (;;); } }'),
      'took more than 1 seconds (--seconds)',
    ],
    [
      'that takes too much',
      withMember(
        'on: { CommitmentMade: () => { const m = new Map(); for (let i = 0; ; i++) m.set("k" + i, [i]); } }',
      ),
      'took more than 64 megabytes of memory (--memory)',
    ],
  ])('says what is wrong with a file %s', (_, text, complaint) => {
    const path = file('wrong.ts', text);
    const { status, stdout, stderr } = project(
      path,
      one,
      '--seconds',
      complaint.includes('seconds') ? '1' : '50',
      '--memory',
      '64',
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(path);
    expect(stderr).toContain(complaint);
    expect(stderr.split('\n').length).toBeLessThan(8);
  });

  it('says of JavaScript, too, in which line it is no program', () => {
    const { stderr } = project(file('wrong.mjs', 'export default {\n  a: ( => 1,\n};'), one);
    expect(stderr).toContain('wrong.mjs:2\n');
  });

  it('says what is wrong with what it was told', () => {
    const counting = file('counting.ts', COUNTING);
    for (const [args, complaint] of [
      [[join(directory, 'nowhere.ts'), one], 'no file'],
      [[counting], 'missing required argument'],
      [[counting, one, '--seconds', '0'], '--seconds takes 1 to'],
      [[counting, one, '--memory', 'much'], '--memory takes 1 to'],
      [[counting, one, '--effective', 'today'], '--effective takes a day'],
      [[counting, 'nonsense'], 'partnership'],
    ] as const)
      expect(project(...args)).toMatchObject({ stdout: '', stderr: expect.stringContaining(complaint) });
  });

  describe('with the worked example', () => {
    const example = join(root, 'apps/cli/project/late-decisions.ts');

    it('has nothing to say of a book without payments', () => {
      expect(rowsOf(example, one)).toEqual([]);
    });

    it("answers from the imported records what the source's own files say", async () => {
      const files = sharedFiles('fts', '.json');
      if (!files) return;
      const organisation = decodeJwt(env['ours'] ?? '')['organisation'];
      await say(one, 'grant-mandate', { organisation, source: 'fts' });
      const importing = pledgebook(
        ['import', 'fts', '--partnership', one, '--token', env['ours'] ?? '', ...files],
        env,
      );
      expect(importing).toMatchObject({ status: 0 });
      const { stdout, status } = project(example, one, '--csv');
      expect(status).toBe(0);
      const expected = quickDeciders(files);
      expect(expected.length).toBeGreaterThan(3);
      expect(fromCsv(stdout)).toEqual(expected);
    }, 300_000);
  });
});

/** The example's answer as told by name: how many late decisions, how many paid in time, and where. */
interface Told {
  readonly name: string;
  readonly decidedLate: number;
  readonly paid: number;
  readonly places: Readonly<Record<string, number>>;
}
const byName = (a: Told, b: Told): number => (a.name < b.name ? -1 : 1);

/** Cells of a row; names of organisations may hold commas and quotes. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
  );

function fromCsv(text: string): Told[] {
  const [head = '', ...lines] = text.trimEnd().split('\r\n');
  const columns = cellsOf(head);
  return lines
    .map((line) => Object.fromEntries(cellsOf(line).map((cell, i) => [columns[i] ?? '', cell])))
    .map((row) => ({
      name: row['organisationName'] ?? '',
      decidedLate: Number(row['decidedLate']),
      paid: Number(row['paidWithin60Days']),
      places: Object.fromEntries(
        Object.entries(row).flatMap(([column, cell]) =>
          column.startsWith('byPlace.') && cell !== '' ? [[column.slice(8), Number(cell)]] : [],
        ),
      ),
    }))
    .sort(byName);
}

/** Codes of the places that FTS names in these files. */
const CODES: Readonly<Record<string, string>> = {
  Afghanistan: 'AF',
  Egypt: 'EG',
  'Iran, Islamic Republic of': 'IR',
  Iraq: 'IQ',
  Jordan: 'JO',
  Lebanon: 'LB',
  Switzerland: 'CH',
  'Syrian Arab Republic': 'SY',
  Turkey: 'TR',
  'occupied Palestinian territory': 'PS',
};
interface FtsFlow {
  readonly id: string;
  readonly versionId: number;
  readonly status: string;
  readonly date: string;
  readonly decisionDate: string | null;
  readonly sourceObjects: readonly { type: string; name: string }[];
  readonly destinationObjects: readonly { type: string; name: string }[];
}

/** The same answer, from the source's files alone: nothing of ours reads them here. */
function quickDeciders(files: readonly string[]): Told[] {
  const flows = new Map<string, FtsFlow>();
  for (const file of files)
    for (const flow of JSON.parse(readFileSync(file, 'utf8')).data.flows as FtsFlow[])
      if (flow.versionId >= (flows.get(flow.id)?.versionId ?? 0)) flows.set(flow.id, flow);
  const told = new Map<string, { decidedLate: number; paid: number; places: Record<string, number> }>();
  for (const { status, date, decisionDate, sourceObjects, destinationObjects } of flows.values()) {
    const decided = new Date(Math.min(Date.parse(date), Date.parse(decisionDate ?? date)));
    if (status === 'pledge' || decided.getUTCMonth() < 9) continue;
    const name = sourceObjects.find(({ type }) => type === 'Organization')?.name ?? '';
    const row = told.get(name) ?? { decidedLate: 0, paid: 0, places: {} };
    told.set(name, row);
    row.decidedLate++;
    if (status !== 'paid' || (Date.parse(date) - decided.getTime()) / 86_400_000 > 60) continue;
    row.paid++;
    for (const { type, name } of destinationObjects)
      if (type === 'Location') row.places[CODES[name] ?? name] = (row.places[CODES[name] ?? name] ?? 0) + 1;
  }
  return [...told]
    .map(([name, row]) => ({ name, ...row }))
    .filter(({ paid }) => paid > 0)
    .sort(byName);
}
