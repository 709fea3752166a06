import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemas } from '#contracts';
import { missedIn, type Contract } from './compatible.ts';

/** As it was last released: the file takes the place of this one with each release, and not before. */
const released = JSON.parse(
  readFileSync(join(import.meta.dirname, 'released/schemas.json'), 'utf8'),
) as Contract;
const TYPE = 'pledgebook.milestone-rescheduled.v1';

describe('the public contract', () => {
  it('takes nothing from whoever reads it as it was last released', () => {
    expect(missedIn(schemas as Contract, released)).toEqual([]);
  });

  // oxlint-disable-next-line typescript/no-explicit-any -- it is spoilt on purpose
  it.each<[string, (contract: any) => unknown, string]>([
    ['a type that is gone', ({ types }) => delete types[TYPE], `${TYPE} is gone`],
    [
      'a field that is gone',
      ({ types }) => delete types[TYPE].properties.change.properties.before,
      `${TYPE} /change/before is gone`,
    ],
    [
      'a field of another type',
      ({ $defs }) => ($defs.Count.type = 'string'),
      `${TYPE} /state/evidence was integer, and is string`,
    ],
    [
      'a field that is optional now',
      ({ types }) => types[TYPE].required.pop(),
      'is not always there any more',
    ],
    [
      'a value that is gone',
      ({ $defs }) => $defs.Delivery.enum.pop(),
      `${TYPE} /state/delivery is never "ended" any more`,
    ],
    [
      'an envelope without a field',
      ({ envelope }) => delete envelope.properties.time,
      'the envelope /time is gone',
    ],
  ])('is seen to miss %s', (_, spoil, missed) => {
    const contract = structuredClone(schemas) as Contract;
    spoil(contract);
    expect(missedIn(contract, released).join('\n')).toContain(missed);
  });

  it('may gain types, fields and values', () => {
    const grown = structuredClone(schemas) as unknown as {
      types: Record<string, { properties: object }>;
      $defs: { Delivery: { enum: string[] } };
    };
    grown.types['pledgebook.more-said.v1'] = { properties: {} };
    Object.assign(grown.types[TYPE]?.properties ?? {}, { more: { type: 'string' } });
    grown.$defs.Delivery.enum.push('later');
    expect(missedIn(grown as unknown as Contract, released)).toEqual([]);
  });
});
