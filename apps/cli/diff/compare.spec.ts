import { changesBetween } from './compare.ts';

describe('what differs between two answers', () => {
  it('is nothing between the same', () => {
    expect(changesBetween({ a: [{ b: 1 }] }, { a: [{ b: 1 }] })).toEqual([]);
  });

  it('is told down to the field, and as missing where it was not there or is no more', () => {
    const then = { phase: 'scoping', scope: { places: ['CO'] }, call: 'all' };
    const now = { phase: 'pause', scope: { places: ['CO', 'PE'] }, goal: { text: 'Water' } };
    expect(changesBetween(then, now)).toEqual([
      { path: ['phase'], then: 'scoping', now: 'pause' },
      { path: ['scope', 'places'], then: ['CO'], now: ['CO', 'PE'] },
      { path: ['call'], then: 'all' },
      { path: ['goal'], now: { text: 'Water' } },
    ]);
  });

  it('follows rows by what they are told apart by, wherever they stand in the list', () => {
    const [one, two] = [
      { partnership: 'p', commitment: 'c1', status: 'open', money: { amount: '1' } },
      { partnership: 'p', commitment: 'c2', status: 'open' },
    ];
    const now = { rows: [two, { ...one, money: { amount: '2' } }] };
    expect(changesBetween({ rows: [one, two] }, now)).toEqual([
      { row: ['rows', 'c1'], path: ['money', 'amount'], then: '1', now: '2' },
    ]);
    expect(changesBetween({ rows: [one] }, { rows: [two] })).toEqual([
      { row: ['rows', 'c1'], path: [], then: one },
      { row: ['rows', 'c2'], path: [], now: two },
    ]);
  });

  it('calls a row by its id, wherever that stands in it', () => {
    const row = { aggregation: 'sum', id: 'km' };
    expect(changesBetween({ rows: [] }, { rows: [row] })).toEqual([
      { row: ['rows', 'km'], path: [], now: row },
    ]);
  });

  it('tells rows apart by several fields where one does not do, by those within their objects too', () => {
    const row = (id: string, from: string, value: string) => ({
      commitment: 'c1',
      organisation: 'o1',
      indicator: { id, unit: 'people' },
      period: { from },
      value,
    });
    const then = [row('people', '2020', '1'), row('people', '2021', '2'), row('wells', '2020', '3')];
    const now = then.with(1, row('people', '2021', '5'));
    expect(changesBetween({ rows: then }, { rows: now })).toEqual([
      { row: ['rows', 'c1 people 2021'], path: ['value'], then: '2', now: '5' },
    ]);
  });

  it('follows rows within a row', () => {
    const rowWith = (due: string) => ({ commitment: 'c1', list: [{ entry: 'a', due }] });
    expect(changesBetween({ rows: [rowWith('1')] }, { rows: [rowWith('2')] })).toEqual([
      { row: ['rows', 'c1'], path: ['list', 'a', 'due'], then: '1', now: '2' },
    ]);
  });

  it('takes lists that nothing tells apart as they are', () => {
    const [then, now] = [[{ n: 1 }], [{ n: 1 }, { n: 1 }]];
    expect(changesBetween({ list: then }, { list: now })).toEqual([{ path: ['list'], then, now }]);
  });

  it('has every row of a list that was not there', () => {
    const rows = [{ commitment: 'c1' }, { commitment: 'c2' }];
    expect(changesBetween({}, { rows, phase: 'pause' })).toEqual([
      { row: ['rows', 'c1'], path: [], now: rows[0] },
      { row: ['rows', 'c2'], path: [], now: rows[1] },
      { path: ['phase'], now: 'pause' },
    ]);
  });
});
