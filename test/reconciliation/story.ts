import type { Party, ServedBook, SetClock } from '../support/served-book.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const reason = 'It had to be';
const by = (women: string, men: string) => [
  { category: 'women', value: women },
  { category: 'men', value: men },
];
const [spring, summer] = [
  { from: '2021-01-01', to: '2021-03-31' },
  { from: '2021-04-01', to: '2021-06-30' },
];
const people = {
  id: 'people',
  name: 'People reached',
  level: 'outcome',
  unit: 'people',
  direction: 'increase',
  aggregation: 'sum',
  target: { value: '100' },
  expected: [spring, summer].map((period) => ({ period, value: '50' })),
};
const share = {
  ...people,
  id: 'share',
  name: 'Share',
  unit: '%',
  aggregation: 'latest',
  expected: undefined,
};
const valued = (value: string, women = '1', men = '2') => [
  { indicator: 'people', value, disaggregation: by(women, men) },
  { indicator: 'share', value: `-${value}` },
];

type Steps = readonly (readonly [command: string, body?: object])[];

const PROMISES: readonly (readonly [body: object, steps?: Steps])[] = [
  [
    {
      money: usd('1000.01'),
      theme: 'Water',
      places: [
        { place: 'CO', percentage: '33.333333' },
        { place: 'PE', percentage: '66.666667' },
      ],
      sdgTargets: ['9.c'],
    },
    [
      ['plan-milestone', { entry: 'm1', title: 'First', due: '2021-03-20' }],
      ['plan-milestone', { entry: 'm2', title: 'Second', due: '2021-03-02' }],
      ['reach-milestone', { entry: 'm2' }],
      ['record-disbursement', { entry: 'd1', money: usd('300.1') }],
      ['correct-entry', { entry: 'd1', money: usd('200.05'), reason }],
      ['record-expenditure', { entry: 's1', money: eur('7') }],
      ['record-expenditure', { entry: 's2', money: eur('9') }],
      ['record-return', { entry: 'b1', of: 'disbursement', payment: 'd1', money: usd('50.02') }],
      ['report-progress', { entry: 'r1', narrative: 'Well' }],
    ],
  ],
  [
    {
      money: eur('50'),
      indicators: [people, share],
      theme: 'Water',
      places: [{ place: 'CO' }, { place: 'LB' }],
      reportEveryMonths: 9,
    },
    [
      ['amend-commitment', { money: eur('80'), reason }],
      ['report-progress', { entry: 'r1', period: spring, values: valued('12.5') }],
      ['report-progress', { entry: 'r2', period: spring, values: valued('7.25', '3', '0.5') }],
      ['report-progress', { entry: 'r3', values: valued('1') }],
      ['restate-entry', { entry: 'r1', values: valued('10.75', '2', '5'), reason }],
      ['suspend-commitment', { reason }],
    ],
  ],
  [
    { money: usd('9'), sdgTargets: ['9.c', '9.1', '2.1'], places: [{ place: '419' }], reportEveryMonths: 8 },
    [
      ['report-progress', { entry: 'r1', narrative: 'Done' }],
      ['fulfil-commitment', { reason }],
    ],
  ],
  [{ money: usd('4'), places: [{ place: 'global' }], partOf: { reference: 'A plan', contained: true } }],
  [{ money: usd('5'), theme: 'Food', reportEveryMonths: 24 }, [['withdraw-commitment', { reason }]]],
];

/** Parts of what was promised: of one's own and of another's, of what stands, was paid, withdrawn or replaced. */
async function promiseParts(
  base: string,
  { first, second, made }: { first: Party; second: Party; made: readonly string[] },
): Promise<void> {
  const says = { statement: 'A part', kind: 'financial', places: [{ place: 'CO' }], theme: 'Water' };
  const part = async (by: Party, parent: string | undefined, money: object, more: object = {}) => {
    const partOf = { commitment: parent, contained: true, ...more };
    const { ids } = (await by.done(`${base}/make-commitment`, { ...says, money, partOf })).body;
    return ids.commitment as string;
  };
  const [paid, suspended, , , withdrawn] = made;
  const ofPaid = await part(first, paid, usd('300.3'));
  const inPayments = await part(second, paid, usd('50'), { paymentsContained: true });
  for (const [by, commitment] of [
    [first, ofPaid],
    [second, inPayments],
  ] as const)
    await by.done(`${base}/commitments/${commitment}/record-disbursement`, { entry: 'd', money: usd('30') });
  await part(second, ofPaid, usd('20'));
  await part(first, suspended, eur('8'));
  await part(second, withdrawn, usd('3'));
  const replaced = await part(first, undefined, usd('70'), { commitment: withdrawn, contained: false });
  await part(second, replaced, usd('7'));
  const by = await part(first, withdrawn, usd('80'), { contained: false });
  await first.done(`${base}/commitments/${replaced}/supersede-commitment`, { by });
}

/** A record with milestones due before and after its owner confirms it, which an importer moves before. */
async function confirmLater(base: string, { convener, first }: Record<'convener' | 'first', Party>) {
  const from = (version: number) => ({
    onBehalfOf: first.id,
    source: { system: 'fts', record: 'confirmed later', version },
    effectiveOn: '2020-01-15',
  });
  const says = { ...from(1), statement: 'Pay', kind: 'financial', window: { to: '2021-05-01' } };
  const { commitment } = (await convener.done(`${base}/make-commitment`, says)).body.ids;
  const on = (by: Party, command: string, body: object) =>
    by.done(`${base}/commitments/${commitment}/${command}`, body);
  for (const [entry, due] of Object.entries({
    before: '2020-02-01',
    moved: '2020-03-01',
    after: '2021-08-01',
  }))
    await on(convener, 'plan-milestone', { ...from(1), entry, title: 'M', due });
  await on(convener, 'reschedule-milestone', { ...from(2), entry: 'moved', due: '2020-04-01', reason });
  await on(first, 'confirm-attribution', {});
}

/** Of a day long past, and recorded today: it judges no day before. */
async function agreeLate(base: string, { first, second }: { first: Party; second: Party }) {
  const then = { effectiveOn: '2019-12-10' };
  await first.done(`${base}/make-pledge`, { ...then, statement: 'Begun', kind: 'policy' });
  const attendees = [first.id, second.id];
  await first.done(`${base}/hold-meeting`, {
    ...then,
    meeting: 'b',
    kind: 'agreement',
    attendees,
    agreed: [],
  });
  const sharing = { everyMonths: 1, channel: 'platform', public: 'all' };
  const agreed = { ...then, agreement: 'b', title: 'T', text: 'T', sharing };
  await first.done(`${base}/propose-agreement`, agreed);
  for (const party of [first, second])
    await party.done(`${base}/endorse-agreement`, { ...then, agreement: 'b' });
}

/** What organisations promise themselves in a book that else holds imported records only: of all that can be told apart. */
export async function promiseMuch(
  served: ServedBook,
  { aid, clock, convener }: { aid: string; clock: SetClock; convener: Party },
): Promise<void> {
  const base = `/v1/partnerships/${aid}`;
  const [first, second] = (await Promise.all(['First', 'Second'].map((name) => served.party(name)))) as [
    Party,
    Party,
  ];
  await convener.done(`${base}/open-call`, { call: 'all', text: 'Come' });
  for (const party of [first, second])
    await party.done(`${base}/join-partnership`, { priorities: ['Reach'] });
  const attendees = [first.id, second.id];
  await first.done(`${base}/hold-meeting`, { meeting: 'm', kind: 'agreement', attendees, agreed: [] });
  const sharing = { everyMonths: 4, channel: 'platform', public: 'all' };
  await first.done(`${base}/propose-agreement`, { agreement: 'a', title: 'T', text: 'T', sharing });
  for (const party of [first, second]) await party.done(`${base}/endorse-agreement`, { agreement: 'a' });
  const made: string[] = [];
  for (const [by, command] of [
    [first, 'make-commitment'],
    [second, 'make-pledge'],
  ] as const)
    for (const [body, steps = []] of PROMISES) {
      const says = { statement: 'Help', kind: 'financial', ...body };
      const { ids } = (await by.done(`${base}/${command}`, says)).body;
      made.push(ids.commitment);
      for (const [step, said] of steps) await by.done(`${base}/commitments/${ids.commitment}/${step}`, said);
    }
  const [whole, , kept] = made as [string, string, string];
  await second.done(`${base}/dispute-claim`, {
    claim: { about: 'commitment', commitment: whole },
    text: 'Less',
  });
  const paid = { about: 'entry', commitment: whole, entry: 's2' };
  await second.done(`${base}/dispute-claim`, { claim: paid, text: 'Not ours' });
  await first.done(`${base}/commitments/${whole}/void-entry`, { entry: 's2', reason });
  await second.done(`${base}/corroborate-claim`, { claim: { about: 'fulfilment', commitment: kept } });
  await promiseParts(base, { first, second, made });
  clock.set('2021-06-01T09:00:00Z');
  const { ids } = (await second.done(`${base}/make-pledge`, { statement: 'More', kind: 'policy' })).body;
  await second.done(`${base}/commitments/${ids.commitment}/firm-pledge`, { effectiveOn: '2021-06-01' });
  await confirmLater(base, { convener, first });
  await agreeLate(base, { first, second });
}
