import { costOf, type Reads } from './cost.ts';

describe('a query', () => {
  it.each<[string, Reads, object, 'costly' | 'past' | undefined]>([
    ['of a document', 'documents', {}, undefined],
    ['of a document on an earlier day', 'documents', { effective: '2022-01-01' }, 'costly'],
    ['of a document at a past moment', 'documents', { asOf: '2022-01-01' }, 'past'],
    ['of a page', 'page', { limit: '100' }, undefined],
    ['of a long page', 'page', { limit: '101' }, 'costly'],
    ['of a page on an earlier day', 'page', { effective: '2022-01-01' }, 'costly'],
    ['of a page at a past moment', 'page', { asOf: '2022-01-01', limit: '1' }, 'past'],
    ['of all rows', 'rows', {}, 'costly'],
    ['of all rows at a past moment', 'rows', { asOf: '2022-01-01' }, 'past'],
    ['of some events', 'events', {}, undefined],
    ['of some events up to a past moment, which folds nothing', 'events', { asOf: '2022-01-01' }, undefined],
    ['of many events', 'events', { limit: '1000' }, 'costly'],
    ['of as many as nobody knows', 'page', { limit: ['1', '1000'] }, 'costly'],
  ])('%s is as costly as what it reads', (_, reads, asked, cost) => {
    expect(costOf({ reads }, asked)).toBe(cost);
  });
});
