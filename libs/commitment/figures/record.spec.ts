import { promising, rowOf } from '../specification/rows.ts';
import { cmtId } from '#specification';
import { RecordAddition } from './record.ts';
import { Containment } from './walk.ts';

describe('A record', () => {
  it('counts rows by what became of them, whose word they are, and how they stand to their rhythm', () => {
    const addition = new RecordAddition(Containment.none);
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

  const [whole, part] = [cmtId('whole'), cmtId('part')];
  const containment = new Containment([
    { commitment: part, promise: { partnership: rowOf({}).partnership, commitment: whole, said: '1' } },
  ]);

  it('counts a part, and leaves it out of sums of the whole', () => {
    const addition = new RecordAddition(containment);
    addition.add(rowOf({ ...promising('5'), commitment: part }), 'current');
    addition.add(rowOf({ ...promising('7'), commitment: whole }), 'current');
    expect(addition.figures).toMatchObject({
      rows: 2,
      counts: { open: 2 },
      groups: [{ rows: 2, contained: 1, promised: [{ amount: '7', currency: 'USD' }] }],
    });
  });

  it('has the sum of a part whose whole is not of this record, or stands no more', () => {
    const [alone, withEnded] = [new RecordAddition(containment), new RecordAddition(containment)];
    for (const one of [alone, withEnded]) one.add(rowOf({ ...promising('5'), commitment: part }), 'current');
    withEnded.add(rowOf({ ...promising('7'), commitment: whole, status: 'withdrawn' }), undefined);
    const standing = { promised: [{ amount: '5', currency: 'USD' }] };
    expect(alone.figures).toMatchObject({ groups: [standing], across: { standing } });
    expect(withEnded.figures).toMatchObject({ across: { standing, ended: { promised: [{ amount: '7' }] } } });
  });

  it('adds up anew what is told across groups: a part may be in one and its whole in another', () => {
    const addition = new RecordAddition(containment);
    addition.add(rowOf({ ...promising('5'), commitment: part, promise: 'pledge' }), 'current');
    addition.add(rowOf({ ...promising('7'), commitment: whole, status: 'suspended' }), 'current');
    expect(addition.figures).toMatchObject({
      groups: [{ promised: [{ amount: '7' }] }, { promised: [{ amount: '5' }] }],
      across: {
        standing: { rows: 2, promised: [{ amount: '7' }] },
        commitments: { rows: 1, promised: [{ amount: '7' }] },
        pledges: { rows: 1, promised: [{ amount: '5' }] },
        ended: { rows: 0, promised: [] },
      },
    });
  });

  it('adds up milestones, and tells on what its rows are based', () => {
    const addition = new RecordAddition(Containment.none);
    const milestones = { planned: 3, reached: 1, late: 2, list: [] };
    addition.add(rowOf({ milestones, basis: ['sourced'] }), 'current');
    addition.add(rowOf({ milestones, basis: ['illustrative'] }), 'current');
    expect(addition.figures).toMatchObject({
      milestones: { planned: 6, reached: 2, late: 4 },
      basis: ['illustrative', 'sourced'],
    });
  });
});
