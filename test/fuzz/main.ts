import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loggerOf } from '../../apps/api/logging.ts';
import { tellBroadHistory } from '../support/broad-history.ts';
import { ServedBook } from '../support/served-book.ts';
import { schemathesis } from './schemathesis.ts';
import { idsIn, settingsOf } from './settings.ts';
import { Tally } from './tally.ts';

// `npm run fuzz`: asks a server what its OpenAPI document says can be asked, and much that it says cannot, by tokens of
// several roles, and holds each answer to the document. `npm run fuzz -- 10` takes ten times as long.
const times = Number(process.argv[2] ?? '1');
const UNLIMITED = { PLEDGEBOOK_RATE_PER_TOKEN: '0', PLEDGEBOOK_RATE_PER_ADDRESS: '0' };
/** What every answer must be, to whatever was asked. */
const CHECKS = [
  'not_a_server_error',
  'unsupported_method',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
].join(',');

interface Round {
  readonly by: string;
  readonly token: string | undefined;
  readonly seconds: number;
  /** Of Schemathesis, beside those of all rounds. */
  readonly options: readonly string[];
}

/** What is asked by whom. Who leaves is asked no more, so whoever is to be asked for long does not leave. */
async function roundsIn(served: ServedBook): Promise<readonly Round[]> {
  const { gsma, other } = await tellBroadHistory(served);
  for (const kind of ['financial', 'in-kind', 'policy'])
    await gsma.done(`/v1/partnerships/${other}/make-commitment`, { statement: 'To be asked about', kind });
  const auditor = await served.party('Auditor', ['auditor']);
  const stranger = await served.party('Stranger');
  const asIs = ['--phases', 'examples,fuzzing', '--mode', 'positive'];
  const otherwise = ['--phases', 'coverage,fuzzing'];
  const staying = ['--exclude-operation-id', 'LeavePartnership'];
  return [
    { by: 'a participant, as documented', ...gsma, seconds: 60, options: [...asIs, ...staying] },
    { by: 'a participant, otherwise', ...gsma, seconds: 14, options: [...otherwise, ...staying] },
    { by: 'an auditor, questions', ...auditor, seconds: 45, options: [...asIs, '--include-method', 'GET'] },
    { by: 'a stranger', ...stranger, seconds: 8, options: otherwise },
    { by: 'anybody', ...served.anybody(), seconds: 8, options: otherwise },
  ];
}

function asked(url: string, directory: string, { token, seconds, options }: Round): Promise<number | null> {
  const limits = ['--max-time', String(Math.ceil(seconds * times)), '--max-failures', '20', '--no-shrink'];
  const by = token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`];
  const args = [
    'run',
    `${url}/openapi.json`,
    '--checks',
    CHECKS,
    '--seed',
    '1',
    ...limits,
    ...options,
    ...by,
  ];
  const child = spawn(schemathesis() ?? '', args, { cwd: directory, stdio: 'inherit' });
  return new Promise((resolve) => child.on('close', resolve));
}

/** Everything, one role after another. @returns what was not as it should be */
async function fuzz(): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-fuzz-'));
  const tally = new Tally();
  const served = await ServedBook.open(undefined, {
    environment: UNLIMITED,
    logger: loggerOf('info', tally),
  });
  const rounds = await roundsIn(served);
  await served.settled();
  tally.clear();
  writeFileSync(join(directory, 'schemathesis.toml'), settingsOf(await idsIn(served)));
  const troubles: string[] = [];
  for (const round of rounds) {
    process.stdout.write(`\nAsked by ${round.by}:\n`);
    if ((await asked(served.server.url, directory, round)) !== 0) troubles.push(`by ${round.by}: see above`);
  }
  process.stdout.write(`\nAnswers: ${tally.byStatus()}; ${tally.accepted('POST')} commands accepted\n`);
  await served.close();
  rmSync(directory, { recursive: true });
  const refused = tally.onlyRefused('GET');
  if (refused.length > tally.asked('GET') / 4)
    troubles.push(
      `what was asked of these was only ever refused, which proves little: ${refused.join(', ')}`,
    );
  return troubles;
}

if (schemathesis() === undefined) process.exit(process.env['CI'] === 'true' ? 1 : 0);
const troubles = await fuzz();
process.stderr.write(troubles.map((trouble) => `not well: ${trouble}\n`).join(''));
process.exitCode = troubles.length > 0 ? 1 : 0;
