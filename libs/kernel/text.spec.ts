import fc from 'fast-check';
import { normalText } from './text.ts';

describe('a text as it is stored', () => {
  it.each([
    ['an accent of its own is part of its letter (UAX #15)', 'Bogota\u0301', 'Bogotá'],
    ['white space at its ends is none of it', ' \t\u00a0Water Company \n', 'Water Company'],
    ['what is blank and no white space at its ends neither', '\u200b\u3164Acme\u2060\u2800', 'Acme'],
    ['lines end alike', 'one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
    ['what joins letters stays', 'می\u200cخواهم 👩\u200d🌾', 'می\u200cخواهم 👩\u200d🌾'],
    ['what shows how an emoji looks stays', '☀\ufe0f', '☀\ufe0f'],
    ['a text that is blank is empty', ' \u200b\u3164 ', ''],
  ])('%s', (_, text, normal) => {
    expect(normalText(text)).toBe(normal);
  });

  it('stays as it is once it is in that form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalText(text);
        expect(normalText(once)).toBe(once);
        expect(once.normalize('NFC')).toBe(once);
        expect(once.trim()).toBe(once);
      }),
    );
  });
});
