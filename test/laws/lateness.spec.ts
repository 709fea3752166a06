import fc from 'fast-check';
import {
  DELIVERIES,
  ledger,
  monthsOf,
  STALENESS,
  staleness,
  type LedgerDoc,
  type LedgerRow,
  type Rhythms,
} from '#commitment';
import { addMonths, type AnyCommand, type Projection } from '#kernel';
import { listInMemory, type Listed, type Where } from '#projection';
import { byTimeIn, changedByTime, type Span } from '../../apps/api/queries/by-time.ts';
import { isDelivered } from '../../apps/api/queries/delivery.ts';
import { isStale } from '../../apps/api/queries/staleness.ts';
import { amendCommitment } from '../../libs/commitment/amend-commitment/amend-commitment.ts';
import { confirmAttribution } from '../../libs/commitment/confirm-attribution/confirm-attribution.ts';
import { fulfilCommitment } from '../../libs/commitment/fulfil-commitment/fulfil-commitment.ts';
import { makeCommitment } from '../../libs/commitment/make-commitment/make-commitment.ts';
import { planMilestone } from '../../libs/commitment/plan-milestone/plan-milestone.ts';
import { reachMilestone } from '../../libs/commitment/reach-milestone/reach-milestone.ts';
import { reportProgress } from '../../libs/commitment/report-progress/report-progress.ts';
import { rescheduleMilestone } from '../../libs/commitment/reschedule-milestone/reschedule-milestone.ts';
import {
  importer,
  joined,
  mandated,
  owner,
  partnership,
  promise,
  registered,
  source,
} from '../../libs/commitment/specification/example.ts';
import { Story } from '../../libs/commitment/specification/story.ts';
import { suspendCommitment } from '../../libs/commitment/suspend-commitment/suspend-commitment.ts';
import { withdrawCommitment } from '../../libs/commitment/withdraw-commitment/withdraw-commitment.ts';
import { event } from '../projection/pledges.ts';
import { openSqlite, Place } from '../projection/stores.ts';
import { runs } from './runs.ts';

const day = fc.integer({ min: 0, max: 47 }).map((months) => addMonths('2018-01-15', months));
const ids = ['0', '1', '2'].map((name) => `cmt_${name.padEnd(26, '0')}`);
const said: fc.Arbitrary<readonly [AnyCommand, object]> = fc.oneof(
  fc
    .record({ window: fc.record({ from: day, to: day }, { requiredKeys: [] }) })
    .map((says) => [amendCommitment, says] as const),
  fc
    .record({ reportEveryMonths: fc.constantFrom(1, 3, 6, 24) })
    .map((says) => [amendCommitment, says] as const),
  fc
    .record({ entry: fc.constantFrom('a', 'b', 'c', 'd') })
    .map((says) => [reportProgress, { ...says, narrative: 'N' }] as const),
  fc
    .record({ entry: fc.constantFrom('m', 'n'), due: day })
    .map((says) => [planMilestone, { ...says, title: 'M' }] as const),
  fc
    .record({ entry: fc.constantFrom('m', 'n'), due: day })
    .map((says) => [rescheduleMilestone, says] as const),
  fc.record({ entry: fc.constantFrom('m', 'n') }).map((says) => [reachMilestone, says] as const),
  fc.constantFrom<readonly [AnyCommand, object]>(
    [suspendCommitment, {}],
    [fulfilCommitment, {}],
    [withdrawCommitment, {}],
    [confirmAttribution, {}],
  ),
);
/** What is said one after the other, each on a later day than the one before, of that day or of an earlier one. */
const history = fc.array(
  fc.record({
    said,
    commitment: fc.constantFrom(...ids),
    after: fc.integer({ min: 0, max: 4 }),
    before: fc.option(fc.integer({ min: 1, max: 20 })),
  }),
  { minLength: 5, maxLength: 30 },
);
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

/** Two promises of their owner, and a record about it; then what is said of them, as far as it is accepted. */
function told(steps: History): { story: Story; today: string } {
  let today = '2018-03-10';
  const story = new Story(registered(), joined(), joined(importer), mandated());
  const opened = {
    ...promise,
    effectiveOn: '2018-01-15',
    window: { from: '2018-06-01', to: '2019-06-30' },
    reportEveryMonths: 6,
  };
  for (const [i, self] of ids.entries()) {
    const record = i === 2 ? { onBehalfOf: owner, source } : {};
    story.go(makeCommitment, { ...opened, ...record }, { by: i === 2 ? importer : owner, self, today });
  }
  const about = { commitment: ids[2], onBehalfOf: owner, source, effectiveOn: '2018-01-15' };
  for (const [entry, due] of Object.entries({ m: '2018-02-20', n: '2018-08-15' }))
    story.go(planMilestone, { ...about, entry, title: 'M', due }, { by: importer, today });
  for (const {
    said: [command, says],
    commitment,
    after,
    before,
  } of steps) {
    today = addMonths(today, after);
    const effectiveOn = before === null ? undefined : addMonths(today, -before);
    const reason = command === amendCommitment || command === rescheduleMilestone ? { reason: 'R' } : {};
    const input = {
      ...says,
      ...reason,
      commitment,
      ...(effectiveOn && effectiveOn >= '2018-01-15' ? { effectiveOn } : {}),
    };
    story.tell(command, input, { by: owner, today });
  }
  return { story, today };
}

/** What a list is to hold, by what each row says of itself. */
interface Law {
  readonly where: Where;
  readonly holds: (row: LedgerRow) => boolean;
}
/** More books and endorsers than an expression of SQLite has levels. */
const OTHERS = Array.from({ length: 1500 }, (_, i): [string, Rhythms] => {
  const rhythms = [
    [owner, 1 + (i % 12)],
    [importer, 6],
  ] as const;
  return [`ptn_${i}`, new Map(rhythms)];
});
function lawsOn(date: string, rhythms: Rhythms): Law[] {
  const books = new Map([...OTHERS, [partnership, rhythms] as const]);
  const state = (row: LedgerRow) => staleness(row, monthsOf(row, rhythms), date);
  return [
    ...DELIVERIES.map((one) => ({
      where: isDelivered([one], date),
      holds: (row: LedgerRow) => row.delivery === one,
    })),
    ...STALENESS.map((one) => ({
      where: isStale(one, books, date),
      holds: (row: LedgerRow) => state(row) === one,
    })),
    {
      where: { column: 'nextDue', op: 'lt', value: date },
      holds: ({ status, milestones }: LedgerRow) =>
        (status === 'open' || status === 'suspended') &&
        milestones.list.some(({ late, reachedOn }) => late && reachedOn === undefined),
    },
  ] as Law[];
}
const agreed = fc.constantFrom<Rhythms>(
  new Map(),
  new Map([[owner, 3]]),
  new Map([[owner, 12]]),
  new Map([[importer, 1]]),
);
const keysOf = async (list: Promise<Listed<LedgerDoc>>): Promise<string[]> =>
  (await list).docs.map(({ key }) => key).sort();

/** The ledger, where each event is a whole document: how documents come about is held elsewhere (`views.spec.ts`). */
const whole: Projection<LedgerDoc> = {
  ...ledger,
  on: { Is: (_, { data }) => (data as { doc: LedgerDoc }).doc },
};

describe('what is late, silent or over', () => {
  it('is listed where the row says so: live, as of a moment, and on an earlier day', async () => {
    const place = await Place.open(openSqlite);
    const docs = new Map<string, LedgerDoc>();
    let today = '';
    for (const [i, steps] of fc.sample(history, { numRuns: runs(10), seed: 5 }).entries()) {
      const { story, today: last } = told(steps);
      for (const id of ids) docs.set(`cmt_${i}_${id}`, docOf(story, id));
      if (last > today) today = last;
    }
    const events = [...docs].map(([commitment, doc]) => event('Is', { commitment, doc }));
    const position = await place.append(...events);
    expect(await place.run(whole).reached(position, { withinMs: 20_000 })).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.oneof(day, fc.constant(today)), agreed, async (date, rhythms) => {
        const rows = [...docs].map(([key, doc]) => [key, ledger.at(doc, date)] as const);
        for (const { where, holds } of lawsOn(date, rhythms)) {
          const begun: Where = { all: [where, { column: 'effectiveOn', op: 'lte', value: date }] };
          const expected = rows.filter(([, row]) => row.effectiveOn <= date && holds(row));
          const query = { where: begun, limit: 1000 };
          const wanted = expected.map(([key]) => key).sort();
          const lists = [listInMemory(whole, docs, query, date)];
          if (date === today) lists.push(place.views.list(whole, query));
          for (const list of lists) expect(await keysOf(list)).toEqual(wanted);
        }
      }),
      { numRuns: runs(6) },
    );
    await place.close();
  });

  it('changes by time alone exactly where a row of which nothing is said reads otherwise later, each day by the rhythm agreed then', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(30), fc.tuple(agreed, agreed), async (steps, months, [then, now]) => {
        const { story, today: earlier } = told(steps);
        const span: Span = {
          since: `${earlier}T23:59:59.999Z`,
          earlier,
          later: addMonths(earlier, months),
          then: new Map([...OTHERS.slice(0, 3), [partnership, then] as const]),
        };
        const where = changedByTime(new Map([...OTHERS.slice(2, 4), [partnership, now] as const]), span);
        const docs = new Map(ids.map((id) => [id, docOf(story, id)] as const));
        const expected = ids.filter((id) => readsOtherwise(docs.get(id) as LedgerDoc, span, now));
        const found = await keysOf(listInMemory(whole, docs, { where, limit: 10 }, span.later));
        expect(found).toEqual(expected);
        const named = ids.filter((id) => {
          const row = ledger.at(docs.get(id) as LedgerDoc, span.later);
          return byTimeIn(row, now, span).length > 0;
        });
        expect(named).toEqual(expected);
      }),
      { numRuns: runs(40) },
    );
  });

  it('is no milestone of the time before its owner confirmed a record, and no move of anybody else', () => {
    fc.assert(
      fc.property(history, day, (steps, date) => {
        const { story } = told(steps);
        const { voice, milestones, ends, confirmedOn = '' } = ledger.at(docOf(story, ids[2] ?? ''), date);
        const own = story.events.filter(
          ({ type, data, metadata }) =>
            (data as { commitment?: string }).commitment === ids[2] &&
            metadata['organisation'] === owner &&
            (metadata['recordedAt'] ?? '').slice(0, 10) <= date &&
            (type === 'CommitmentAmended' || type === 'MilestoneRescheduled'),
        ).length;
        const moves = milestones.list.reduce((sum, { moved }) => sum + moved, ends?.moved ?? 0);
        expect(moves).toBeLessThanOrEqual(own);
        const late = milestones.list.filter((one) => one.late && one.due < confirmedOn);
        expect(voice === 'self-reported' ? late : []).toEqual([]);
      }),
    );
  });
});

/** Whether a row of which nothing is said in a span reads otherwise after it: by its window, a milestone or a report. */
function readsOtherwise(doc: LedgerDoc, { earlier, later, then: before }: Span, now: Rhythms): boolean {
  const [then, after] = [ledger.at(doc, earlier), ledger.at(doc, later)];
  const missed = ({ status, milestones }: LedgerRow): number =>
    status === 'open' || status === 'suspended'
      ? milestones.list.filter(({ late, reachedOn }) => late && reachedOn === undefined).length
      : 0;
  const reports = staleness(after, monthsOf(after, now), later);
  const reported = staleness(then, monthsOf(then, before.get(partnership) ?? new Map()), earlier);
  return (
    then.delivery !== after.delivery ||
    missed(then) !== missed(after) ||
    (later > earlier && reports !== reported && (reports === 'late' || reports === 'silent'))
  );
}

function docOf(story: Story, id: string): LedgerDoc {
  return story.view({ ...ledger, at: (doc: LedgerDoc) => doc }, id) as LedgerDoc;
}
