import { asOfBook, jointCommitments, ledger, observations, type ObservationRow } from '#commitment';
import { presentVersion, type Overview, type Step } from '#partnership';
import type { Books } from '../query-context/books.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { all, has, is } from '../query-context/where.ts';

/** What waits for one answer, in which step, and whose answer that is. */
export interface Unanswered {
  readonly step: Step;
  readonly what: string;
  readonly id: string;
  readonly says: string;
  readonly ask: readonly { readonly organisation: string }[];
}

/** So many that wait for one answer each are named; the lists behind them go on. */
const MOST_NAMED = 100;

/** Where the record of a meeting is looked for. */
const STEP_OF_MEETING: Readonly<Record<string, Step>> = {
  scoping: 'scoping',
  agreement: 'agreement',
  showcase: 'scaling',
};

/** Disputes of a meeting's record, for those who may see it, and of what was measured together, as it stands now. */
async function disputesIn(
  snapshot: Snapshot,
  { where, within }: Books,
  overview: Overview,
): Promise<Unanswered[]> {
  const { meetings, collectiveIndicators } = overview;
  const stands = ({ claim, version }: ObservationRow) =>
    claim.measurement === undefined ||
    version >= (presentVersion(collectiveIndicators, claim.measurement) ?? 0);
  const stepOf = ({ claim }: ObservationRow): Step => {
    const { kind = '' } = meetings?.find(({ meeting }) => meeting === claim.meeting) ?? {};
    return STEP_OF_MEETING[kind] ?? 'executing';
  };
  const unanswered = all(
    where,
    { column: 'about', op: 'in', value: meetings ? ['meeting', 'measurement'] : ['measurement'] },
    { column: 'unanswered', op: 'eq', value: 1 },
  );
  const { rows } = await snapshot.list(observations, { where: unanswered, limit: MOST_NAMED }, within);
  return rows.filter(stands).map((row) => ({
    step: stepOf(row),
    what: 'dispute',
    id: row.claim.meeting ?? row.claim.measurement ?? '',
    says: row.text ?? '',
    ask: [{ organisation: row.organisation }],
  }));
}

/**
 * What was recorded in the name of organisations as said of others' claims: each can say so itself, or take it back. As
 * many are asked as there are observers, however much was recorded.
 */
export async function unconfirmedIn(snapshot: Snapshot, { path, where, within }: Books) {
  const wanted = all(
    where,
    { column: 'unconfirmed', op: 'eq', value: 1 },
    { column: 'public', op: 'eq', value: 1 },
  );
  const [counts = new Map()] = await snapshot.countBy(
    observations,
    [{ column: 'observer', where: wanted }],
    within,
  );
  const list = `${path}/observations?unconfirmed=yes`;
  const ask = [...counts].map(([observer, count]) => ({
    organisation: String(observer),
    observations: count,
    list: `${list}&observer=${String(observer)}`,
  }));
  const says =
    'Recorded in the name of an organisation by another, as what it says of a claim (CorroborateClaim, DisputeClaim, NoteObservation, WithdrawObservation).';
  const count = ask.reduce((sum, one) => sum + one.observations, 0);
  return count === 0 ? [] : [{ what: 'observations unconfirmed', says, observations: count, list, ask }];
}

/** Shares that were proposed, commitments that were offered, records and measurements that are disputed. */
export async function unansweredIn(
  snapshot: Snapshot,
  book: Books,
  overview: Overview,
): Promise<Unanswered[]> {
  const { where, within } = book;
  const limit = MOST_NAMED;
  const proposed = all(where, is('status', 'proposed'));
  const joints = await snapshot.list(jointCommitments, { where: proposed, limit }, within);
  const asking = joints.rows
    .map((joint) => asOfBook(joint, overview))
    .filter((one) => one.waitsFor.length > 0);
  const offered = all(where, ...has(['transferred=offered']));
  const offers = await snapshot.list(ledger, { where: offered, limit }, within);
  return [
    ...asking.map(({ jointCommitment, statement, waitsFor }) => ({
      step: 'executing' as const,
      what: 'joint commitment',
      id: jointCommitment,
      says: statement,
      ask: waitsFor.map((organisation) => ({ organisation })),
    })),
    ...offers.rows.map(({ commitment, statement = '', offer }) => ({
      step: 'executing' as const,
      what: 'transfer',
      id: commitment,
      says: statement,
      ask: offer ? [{ organisation: offer.to }] : [],
    })),
    ...(await disputesIn(snapshot, book, overview)),
  ];
}
