import fc from 'fast-check';
import { instantOf } from './instants.ts';

describe('an instant', () => {
  it.each([
    ['as everywhere', '2020-09-21T12:00:00Z', '2020-09-21T12:00:00.000Z'],
    ['without seconds', '2020-09-21T12:00Z', '2020-09-21T12:00:00.000Z'],
    ['by an offset', '2020-09-21T12:00:00+05:30', '2020-09-21T06:30:00.000Z'],
    ['west of Greenwich, on the day after', '2020-09-21T23:30:00-05:00', '2020-09-22T04:30:00.000Z'],
    ['as Python writes it', '2020-09-21T12:00:00.123456+00:00', '2020-09-21T12:00:00.123Z'],
    ['as an address turns it', '2020-09-21T12:00:00.123456 00:00', '2020-09-21T12:00:00.123Z'],
    ['with a space for its T', '2020-09-21 12:00:00+00:00', '2020-09-21T12:00:00.000Z'],
    ['in small letters', '2020-09-21t12:00:00z', '2020-09-21T12:00:00.000Z'],
    ['of an unknown place', '2020-09-21T12:00:00-00:00', '2020-09-21T12:00:00.000Z'],
    ['in a leap second', '2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
    ['before the years of the book', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('%s', (_, text, instant) => {
    expect(instantOf(text)?.toISOString()).toBe(instant);
  });

  it.each([
    ['2020-09-21'],
    ['2020-09-21T12:00:00'],
    ['2020-02-30T12:00:00Z'],
    ['2020-13-01T12:00:00Z'],
    ['2020-09-21T24:00:00Z'],
    ['2020-09-21T12:60:00Z'],
    ['2020-09-21T12:00:00+24:00'],
    ['2020-09-21T12:00:00+0000'],
    ['2020-09-21T12:00:00,5Z'],
    ['2020-09-21T12:00:00Z '],
  ])('is not %s', (text) => {
    expect(instantOf(text)).toBeUndefined();
  });

  it('is what JavaScript writes', () => {
    const years = { min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') };
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), (date) => {
        expect(instantOf(date.toISOString())).toEqual(date);
      }),
    );
  });
});
