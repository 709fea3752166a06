import { promising, rowOf } from '../specification/rows.ts';
import { RecordAddition } from './record.ts';

describe('A record', () => {
  it('counts rows by what became of them, whose word they are, and how they stand to their rhythm', () => {
    const addition = new RecordAddition();
    addition.add(rowOf({}), 'current');
    addition.add(rowOf({ status: 'suspended' }), 'silent');
    addition.add(rowOf({ status: 'fulfilled', promise: 'pledge' }), undefined);
    addition.add(rowOf({ status: 'rejected', voice: 'attributed' }), undefined);
    const observations = { ...rowOf({}).observations, corroborated: 2, disputed: 1 };
    addition.add(rowOf({ status: 'superseded', observations }), undefined);
    expect(addition.figures).toMatchObject({
      rows: 5,
      counts: {
        open: 2,
        fulfilled: 1,
        endedOtherwise: 2,
        pledges: 1,
        commitments: 4,
        selfReported: 4,
        attributed: 1,
        current: 1,
        late: 0,
        silent: 1,
        corroborated: 1,
        disputed: 1,
      },
    });
  });

  it('counts parts that their parent still contains, and leaves them out of sums', () => {
    const addition = new RecordAddition();
    const partOf = { reference: 'A plan', contained: true };
    addition.add(rowOf({ ...promising('5'), partOf }), 'current');
    addition.add(rowOf(promising('7')), 'current');
    expect(addition.figures).toMatchObject({
      rows: 2,
      contained: 1,
      counts: { open: 2 },
      groups: [{ rows: 1, promised: [{ amount: '7', currency: 'USD' }] }],
    });
  });

  it('adds up milestones, and tells on what its rows are based', () => {
    const addition = new RecordAddition();
    const milestones = { planned: 3, reached: 1, late: 2, list: [] };
    addition.add(rowOf({ milestones, basis: ['sourced'] }), 'current');
    addition.add(rowOf({ milestones, basis: ['illustrative'] }), 'current');
    expect(addition.figures).toMatchObject({
      milestones: { planned: 6, reached: 2, late: 4 },
      basis: ['illustrative', 'sourced'],
    });
  });
});
