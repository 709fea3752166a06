import { same } from '#kernel';
import type { Dossier } from '#commitment';
import type { DisbursementBody, ImportRecord } from '#interchange';
import type { Client, CommandAnswer } from '../client.ts';

export type Entries = Pick<Dossier, 'entries' | 'voidedEntries'>;
interface Paying {
  readonly client: Client;
  readonly path: string;
  readonly onBehalfOf: string;
  /** Why something said before is mended or struck through. */
  readonly reason: string;
}
/** What was said of a payment: the last answer, and the entry by which it stands, if it does. */
export interface Paid {
  readonly said?: CommandAnswer;
  readonly entry?: string;
}

/** Entries that stand for the payment of a record: `fts:100`, and, where that was struck through, `fts:100:2` … */
const isOf = (entry: string, base: string): boolean => entry === base || entry.startsWith(`${base}:`);

function freeId(base: string, { entries, voidedEntries }: Entries): string {
  const taken = new Set([...entries, ...voidedEntries].map(({ entry }) => entry));
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}:${n}`;
    if (!taken.has(id)) return id;
  }
}

/**
 * Brings the payment of a known record to what the source says: recorded, restated where its amount is another, struck
 * through where the source says that it is not paid, and where it was paid on another day, which no mend can say.
 */
export async function payAsSaid(record: ImportRecord, known: Entries, paying: Paying): Promise<Paid> {
  const { client, path, onBehalfOf, reason } = paying;
  const { disbursement } = record;
  const base = `fts:${record.record}`;
  const standing = known.entries.find(({ entry, kind }) => kind === 'disbursement' && isOf(entry, base));
  const say = (command: string, body: object) =>
    client.command(`${path}/${command}`, { onBehalfOf, ...body });
  const voided =
    standing && standing.on !== disbursement?.effectiveOn
      ? await say('void-entry', { entry: standing.entry, reason })
      : undefined;
  if (!disbursement) return voided ? { said: voided } : {};
  const { money } = disbursement;
  if (!standing || voided) {
    const entry = freeId(base, known);
    return { said: await say('record-disbursement', { ...disbursement, entry }), entry };
  }
  const { entry, values } = standing;
  return same(values.money, money)
    ? { entry }
    : { said: await say('restate-entry', { entry, money, reason }), entry };
}

/** The payment of a record that is new. */
export async function pay(
  disbursement: DisbursementBody | undefined,
  { client, path, onBehalfOf }: Omit<Paying, 'reason'>,
): Promise<Paid> {
  if (!disbursement) return {};
  const said = await client.command(`${path}/record-disbursement`, { onBehalfOf, ...disbursement });
  return { said, entry: disbursement.entry };
}
