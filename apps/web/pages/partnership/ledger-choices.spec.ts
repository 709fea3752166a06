import { en } from '../../texts/en/index.ts';
import { wordsOf } from '../../words.ts';
import { choicesIn } from './ledger-choices.ts';

const [english, swedish] = [wordsOf('en-GB', en), wordsOf('sv', en)];
const none = { promised: [], undivided: { promised: [] } };
const names = { org_1: 'öl', org_2: 'zoo', org_3: 'Oak' };
const asOf = { position: 'p', effective: '2021-01-01', views: [] };
const cell = (of: string | undefined, more: object = {}) => ({
  ...(of === undefined ? {} : { of }),
  rows: 1,
  organisations: Object.keys(names).map((organisation) => ({ organisation })),
  commitments: none,
  pledges: none,
  ...more,
});

describe('what can be chosen', () => {
  it('is sorted as the language of the reader has what it reads: names, places and themes', () => {
    const coverage = {
      places: ['AT', 'DE', 'CO'].map((of) => cell(of)),
      themes: ['öl', 'Zoo', 'oak'].map((of) => cell(of)),
      sdgTargets: ['6.1', '14.1', '6.a'].map((of) => cell(of)),
      sdgGoals: ['6', '14'].map((of) => cell(of)),
      unstated: { place: cell(undefined) },
      names,
      asOf,
    };
    expect(choicesIn(coverage as never, english).values).toMatchObject({
      organisation: ['org_3', 'org_1', 'org_2'],
      // Austria, Colombia, Germany.
      place: ['AT', 'CO', 'DE'],
      theme: ['oak', 'öl', 'Zoo'],
      sdg: ['6.1', '6.a', '14.1'],
      goal: ['6', '14'],
    });
    expect(choicesIn(coverage as never, swedish).values).toMatchObject({
      organisation: ['org_3', 'org_2', 'org_1'],
      theme: ['oak', 'Zoo', 'öl'],
    });
  });

  it('of rows is sorted likewise', () => {
    const rows = ['Zoo', 'oak', 'öl'].map((theme, i) => ({
      theme,
      places: [{ place: ['DE', 'CO', 'AT'][i] }],
      sdgTargets: [['14.1', '6.a', '6.1'][i]],
      money: { promised: { currency: 'USD', amount: '1' } },
    }));
    expect(choicesIn({ rows, names, asOf } as never, swedish).values).toEqual({
      place: ['AT', 'CO', 'DE'].sort((a, b) => swedish.order(swedish.place(a), swedish.place(b))),
      theme: ['oak', 'Zoo', 'öl'],
      sdg: ['6.1', '6.a', '14.1'],
      currency: ['USD'],
    });
  });
});

const usd = { currency: 'USD' };
const empty = { of: 'CO', rows: 1, organisations: [], commitments: none, pledges: none };
const nothing = { places: [], themes: [], sdgTargets: [], sdgGoals: [], unstated: {}, names: {} };
const currencies = (said: object) => choicesIn({ ...nothing, ...said } as never, english).values.currency;

describe('what the currency of the ledger can be chosen from', () => {
  it('is every currency that something is promised in, of commitments and of pledges', () => {
    const places = [
      { ...empty, commitments: { ...none, promised: [usd] } },
      { ...empty, of: 'PE', pledges: { ...none, promised: [{ currency: 'EUR' }] } },
    ];
    expect(currencies({ places })).toEqual(['EUR', 'USD']);
  });

  it('has those of promises for several places together, undivided', () => {
    const places = [{ ...empty, commitments: { ...none, undivided: { promised: [{ currency: 'COP' }] } } }];
    expect(currencies({ places })).toEqual(['COP']);
  });

  it.each(['themes', 'sdgTargets', 'sdgGoals'])(
    'has those of %s, which hold money where a place is named for nothing',
    (axis) =>
      expect(currencies({ [axis]: [{ ...empty, commitments: { ...none, promised: [usd] } }] })).toEqual([
        'USD',
      ]),
  );
});
