import fc from 'fast-check';
import { folded, identifierIn, identifierKey } from './lookup.ts';
import { lookOf } from './lookup.ts';

describe('How a name looks', () => {
  it.each([
    ['case, accents and spaces', 'International Télécom  Union', 'INTERNATIONAL TELECOM UNION'],
    ['letters of other scripts', 'UNICEF', 'UNІСЕF'],
    ['Greek ones', 'OXFAM', 'ΟΧFΑΜ'],
    ['a digit for a letter', 'Oil World', '0il Wor1d'],
    ['points and dashes', 'U.N. Women', 'UN-Women'],
  ])('is the same but for %s', (_, one, other) => {
    expect(lookOf(one)).toBe(lookOf(other));
  });

  it('is another where anything is seen', () => {
    expect(lookOf('Water Company')).not.toBe(lookOf('Water Companies'));
  });
});

describe('A name as it is looked up', () => {
  it.each([
    ['case', 'Water Company', 'WATER company'],
    ['spaces', ' Water\u00A0 Company\n', 'Water Company'],
    ['accents', 'Société Générale', 'Societe\u0301 Generale'],
    ['letters with two small forms', 'Straße', 'STRASSE'],
    ['a sigma at the end', 'ΟΔΟΣ', 'οδοσ'],
    ['a dotted capital', 'İstanbul', 'istanbul'],
    ['widths', 'ＩＴＵ', 'itu'],
    ['what shows nothing', 'I\u200BTU', 'ITU'],
  ])('is without regard to %s', (_, one, other) => {
    expect(folded(one)).toBe(folded(other));
  });

  it.each([
    ['Water Company', 'WaterCompany'],
    ['ITU', 'IТU'],
    ['नि', 'न'],
  ])('keeps apart what is another name: "%s", "%s"', (one, other) => {
    expect(folded(one)).not.toBe(folded(other));
  });

  it('is the same however often it is folded, and in whatever case it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(folded(folded(name))).toBe(folded(name));
        expect(folded(` ${name.normalize('NFC')} `)).toBe(folded(name.normalize('NFD')));
      }),
    );
  });
});

describe('An identifier as it is looked up', () => {
  it('is of the same agency, however that is written', () => {
    const of = (agency: string) => identifierKey({ agency, number: '41302a' });
    expect([of('xm-dac'), of(' Xm-Dac')]).toEqual(['XM-DAC:41302a', 'XM-DAC:41302a']);
  });

  it.each([
    ['XM-DAC:41302', { agency: 'XM-DAC', number: '41302' }],
    ['X:1:2', { agency: 'X', number: '1:2' }],
    ['41302', undefined],
    [':1', undefined],
    ['X:', undefined],
  ])('is written as agency:number: %s', (text, identifier) => {
    expect(identifierIn(text)).toEqual(identifier);
  });
});
