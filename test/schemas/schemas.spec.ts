import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ENVELOPE, PUBLIC_TYPES, publicType, publicTypes, schemaOf } from '#contracts';
import { generate } from './generate.ts';
import { generateAnswers } from './queries.ts';

const file = join(import.meta.dirname, '../../libs/contracts/schemas.json');

describe('the schemas of the answers to questions', () => {
  it('are those of the types: else run `npm run contracts`', () => {
    const path = join(import.meta.dirname, '../../apps/api/answers.json');
    // Said in a word: the difference is of lines that nobody reads.
    expect(readFileSync(path, 'utf8') === generateAnswers()).toBe(true);
  });
});

describe('the schemas of the public contract', () => {
  it('are those of the types: else run `npm run contracts`', () => {
    expect(readFileSync(file, 'utf8')).toBe(generate());
  });

  it('are one for each public event, each with a sentence', () => {
    const told = PUBLIC_TYPES.map(({ type, version }) => publicType(type, version));
    expect(publicTypes.map(({ type }) => type)).toEqual([...told].sort());
    for (const { description } of publicTypes) expect(description).toMatch(/^[A-Z].*\.$/);
  });

  it.each([ENVELOPE, ...publicTypes.map(({ type }) => type)])(
    '%s can be read by itself, strictly, and takes fields that are added later',
    (type) => {
      const schema = schemaOf(type) ?? {};
      const ajv = new Ajv2020({ strict: true, validateFormats: false });
      expect(() => ajv.compile(schema)).not.toThrow();
      expect(JSON.stringify(schema)).not.toContain('"additionalProperties":false');
      expect(JSON.stringify(schema)).not.toContain('#/definitions/');
    },
  );
});
