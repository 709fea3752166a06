import { publicTypes, type PublicEvent } from '#contracts';
import { SENTENCES } from './sentences.ts';
import { tellEvent } from './telling.ts';

const event = (type: string, data: object): PublicEvent => ({ type, data }) as PublicEvent;
const change = { details: { statement: 'S', kind: 'policy' }, attributed: false, recordedBy: 'org_a' };
const ids = { partnership: 'ptn_a', commitment: 'cmt_a', organisation: 'org_a' };

describe('what is told in sentences', () => {
  it('is every type there is: the types that clients are given are named as they are told', () => {
    expect(Object.keys(SENTENCES).sort()).toEqual(publicTypes.map(({ type }) => type).sort());
  });

  it.each([
    ['its statement', { state: { statement: 'Dig' } }, 'Wells made a commitment: “Dig”.'],
    [
      'nothing, where its state was too long to be told',
      { stateAt: '/v1' },
      'Wells made a commitment: a promise.',
    ],
    ['the name of the day', { named: { org_a: 'Old Wells' } }, 'Old Wells made a commitment: a promise.'],
    ['what can be shown of it', { state: { statement: 'a\u0000b' } }, 'Wells made a commitment: “a\ufffdb”.'],
    [
      'who recorded it',
      { by: 'org_b', onBehalfOf: 'org_a' },
      'Wells made a commitment: a promise. Recorded by org_b.',
    ],
    [
      'that it is nobody’s',
      { organisation: 'not-stated' },
      'Somebody who is not named made a commitment: a promise.',
    ],
  ])('names of a commitment %s', (_, more, sentence) => {
    const data = { ...ids, by: 'org_a', change, ...more };
    expect(tellEvent(event('pledgebook.commitment-made.v1', data), { org_a: 'Wells' })).toBe(sentence);
  });

  it('is the type of what has no sentence yet', () => {
    expect(tellEvent(event('pledgebook.later.v1', ids), {})).toBe('pledgebook.later.v1.');
  });
});
