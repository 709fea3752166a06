import { chosenIn, queryAddressOf, withoutAll, withoutOne } from './ledger-filters.ts';

const query = new URLSearchParams('place=CO&place=PE&status=open&asOf=2020-01-01&sort=-promised&other=1');

describe('what is chosen of a ledger, in the address', () => {
  it('is asked as it stands there, and nothing else is', () => {
    expect(queryAddressOf('/v1/x/ledger', query)).toBe(
      '/v1/x/ledger?place=CO&place=PE&status=open&sort=-promised',
    );
    expect(queryAddressOf('/v1/x/ledger', new URLSearchParams('asOf=2020-01-01'))).toBe('/v1/x/ledger');
  });

  it('is taken out one by one, and all at once', () => {
    const [, peru] = chosenIn(query);
    expect(peru).toEqual({ filter: 'place', value: 'PE' });
    expect(withoutOne(query, { filter: 'place', value: 'PE' }).getAll('place')).toEqual(['CO']);
    expect(withoutAll(query).toString()).toBe('asOf=2020-01-01&sort=-promised&other=1');
  });
});
