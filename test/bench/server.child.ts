import { randomUUID } from 'node:crypto';
import { Refused, refuse, type AnyCommand } from '#kernel';
import { Envelope, type CommandAnswer, type CommandRunner } from '#cqrs';
import { START } from '#event-store';
import { readInput } from '#input';
import { partnershipCommands } from '#partnership';
import { storageIn } from '#storage';
import { openStore, type OpenedStore } from '../../apps/api/opened-store.ts';
import { configurationFrom } from '#configuration';
import { organisationFor } from '../../apps/api/organisations.ts';
import { serve } from '../../apps/api/server.ts';
import { answering } from './child.ts';
import { memory } from './memory.ts';

// A server in a process of its own: `real`, `without-views`, or `no-op`, which does all but what the command is about.
const [directory = '', mode = 'real', environment = '{}'] = process.argv.slice(2);
const storage = storageIn(directory, JSON.parse(environment) as Record<string, string>);
const book = await openStore(storage, { noted: () => undefined });
const convener = await organisationFor(book, 'Convener');
const actor = { person: 'per_bench', organisation: convener, roles: ['participant'] };
const token = await book.issuer.issue(actor);

/** Reads the input as the runner does, and says what it said the first time. */
function noRunner(answer: CommandAnswer): CommandRunner {
  const run = async ({ input }: AnyCommand, envelope: Envelope): Promise<CommandAnswer> => {
    const command = readInput(input as new () => object, envelope.input);
    if (Array.isArray(command)) throw new Refused(refuse('invalid-input', 'not as it should be'));
    return answer;
  };
  return { run } as unknown as CommandRunner;
}

const sample: CommandAnswer = {
  ids: { commitment: `cmt_${'0'.repeat(26)}`, partnership: `ptn_${'0'.repeat(26)}` },
  revision: 0,
  receipts: [{ id: `evt_${'0'.repeat(26)}`, stream: 'x'.repeat(70), revision: 0, sha256: '0'.repeat(64) }],
  position: START,
};
/** Nothing keeps the views up, and nobody waits for them. */
const idle: Pick<OpenedStore, 'projections' | 'checkpoints'> = {
  projections: Object.assign(Object.create(book.projections) as OpenedStore['projections'], {
    start: () => undefined,
  }),
  checkpoints: Object.assign(Object.create(book.checkpoints) as OpenedStore['checkpoints'], {
    reached: async () => true,
  }),
};
const served: OpenedStore = {
  ...book,
  ...(mode === 'no-op' ? { runner: noRunner(sample) } : {}),
  ...(mode === 'real' ? {} : idle),
};
// Counted as in a deployment, and never enough.
const configuration = configurationFrom({
  ...(JSON.parse(environment) as Record<string, string>),
  PLEDGEBOOK_RATE_PER_TOKEN: '100000000',
  PLEDGEBOOK_RATE_PER_ADDRESS: '100000000',
  PLEDGEBOOK_STREAMS: '1000000',
  PLEDGEBOOK_STREAMS_PER_CALLER: '1000000',
});
const server = await serve(served, {
  configuration,
  port: 0,
  projecting: mode === 'real' ? 'aside' : 'here',
});

async function convene(): Promise<{ partnership: string; url: string; token: string }> {
  const definition = partnershipCommands.find(({ creates }) => creates === 'ptn') as AnyCommand;
  const input = { ...definition.input.example, title: `Partnership ${randomUUID()}` };
  const { ids } = await book.runner.run(definition, new Envelope(input, { actor }));
  const partnership = ids['partnership'] ?? '';
  return { partnership, url: `${server.url}/v1/partnerships/${partnership}/make-commitment`, token };
}

/** Milliseconds until every view has every event. */
async function settle(): Promise<number> {
  const begin = performance.now();
  const head = await book.store.head();
  if (!(await served.checkpoints.reached(head, { withinMs: 600_000 })))
    throw new Error(`views are behind: ${JSON.stringify(await served.checkpoints.status())}`);
  return performance.now() - begin;
}

answering({ convene, settle, memory }, async () => {
  await server.close();
  await book.close();
});
