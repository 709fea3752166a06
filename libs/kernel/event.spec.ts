import { event, upcast, type StoredEvent } from './index.ts';

const GoalAdopted = event<{ goal: string; places: string[] }>()(
  'GoalAdopted',
  'public',
  (first: { text: string }) => ({ goal: first.text }),
  (second: { goal: string }) => ({ ...second, places: ['global'] }),
);
const stored = (version: number, data: unknown): StoredEvent => ({
  id: 'evt_1',
  stream: 'ptn_1-partnership-ptn_1',
  revision: 0,
  position: '0',
  type: 'GoalAdopted',
  version,
  data,
  metadata: {},
});

describe('A kind of event', () => {
  it('has a literal type, and one version more than it has upcasts', () => {
    expect([GoalAdopted.type, GoalAdopted.version]).toEqual(['GoalAdopted', 3]);
    expect(event<object>()('Left', 'public').version).toBe(1);
  });

  it('says who may see it: without that, it does not compile', () => {
    expect(GoalAdopted.audience).toBe('public');
    // @ts-expect-error -- nobody is told who may see it
    event<object>()('Left');
  });

  it('makes events, for the own stream or another', () => {
    const data = { goal: 'Everyone online', places: [] };
    expect(GoalAdopted(data)).toEqual({ type: 'GoalAdopted', version: 3, data });
    expect(GoalAdopted(data, 'ptn_1-member-org_1')).toHaveProperty('stream', 'ptn_1-member-org_1');
    expect(GoalAdopted(data)).not.toHaveProperty('stream');
  });
});

describe('upcast', () => {
  const today = { goal: 'Everyone online', places: ['global'] };

  it.each([
    [1, { text: 'Everyone online' }],
    [2, { goal: 'Everyone online' }],
  ])('raises version %s step by step to the present', (version, data) => {
    const old = Object.freeze(stored(version, Object.freeze(data)));
    expect(upcast(old, GoalAdopted.upcasts)).toEqual(stored(3, today));
  });

  it('leaves the present version as it is, and one from the future too', () => {
    for (const version of [3, 4]) {
      const event = stored(version, today);
      expect(upcast(event, GoalAdopted.upcasts)).toBe(event);
    }
  });
});
