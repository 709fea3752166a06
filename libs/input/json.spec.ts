import fc from 'fast-check';
import { readJson, UnreadableJson } from './json.ts';

const bytes = (text: string) => Buffer.from(text);
const refusal = (given: Uint8Array): UnreadableJson => {
  try {
    readJson(given);
  } catch (error) {
    if (error instanceof UnreadableJson) return error;
  }
  throw new Error('it was read');
};

describe('a JSON text', () => {
  it('is read as the engine reads it, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.nat(4), (text, indent) => {
        const value = JSON.parse(text) as unknown;
        expect(readJson(bytes(JSON.stringify(value, null, indent)))).toEqual(value);
      }),
    );
  });

  it('is refused where one of its names, wherever it stands, is said once more', () => {
    const names = fc.string({ unit: 'grapheme', maxLength: 5 }).filter((name) => name !== 'x');
    fc.assert(
      fc.property(fc.jsonValue(), names, fc.nat(3), (value, name, depth) => {
        let text = `{${JSON.stringify(name)}:${JSON.stringify(value)},"x":[":{"],${JSON.stringify(name)}:1}`;
        let pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        for (let level = 0; level < depth; level++) {
          text = `{"a":[0,${text}]}`;
          pointer = `/a/1${pointer}`;
        }
        expect(refusal(bytes(text)).repeated).toBe(pointer);
      }),
    );
  });

  it.each([
    ['said in two ways', '{"a":1,"\\u0061":2}', '/a'],
    ['that every object has', '{"__proto__":1,"__proto__":2}', '/__proto__'],
    ['deep inside', '{"a":{"b":[{},{"c":1,"c":1}]}}', '/a/b/1/c'],
  ])('is refused with a name %s', (_, text, repeated) => {
    expect(refusal(bytes(text)).repeated).toBe(repeated);
  });

  it.each([
    ['a byte that begins nothing', [0x22, 0xff, 0x22]],
    ['half a letter', [0x22, 0xc3, 0x22]],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a letter in more bytes than it takes', [0x22, 0xc1, 0x81, 0x22]],
  ])('is refused with %s', (_, given) => {
    expect(refusal(Buffer.from(given)).message).toBe('is not valid UTF-8');
  });

  it('may begin with a byte order mark', () => {
    expect(readJson(bytes('\ufeff{"a":1}'))).toEqual({ a: 1 });
  });

  it('is refused where it is none', () => {
    expect(refusal(bytes('{"a":1')).message).toContain('is not JSON');
  });
});
