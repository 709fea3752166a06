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

  it('says of a promise that time alone changed that nothing was recorded of it', () => {
    const row = ['rows', 'cmt_1'] as const;
    const changes = [{ row, path: ['staleness'], then: 'late', now: 'silent' }];
    const told = (events: readonly object[]) =>
      textOf({ between, views: [{ view: 'ledger', changes }], events, names: {} } as never);
    expect(told([])).toContain('staleness: late → silent\n      nothing was recorded of it in between');
    const event = { event: 'evt_1', type: 'CommitmentAmended', by: 'org_1', commitment: 'cmt_1' };
    expect(told([{ ...event, recordedAt: '2020', effectiveOn: '2020', said: {} }])).not.toContain(
      'nothing was',
    );
  });
});
