import { choicesIn } from './ledger-choices.ts';

const usd = { currency: 'USD' };
const none = { promised: [], undivided: { promised: [] } };
const cell = { of: 'CO', rows: 1, organisations: [], commitments: none, pledges: none };
const coverage = { places: [], themes: [], sdgTargets: [], sdgGoals: [], unstated: {}, names: {} };
const currencies = (said: object) => choicesIn({ ...coverage, ...said } as never).values.currency;

describe('what the currency of the ledger can be chosen from', () => {
  it('is every currency that something is promised in, of commitments and of pledges', () => {
    const places = [
      { ...cell, commitments: { ...none, promised: [usd] } },
      { ...cell, of: 'PE', pledges: { ...none, promised: [{ currency: 'EUR' }] } },
    ];
    expect(currencies({ places })).toEqual(['EUR', 'USD']);
  });

  it('has those of promises for several places together, undivided', () => {
    const places = [{ ...cell, commitments: { ...none, undivided: { promised: [{ currency: 'COP' }] } } }];
    expect(currencies({ places })).toEqual(['COP']);
  });

  it.each(['themes', 'sdgTargets', 'sdgGoals'])(
    'has those of %s, which hold money where a place is named for nothing',
    (axis) =>
      expect(currencies({ [axis]: [{ ...cell, commitments: { ...none, promised: [usd] } }] })).toEqual([
        'USD',
      ]),
  );
});
