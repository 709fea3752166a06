import { decimal, same } from '#kernel';
import { endedAsRecord, type LedgerRow } from '#commitment';
import type { ImportRecord, PromiseBody } from '#interchange';
import { pages, type Client } from '../client.ts';

/** A record that the book has already, as its row in the ledger reads. */
export type StandingRecord = Pick<
  LedgerRow,
  | 'commitment'
  | 'organisation'
  | 'effectiveOn'
  | 'promise'
  | 'status'
  | 'voice'
  | 'money'
  | 'source'
  | 'resumedBy'
  | 'observations'
> &
  Readonly<Record<string, unknown>>;

/** What a record may say of a commitment, beside its money. */
const FIELDS = [
  'statement',
  'kind',
  'places',
  'theme',
  'with',
  'partOf',
  'sourceOrganisation',
  'recipient',
] as const satisfies readonly (keyof PromiseBody)[];

/** What is said of a commitment and stands no more in the record: the field is there, and the record is silent of it. */
export const removedFrom = (known: StandingRecord, body: PromiseBody): string[] =>
  FIELDS.filter((field) => known[field] !== undefined && body[field] === undefined);

/** What the record says of which nothing is said yet. */
export const freshIn = (known: StandingRecord, body: PromiseBody): string[] =>
  FIELDS.filter((field) => known[field] === undefined && body[field] !== undefined);

const isPaid = ({ money: { disbursed } }: StandingRecord, { disbursement }: ImportRecord): boolean =>
  disbursement === undefined
    ? disbursed.length === 0
    : disbursed.length === 1 &&
      disbursed[0]?.currency === disbursement.money.currency &&
      decimal.compare(disbursed[0].amount, disbursement.money.amount) === 0;

/** Whether the book says all that the record says, and nothing else. */
export const isAsSaid = (known: StandingRecord, record: ImportRecord, body: PromiseBody): boolean =>
  isPromisedAsSaid(known, record, body) && isPaid(known, record);

/** Whether all is said but the payment: whoever brought the record in was cut off before that. */
export const isUnpaidAlone = (known: StandingRecord, record: ImportRecord, body: PromiseBody): boolean =>
  isPromisedAsSaid(known, record, body) && known.money.disbursed.length === 0;

function isPromisedAsSaid(known: StandingRecord, record: ImportRecord, body: PromiseBody): boolean {
  const { source, promise, organisation, effectiveOn, money } = known;
  return (
    same(source, body.source) &&
    promise === (record.command === 'MakePledge' ? 'pledge' : 'commitment') &&
    organisation === body.onBehalfOf &&
    effectiveOn === body.effectiveOn &&
    same(money.promised, body.money) &&
    FIELDS.every((field) => same(known[field], body[field]))
  );
}

/** Whether the source had it no more, or had ended it, when it was last brought in. */
export const hasEndedThere = ({ status }: StandingRecord): boolean => endedAsRecord(status);

/** What stands in the book, by the source's record id, and the day on which it stands so. */
export interface Standing {
  readonly records: ReadonlyMap<string, StandingRecord>;
  readonly today: string;
}

/** What an import finds in the book: asked once, so that a second run has little to do. */
export async function standingRecords(
  client: Client,
  partnership: string,
  system: string,
): Promise<Standing> {
  let today = '';
  const found = new Map<string, StandingRecord>();
  const query = { tag: `source=${system}`, limit: '1000' };
  const path = `/v1/partnerships/${partnership}/ledger`;
  for await (const { rows, asOf } of pages<StandingRecord>(client, path, query)) {
    today = asOf.effective;
    for (const row of rows) if (row.source && !row.resumedBy) found.set(row.source.record, row);
  }
  return { records: found, today };
}
