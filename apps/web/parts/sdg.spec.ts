import { SDG_GOALS, SDG_TARGETS } from '#vocabulary';
import { en } from '../texts/en/index.ts';
import { es } from '../texts/es/index.ts';
import { fr } from '../texts/fr/index.ts';
import { sdgOf } from './sdg.ts';

describe.each([
  ['English', en],
  ['French', fr],
  ['Spanish', es],
])('The goals and targets of the SDGs in %s', (_, texts) => {
  it('have a short name each, and no two the same', () => {
    const { goals, targets } = texts;
    expect(Object.keys(goals.names)).toEqual(SDG_GOALS);
    expect(Object.keys(targets).toSorted()).toEqual([...SDG_TARGETS].toSorted());
    const names = [...Object.values(goals.names), ...Object.values(targets)].map((one) => one.toLowerCase());
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(Object.values(targets).filter((name) => name.length > 60)).toEqual([]);
  });

  it('are told by number and name; what is no goal or target by its number', () => {
    expect(sdgOf('6.1', texts)).toContain(texts.targets['6.1']);
    expect(sdgOf('6', texts)).toContain(texts.goals.names['6']);
    expect(sdgOf('18.1', texts)).toMatch(/18\.1$/);
  });
});
