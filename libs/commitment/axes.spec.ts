import { unstatedOn, unstatedWith } from './axes.ts';
import type { CommitmentState } from './commitment.ts';

const saying = (said: CommitmentState['said']) => ({ said }) as CommitmentState;

describe('What a commitment is about', () => {
  it('is unstated from the start, and until the day it is said', () => {
    const state = saying({ theme: [{ on: '2020-02-01', value: 'Water' }] });
    expect(unstatedOn(state, '2020-01-31')).toBe('place theme sdg');
    expect(unstatedOn(state, '2020-02-01')).toBe('place sdg');
    const on = '2020-01-01';
    const places = { places: [{ on, value: [{ place: 'CO' }] }], sdgTargets: [{ on, value: ['9.c'] }] };
    expect(unstatedOn(saying({ ...state.said, ...places }), '2020-02-01')).toBeUndefined();
  });

  it('is found by what it leaves open, whatever else it does', () => {
    expect(unstatedWith(['theme']).sort()).toEqual(['place theme', 'place theme sdg', 'theme', 'theme sdg']);
    expect(unstatedWith(['sdg', 'place'])).toEqual(['place sdg', 'place theme sdg']);
  });
});
