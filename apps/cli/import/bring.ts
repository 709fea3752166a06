import type { Dossier } from '#commitment';
import { addressed, withSearches, type Addresses, type ImportRecord, type PromiseBody } from '#interchange';
import type { Client, CommandAnswer } from '../client.ts';
import { pay, payAsSaid, type Paid } from './payment.ts';
import {
  freshIn,
  hasEndedThere,
  isAsSaid,
  isUnpaidAlone,
  removedFrom,
  type StandingRecord,
} from './standing.ts';

/** What became of one record. */
export interface Brought {
  readonly commitment: string;
  readonly how: 'new' | 'amended' | 'unchanged' | 'resumed';
  /** The entry by which its payment stands, where it was looked at. */
  readonly entry?: string;
  /** What of it was not followed, and why. */
  readonly notFollowed?: string;
  /** Of the last thing that was said. */
  readonly freshness?: string;
}
interface Bringing {
  readonly client: Client;
  readonly partnership: string;
  readonly ids: Addresses;
  /** The searches that these files tell of whole: how others saw a record stays. */
  readonly whole: ReadonlySet<string>;
  /** The last day that may be named. */
  readonly today: string;
}
interface Changing {
  readonly record: ImportRecord;
  readonly body: PromiseBody;
  readonly known: StandingRecord;
  readonly path: string;
}

const pathOf = ({ partnership }: Bringing, commitment: string): string =>
  `/v1/partnerships/${partnership}/commitments/${commitment}`;
const reasonOf = ({ source }: PromiseBody): string => `Version ${source.version} of the source's record`;

/** Brings one record in, or what of it is not in yet. Repeated, by anybody, it changes nothing. */
export async function bring(
  record: ImportRecord,
  known: StandingRecord | undefined,
  bringing: Bringing,
): Promise<Brought> {
  const said = addressed(record.body, bringing.ids);
  if (!known) return make(record, said, bringing);
  const tags = withSearches(said.source.tags, known.source?.tags ?? {}, bringing.whole);
  const body = { ...said, source: { ...said.source, tags } };
  const { commitment } = known;
  if (hasEndedThere(known)) return make(record, { ...body, resumes: commitment }, bringing);
  if (isAsSaid(known, record, body)) return { commitment, how: 'unchanged' };
  const path = pathOf(bringing, commitment);
  if (!isUnpaidAlone(known, record, body)) return change({ record, body, known, path }, bringing);
  const to = { client: bringing.client, path, onBehalfOf: body.onBehalfOf };
  const { said: paid, entry } = await pay(record.disbursement, to);
  return {
    commitment,
    how: 'unchanged',
    ...(entry === undefined ? {} : { entry }),
    freshness: paid?.freshness,
  };
}

async function make(
  record: ImportRecord,
  body: PromiseBody & { readonly resumes?: string },
  bringing: Bringing,
): Promise<Brought> {
  const { client, partnership } = bringing;
  const command = record.command === 'MakePledge' ? 'make-pledge' : 'make-commitment';
  const made = await client.command(`/v1/partnerships/${partnership}/${command}`, body);
  const commitment = made.ids['commitment'] ?? '';
  const to = { client, path: pathOf(bringing, commitment), onBehalfOf: body.onBehalfOf };
  const { said, entry } = await pay(record.disbursement, to);
  // Known: it stood already, and the list of what stands was older than that.
  const how = made.known ? 'unchanged' : body.resumes === undefined ? 'new' : 'resumed';
  return {
    commitment,
    how,
    ...(entry === undefined ? {} : { entry }),
    freshness: (said ?? made).freshness,
  };
}

/** What no amendment can say, in words: of whom it is, since when, that it is no commitment, or that something is gone. */
function beyondAmending({ record, body, known }: Changing): string[] {
  const { organisation, effectiveOn, promise } = known;
  return [
    ...(organisation === body.onBehalfOf ? [] : ['of another organisation']),
    ...(effectiveOn === body.effectiveOn ? [] : [`from ${body.effectiveOn}, not ${effectiveOn}`]),
    ...(promise === 'commitment' && record.command === 'MakePledge' ? ['a pledge again'] : []),
    ...removedFrom(known, body).map((field) => `without "${field}"`),
  ];
}

/**
 * Whether another organisation has said something of it in its own name, which stays where it was said: of an earlier
 * version, too, else whoever disputed it would be heard no more once the source has changed it twice.
 */
const isSpokenOf = ({ observed }: Pick<Dossier, 'observed'>): boolean =>
  observed.some(({ voice, verdict, ofItself }) => voice === 'own' && verdict !== 'withdrawn' && !ofItself);

/**
 * Follows the source from the day on which it changed the record. What no amendment can say is followed by a record
 * anew, which resumes the one before; not where others speak of that one: they would be heard no more.
 */
async function change(changing: Changing, bringing: Bringing): Promise<Brought> {
  const { record, body, known, path } = changing;
  const beyond = beyondAmending(changing);
  const dossier = await bringing.client.get<Dossier>(path);
  const isAnew = beyond.length > 0 && !isSpokenOf(dossier) && known.voice === 'attributed';
  if (isAnew) {
    const reason = `${reasonOf(body)}: ${beyond.join(', ')}`;
    const ending = { onBehalfOf: known.organisation, ended: 'removed', reason };
    await bringing.client.command(`${path}/end-record`, ending);
    return { ...(await make(record, { ...body, resumes: known.commitment }, bringing)), how: 'amended' };
  }
  const paying = { client: bringing.client, path, onBehalfOf: known.organisation, reason: reasonOf(body) };
  // What is paid comes first: once the version is taken, nothing else would tell that its day is another.
  const { entry }: Paid = await payAsSaid(record, dossier, paying);
  const amended = await amend(changing, dossier, bringing);
  return {
    commitment: known.commitment,
    how: 'amended',
    ...(entry === undefined ? {} : { entry }),
    ...(beyond.length > 0
      ? { notFollowed: `${beyond.join(', ')}: others have spoken of ${known.commitment} as it stands` }
      : {}),
    freshness: amended.freshness,
  };
}

/** The source's own day of change, and no day before what was said last: else that would stand on. */
function standsFrom({ record, known }: Changing, { history }: Dossier, today: string): string | undefined {
  const { changedOn } = record;
  if (changedOn === undefined || changedOn > today) return undefined;
  const days = history
    .filter(({ type }) => /^(Commitment(Made|Detailed|Amended)|Pledge(Made|Firmed))$/.test(type))
    .map(({ effectiveOn }) => effectiveOn);
  return [changedOn, known.effectiveOn, ...days].sort().at(-1);
}

/** What was open is filled in first: amending takes the version, and is last. */
async function amend(
  changing: Changing,
  dossier: Dossier,
  { client, today }: Bringing,
): Promise<CommandAnswer> {
  const { record, body, known, path } = changing;
  const { source, effectiveOn: _on, onBehalfOf: _of, ...said } = body;
  const effectiveOn = standsFrom(changing, dossier, today);
  const by = { onBehalfOf: known.organisation, ...(effectiveOn === undefined ? {} : { effectiveOn }) };
  const fresh = freshIn(known, body).map((field) => [field, said[field as keyof typeof said]] as const);
  if (fresh.length > 0)
    await client.command(`${path}/detail-commitment`, { ...by, ...Object.fromEntries(fresh) });
  if (known.promise === 'pledge' && record.command === 'MakeCommitment')
    await client.command(`${path}/firm-pledge`, by);
  return client.command(`${path}/amend-commitment`, { ...by, source, ...said, reason: reasonOf(body) });
}
