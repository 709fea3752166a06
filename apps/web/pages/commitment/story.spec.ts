import { en } from '../../texts/en/index.ts';
import { wordsOf } from '../../words.ts';
import type { Chapter, CommitmentAnswer } from './answer.ts';
import { besideEachOther } from './differences.ts';
import { factsOf } from './facts.ts';
import { reportedOver, type Progress } from './measured.ts';
import { lookedAt, yearBefore } from './moments.ts';
import { promisedIn } from './promise.ts';
import { saidOfBy, voiceOf } from './voices.ts';

const chapter = (event: string, type: string, said: object, rest: object = {}) =>
  ({ event, type, by: 'org_owner', said, recordedAt: '', effectiveOn: '', ...rest }) as Chapter;

describe('A year earlier', () => {
  it.each([
    ['2021-03-15', '2020-03-15'],
    ['2021-03-15T09:05:00.000Z', '2020-03-15'],
    ['2020-02-29', '2019-02-28'],
    ['aPosition', undefined],
  ])('than %s is %s', (moment, earlier) => expect(yearBefore(moment)).toBe(earlier));

  it('is told from the moment looked at; now, from the last change', () => {
    expect(lookedAt('2020-01-01', '2021-03-15T09:00:00.000Z')).toBe('2020-01-01');
    expect(lookedAt(undefined, '2021-03-15T09:00:00.000Z')).toBe('2021-03-15T09:00:00.000Z');
    expect(lookedAt('aPosition', '2021-03-15T09:00:00.000Z')).toBe('2021-03-15T09:00:00.000Z');
  });
});

describe('First promise against present promise', () => {
  const usd = (amount: string) => ({ amount, currency: 'USD' });

  it('says what changed, since when, and why', () => {
    const amended = chapter('evt_2', 'CommitmentAmended', {
      before: { money: usd('12') },
      after: { money: usd('15') },
      reason: 'One town more',
    });
    const rows = promisedIn({
      series: {
        money: [
          { on: '2019-02-04', value: usd('12') },
          { on: '2019-09-02', value: usd('15') },
        ],
        theme: [{ on: '2019-05-13', value: 'Water' }],
      },
      history: [chapter('evt_1', 'CommitmentMade', {}), amended],
    });
    expect(rows).toEqual([
      {
        field: 'money',
        now: usd('15'),
        since: '2019-09-02',
        first: { on: '2019-02-04', value: usd('12') },
        why: { reason: 'One town more', event: 'evt_2' },
      },
      { field: 'theme', now: 'Water', since: '2019-05-13' },
    ]);
  });
});

describe('Whose word a statement is', () => {
  it.each<[string, object, object, string | undefined]>([
    ['the owner’s own', {}, {}, 'self-reported'],
    ['recorded about it', { attributed: true }, { by: 'org_importer' }, 'attributed'],
    ['said on its behalf', {}, { by: 'org_importer', onBehalfOf: 'org_owner' }, 'attributed'],
    ['another’s observation', { observation: 'x', attributed: false }, { by: 'org_other' }, undefined],
    ['an observation recorded about another', { observation: 'x', attributed: true }, {}, 'attributed'],
  ])('%s', (_, said, rest, voice) => {
    expect(voiceOf(chapter('e', 'ProgressReported', said, rest), 'org_owner')).toBe(voice);
  });

  it('is marked by what others say of exactly this version', () => {
    const paid = chapter('e1', 'DisbursementRecorded', { entry: 'a' });
    const mended = chapter('e2', 'EntryCorrected', { entry: 'a', entryVersion: 2 });
    const of = (version: number, verdict: string) => ({
      claim: { about: 'entry', entry: 'a' },
      version,
      verdict,
    });
    const story = {
      observed: [
        of(1, 'disputed'),
        of(2, 'corroborated'),
        of(2, 'withdrawn'),
        { ...of(1, 'corroborated'), voice: 'attributed' },
        { ...of(2, 'disputed'), ofItself: true },
      ],
      history: [paid, mended],
    } as unknown as CommitmentAnswer;
    expect(saidOfBy(paid, story)).toEqual(['disputed']);
    expect(saidOfBy(mended, story)).toEqual(['corroborated']);
  });

  it('counts versions of the promise itself by its amendments', () => {
    const [made, first, second] = ['CommitmentMade', 'CommitmentAmended', 'CommitmentAmended'].map(
      (type, i) => chapter(`e${i}`, type, {}),
    ) as [Chapter, Chapter, Chapter];
    const story = {
      observed: [{ claim: { about: 'commitment' }, version: 2, verdict: 'disputed' }],
      history: [made, first, second],
    } as unknown as CommitmentAnswer;
    expect([made, first, second].map((one) => saidOfBy(one, story))).toEqual([[], ['disputed'], []]);
  });
});

const dossier = {
  status: 'open',
  delivery: 'over',
  standing: 'disputed',
  promise: 'commitment',
  series: { theme: [{ on: '2019-01-01', value: 'Water' }] },
  entries: [],
  voidedEntries: [],
  money: { budget: [], disbursed: [{ amount: '6', currency: 'USD' }], spent: [] },
  milestones: { list: [{ entry: 'm', title: 'Plant', due: '2020-06-30', late: true }] },
  indicators: [],
  reports: 0,
  observations: { corroborated: 0, disputed: 1 },
} as unknown as CommitmentAnswer;

describe('Two moments', () => {
  it('stand beside each other, fact by fact', () => {
    const fact = (name: string, text: string) => ({ name, label: name, told: { text } });
    expect(
      besideEachOther([fact('paid', '33'), fact('offer', 'x')], [fact('paid', '6'), fact('spent', '4')]),
    ).toEqual([
      { name: 'paid', label: 'paid', then: { text: '33' }, now: { text: '6' }, differs: true },
      { name: 'spent', label: 'spent', now: { text: '4' }, differs: true },
      { name: 'offer', label: 'offer', then: { text: 'x' }, differs: true },
    ]);
  });

  it('are held against each other by what a reader is told', () => {
    const told = factsOf(dossier, wordsOf('en', en)).map(({ label, told }) => [
      label,
      'text' in told && told.text,
    ]);
    expect(told).toEqual([
      ['How it stands', 'open'],
      ['Its time', 'time over'],
      ['Pledge or commitment', 'commitment'],
      ['What others say of it', 'disputed'],
      ['Reporting', 'no report is awaited'],
      ['Theme', 'Water'],
      ['Paid out', 'USD\u00a06'],
      ['Plant', 'Due Jun 30, 2020; overdue'],
      ['Number of reports', '0'],
      ['Corroborated by others', '0'],
      ['Disputed by others', '1'],
    ]);
  });
});

describe('What is known of an indicator', () => {
  it('says of what was reported while the period was not over that it is interim', () => {
    const served = { id: 'served', name: 'Served', unit: 'people', latest: { value: '4', on: '2020-07-01' } };
    const told = (interim: boolean) => {
      const indicators = [{ ...served, latest: { ...served.latest, interim } }];
      const answer = { ...dossier, indicators } as unknown as CommitmentAnswer;
      const fact = factsOf(answer, wordsOf('en', en)).find(({ label }) => label === 'Served');
      return fact && 'text' in fact.told && fact.told.text;
    };
    expect(told(false)).toBe('4 people (Jul 1, 2020)');
    expect(told(true)).toBe('4 people (Jul 1, 2020); interim: the period was not over');
  });
});

describe('What was reported over time', () => {
  const row = (value: string, effectiveOn: string) =>
    ({ indicator: { id: 'served' }, reports: [{ value, effectiveOn }] }) as unknown as Progress;
  const rows = [row('3', '2021-01-01'), row('2', '2020-01-01')];

  it('adds up where the indicator does', () => {
    expect(reportedOver({ id: 'served', aggregation: 'sum' }, rows).map(({ value }) => value)).toEqual([
      '2',
      '5',
    ]);
  });
  it('marks what was reported while the period was not over', () => {
    const { reports } = row('4', '2022-01-01');
    const early = { ...rows[0], reports: reports.map((one) => ({ ...one, interim: true })) } as Progress;
    expect(reportedOver({ id: 'served', aggregation: 'sum' }, [...rows, early]).at(-1)).toEqual({
      on: '2022-01-01',
      value: '9',
      interim: true,
    });
  });
  it('is else what was reported last', () => {
    expect(reportedOver({ id: 'served', aggregation: 'latest' }, rows).map(({ value }) => value)).toEqual([
      '2',
      '3',
    ]);
  });
});
