import { addressed, type Addresses, type ImportRecord, type PromiseBody } from '#interchange';
import { ProblemAnswer, type Client, type CommandAnswer } from '../client.ts';
import type { StandingRecord } from './standing.ts';

/** What became of one record. */
export interface Brought {
  readonly commitment: string;
  readonly how: 'new' | 'amended' | 'unchanged';
  /** Of the last thing that was said. */
  readonly freshness?: string;
}
interface Bringing {
  readonly client: Client;
  readonly partnership: string;
  readonly ids: Addresses;
}

/** What is said of a record beside the commands that open it. */
type Said = Omit<PromiseBody, 'onBehalfOf' | 'source' | 'effectiveOn'>;

/** Brings one record in, or what of it is not in yet. Repeated, by anybody, it changes nothing. */
export async function bring(
  record: ImportRecord,
  known: StandingRecord | undefined,
  bringing: Bringing,
): Promise<Brought> {
  const body = addressed(record.body, bringing.ids);
  if (!known) return make(record, body, bringing);
  const { commitment, version, disbursed } = known;
  const path = `/v1/partnerships/${bringing.partnership}/commitments/${commitment}`;
  const amended =
    version < body.source.version ? await amend(record, { body, known, path }, bringing) : undefined;
  const paid = disbursed && !amended ? undefined : await disburse(record, { body, path }, bringing);
  const freshness = (paid ?? amended)?.freshness;
  return {
    commitment,
    how: amended ? 'amended' : 'unchanged',
    ...(freshness === undefined ? {} : { freshness }),
  };
}

async function make(record: ImportRecord, body: PromiseBody, bringing: Bringing): Promise<Brought> {
  const { client, partnership } = bringing;
  const command = record.command === 'MakePledge' ? 'make-pledge' : 'make-commitment';
  const made = await client.command(`/v1/partnerships/${partnership}/${command}`, body);
  const commitment = made.ids['commitment'] ?? '';
  const path = `/v1/partnerships/${partnership}/commitments/${commitment}`;
  const paid = await disburse(record, { body, path }, bringing);
  // No receipt: it stood already, and the list of what stands was older than that.
  const how = made.receipts.length > 0 ? 'new' : 'unchanged';
  return { commitment, how, freshness: (paid ?? made).freshness };
}

/** A newer version of the source's record. What was open is filled in first: amending takes the version, and is last. */
async function amend(
  record: ImportRecord,
  { body, known, path }: { body: PromiseBody; known: StandingRecord; path: string },
  { client }: Bringing,
): Promise<CommandAnswer> {
  const { onBehalfOf, source, effectiveOn: _, ...rest } = body;
  const said: Said = rest;
  const fresh = Object.fromEntries(Object.entries(said).filter(([field]) => !known.said.has(field)));
  if (Object.keys(fresh).length > 0)
    await client.command(`${path}/detail-commitment`, { onBehalfOf, ...fresh });
  if (known.promise === 'pledge' && record.command === 'MakeCommitment')
    await client.command(`${path}/firm-pledge`, { onBehalfOf });
  const reason = `Version ${source.version} of the source's record`;
  return client.command(`${path}/amend-commitment`, { onBehalfOf, source, ...said, reason });
}

/**
 * A paid flow's disbursement; where a newer version says another amount, it is restated. As first said it is known, and
 * answered without a receipt, also where it was restated since: an amount that goes back to the first is a mend, too.
 */
async function disburse(
  { disbursement }: ImportRecord,
  { body, path }: { body: PromiseBody; path: string },
  { client }: Bringing,
): Promise<CommandAnswer | undefined> {
  if (!disbursement) return undefined;
  const { onBehalfOf } = body;
  try {
    const said = await client.command(`${path}/record-disbursement`, { onBehalfOf, ...disbursement });
    if (said.receipts.length > 0) return said;
  } catch (error) {
    if (!(error instanceof ProblemAnswer) || error.problem.code !== 'entry-id-taken') throw error;
  }
  const { entry, money } = disbursement;
  const reason = `Version ${body.source.version} of the source's record`;
  return client.command(`${path}/restate-entry`, { onBehalfOf, entry, money, reason });
}
