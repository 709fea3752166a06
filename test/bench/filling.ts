import { randomFillSync } from 'node:crypto';
import { makeId, type NewEvent } from '#kernel';
import * as commitment from '#commitment';
import type { EventStore, Write } from '#event-store';
import { MembershipOpened, memberStream } from '#partnership';
import { commandNamed } from '../support/command-named.ts';

/** So many events are appended at once. */
const BATCH = 500;
/** A partnership's commitments, and how many partnerships are at work at the same time. */
const COMMITMENTS = 100;
const AT_WORK = 40;
const { effectiveOn: _, ...example } = commandNamed('MakeCommitment').input.example as Record<
  string,
  unknown
>;
const DETAILS = example as unknown as commitment.Details;

interface Told {
  readonly stream: string;
  readonly event: NewEvent;
  readonly on: string;
  readonly by: string;
}

const random = new Uint8Array(16);
const newId = (prefix: string): string => makeId(prefix, Date.now(), randomFillSync(random));
const upTo = (most: number): number => Math.floor(Math.random() * most);
const someDay = (year: number): string =>
  `${year}-${String(1 + upTo(12)).padStart(2, '0')}-${String(1 + upTo(28)).padStart(2, '0')}`;
const money = (): commitment.Money => ({ amount: String(1000 + upTo(1e6)), currency: 'USD' });

const reportOf = (year: number) => ({
  selfReport: true,
  narrative: `Since the last report ${upTo(40)} schools were connected; two more districts signed up.`,
  period: { from: `${year}-01-01`, to: `${year}-12-31` },
  values: [{ indicator: 'schools', value: String(upTo(40)) }],
});

/** An organisation joins, promises something, and reports on it. */
function* lifeOf(partnership: string, organisation: string): Generator<Told> {
  const self = newId('cmt');
  const stream = commitment.commitmentStream(partnership, self);
  const about = { partnership, commitment: self, organisation };
  const told = (event: NewEvent, year: number): Told => ({
    stream,
    event,
    on: someDay(year),
    by: organisation,
  });
  const entry = () => ({ ...about, entry: `e${upTo(1e9)}` });
  const joined = MembershipOpened({ partnership, organisation });
  yield { ...told(joined, 2020), stream: memberStream(partnership, organisation) };
  yield told(
    commitment.CommitmentMade({ ...about, recordedBy: organisation, attributed: false, details: DETAILS }),
    2020,
  );
  for (let year = 2021; year <= 2023; year++) {
    yield told(
      commitment.DisbursementRecorded({ ...entry(), money: money(), note: `Tranche of ${year}` }),
      year,
    );
    yield told(commitment.DisbursementRecorded({ ...entry(), money: money() }), year);
    yield told(commitment.ProgressReported({ ...entry(), ...reportOf(year) }), year);
    if (year !== 2022) continue;
    const [before, after] = [{ money: DETAILS.money }, { money: money() }];
    yield told(
      commitment.CommitmentAmended({ ...about, before, after, reason: 'More funds were found' }),
      year,
    );
  }
}

/** Everything said in a partnership, its commitments' lives woven into one another. */
function* partnershipLife(): Generator<Told> {
  const partnership = newId('ptn');
  const lives = Array.from({ length: COMMITMENTS }, () => lifeOf(partnership, newId('org')));
  while (lives.length > 0) {
    const place = upTo(lives.length);
    const next = lives[place]?.next();
    if (!next || next.done) lives.splice(place, 1);
    else yield next.value;
  }
}

/** The lives of many partnerships, some dozens of them at the same time. */
function* everything(): Generator<Told> {
  const atWork = Array.from({ length: AT_WORK }, partnershipLife);
  for (;;) {
    const place = upTo(AT_WORK);
    const next = atWork[place]?.next();
    if (next && !next.done) yield next.value;
    else atWork[place] = partnershipLife();
  }
}

/** One append: a stream stands in it once. */
function writesOf(told: readonly Told[]): Write[] {
  return [...Map.groupBy(told, ({ stream }) => stream)].map(([stream, its]) => ({
    stream,
    expected: 'any',
    events: its.map(({ event: { type, version, data }, on, by }) => {
      const commandId = newId('cmd');
      const metadata = { effectiveOn: on, person: 'per_bench', organisation: by, roles: 'participant' };
      return {
        id: newId('evt'),
        type,
        version,
        data,
        metadata: { ...metadata, commandId, correlationId: commandId },
      };
    }),
  }));
}

async function append(store: EventStore, source: Generator<Told>, count: number): Promise<void> {
  for (let left = count; left > 0; left -= BATCH) {
    const told = Array.from({ length: Math.min(BATCH, left) }, () => source.next().value as Told);
    await store.append(writesOf(told));
  }
}

/** Fills a store with so many events of many partnerships. */
export async function fill(store: EventStore, count: number): Promise<void> {
  await append(store, everything(), count);
}

/** Fills one partnership with so many commitments, each just made. */
export async function fillPartnership(store: EventStore, partnership: string, count: number): Promise<void> {
  function* made(): Generator<Told> {
    for (;;) yield* lifeOf(partnership, newId('org')).take(2);
  }
  await append(store, made(), 2 * count);
}
