import {
  citable,
  followingOf,
  isEarlier,
  lookedAt,
  momentsPath,
  placeOf,
  saysTime,
  spanOf,
  standingFor,
  typedMoment,
} from './moments.ts';

const rows = ['2020-01-01T10:00:00.000Z', '2020-01-02T10:00:00.000Z', '2020-01-02T10:00:00.500Z'].map(
  (at) => ({
    at,
    events: 1,
  }),
);
const NOW = new Date('2021-01-01T12:00:00.000Z');

describe('Where a moment stands among those that were recorded', () => {
  it.each([
    [undefined, 3],
    ['2020-01-01T10:00:00.000Z', 0],
    ['2020-01-01T10:00:00Z', 0],
    ['2020-01-01T12:00:00.000001+02:00', 0],
    ['2020-01-01t10:00:00z', 0],
    ['2020-01-01', 0],
    ['2020-01-02T10:00:00Z', 1],
    ['2020-01-02', 2],
    ['2019-12-31', 0],
    ['2020-99-99', 3],
    ['ZXlKaGJHY2lPaUprYVhJ', 3],
  ])('%s: %i', (moment, place) => {
    expect(placeOf({ rows }, moment)).toBe(place);
  });
});

describe('What is looked at', () => {
  it.each([
    [undefined, 'now'],
    ['2020-12-31', 'past'],
    ['2021-01-01T12:59:59+01:00', 'past'],
    // A position, as answers give it.
    ['ZXlKaGJHY2lPaUprYVhJaWZRLi5hYmNkZWYwMTIzNDU2Nzg5', 'past'],
    // To its end.
    ['2021-01-01', 'ahead'],
    ['3000-01-01', 'ahead'],
    ['9999-12-31T23:59:59-14:00', 'ahead'],
    ['2020-99-99', 'nothing'],
    ['yesterday', 'nothing'],
    ['', 'nothing'],
  ])('%s: %s', (moment, found) => {
    expect(lookedAt(moment, NOW)).toBe(found);
  });
});

describe('What was recorded next', () => {
  it.each([
    ['2019-12-31', rows[0]?.at],
    ['2020-01-01T10:00:00Z', rows[1]?.at],
    ['2020-01-02', undefined],
    ['eyJ', undefined],
    [undefined, undefined],
  ])('after %s: %s', (moment, at) => {
    expect(followingOf({ rows }, moment)).toBe(at);
  });
});

describe('What a moment says', () => {
  it('is a time, or it is not', () => {
    const said = ['2020-01-01', '2020-01-01T10:00Z', '2020-99-99', 'eyJ', '2020-01-01T99:00:00Z'];
    expect(said.map(saysTime)).toEqual([true, true, false, false, false]);
  });

  it('is earlier than another, if both say their times', () => {
    expect(isEarlier('2020-01-01', '2020-01-02')).toBe(true);
    expect(isEarlier('2020-01-02', '2020-01-02T10:00:00Z')).toBe(false);
    expect(isEarlier('2020-01-02T10:00:00Z', '2020-01-02T10:00:00.000Z')).toBe(false);
    expect(isEarlier('2020-01-02', undefined)).toBe(true);
    expect(isEarlier('eyJ', '2020-01-02')).toBe(true);
  });

  it('stands for all of its day or its hour, where there are many', () => {
    const at = '2020-01-02T10:30:00.500Z';
    expect((['moment', 'day', 'hour', 'minute', 'second'] as const).map((by) => spanOf({ by }, at))).toEqual([
      undefined,
      '2020-01-02',
      '2020-01-02T10',
      '2020-01-02T10:30',
      '2020-01-02T10:30:00',
    ]);
    expect(standingFor({ by: 'day', rows }, '2020-01-02T08:00:00Z')).toBe(rows[1]?.at);
    expect(standingFor({ by: 'moment', rows }, '2020-01-02T10:00:00.500Z')).toBe(rows[2]?.at);
    expect(standingFor({ by: 'moment', rows }, '2020-01-02T10:00:01Z')).toBeUndefined();
    expect(momentsPath('ptn_1', '2020-01-02T10')).toBe('/v1/moments?partnership=ptn_1&within=2020-01-02T10');
    expect(momentsPath(undefined)).toBe('/v1/moments');
  });
});

describe('A moment that is typed', () => {
  it.each([
    ['2020-01-02', '', '2020-01-02'],
    ['2020-01-02', '10:00', '2020-01-02T10:00:00Z'],
    ['2020-01-02', '10:00:01', '2020-01-02T10:00:01Z'],
    ['2021-01-01', '', undefined],
    ['2021-01-01', '11:59', '2021-01-01T11:59:00Z'],
    ['2030-01-01', '', undefined],
  ])('%s %s: %s', (day, time, moment) => {
    expect(typedMoment(day, time, NOW)).toBe(moment);
  });
});

describe('A moment to be cited for now', () => {
  it('has passed, and shows all that was recorded', () => {
    expect(citable({ rows }, NOW)).toBe('2021-01-01T11:59:00Z');
    const last = { at: '2021-01-01T11:59:30.000Z', events: 1 };
    expect(citable({ rows: [...rows, last] }, NOW)).toBe(last.at);
    expect(citable({ rows: [] }, NOW)).toBe('2021-01-01T11:59:00Z');
  });
});
