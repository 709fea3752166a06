import { textOf } from './text.ts';

describe('what changed, as text', () => {
  const organisation = 'org_01m86sqh36jrhryjjrbvy1ys16';
  const link = `/v1/partnerships/p/ledger?organisation=${organisation}`;
  const between: [string, string] = ['then', 'now'];

  it('has organisations by their names, and links as they are to be asked', () => {
    const changes = [
      { path: ['convener'], then: 'nobody', now: organisation },
      { path: ['ledger'], now: link },
    ];
    const text = textOf({
      between,
      views: [{ view: 'desk', changes }],
      events: [],
      names: { [organisation]: 'Ministry' },
    } as never);
    expect(text).toContain('convener: nobody → Ministry');
    expect(text).toContain(link);
  });
});
