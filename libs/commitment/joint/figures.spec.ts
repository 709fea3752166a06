import { cmtId, orgId, ptnId } from '#specification';
import type { Links } from '../containment.ts';
import { Containment } from '../figures/walk.ts';
import { promising, rowOf } from '../specification/rows.ts';
import type { Status } from '../status.ts';
import { figuresOf } from './figures.ts';
import type { JointRow } from './joint-commitments.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const [whole, part] = [cmtId('whole'), cmtId('part')];
const joint = {
  parties: [
    { organisation: orgId('a'), money: usd('1000'), answer: 'accepted', share: whole },
    { organisation: orgId('b'), money: usd('300'), answer: 'accepted', share: part },
    { organisation: orgId('c'), money: usd('50'), answer: 'open' },
  ],
  planned: [usd('1350')],
} as unknown as JointRow;
const contained: Links = {
  commitment: part,
  promise: { partnership: ptnId('one'), commitment: whole, said: '1' },
};
const told = (links: readonly Links[], ofWhole: Status = 'open') =>
  figuresOf(
    joint,
    [
      rowOf({ commitment: whole, status: ofWhole, ...promising('1000') }),
      rowOf({ commitment: part, ...promising('300') }),
    ],
    new Containment(links),
  );

describe('what a joint commitment comes to', () => {
  it('is of the proposal, of those that have not answered, and of the shares that stand', () => {
    expect(told([])).toEqual([
      {
        currency: 'USD',
        planned: '1350',
        unanswered: '50',
        promised: '1300',
        shortfall: '0',
        disbursed: '0',
      },
    ]);
  });

  it('has a share that another contains once in what is planned, as in what is promised: nothing falls short', () => {
    expect(told([contained])).toMatchObject([
      { planned: '1050', unanswered: '50', promised: '1000', shortfall: '0' },
    ]);
  });

  it('falls short of what the whole was planned with, where only its part is still promised', () => {
    expect(told([contained], 'withdrawn')).toMatchObject([
      { planned: '1050', promised: '300', shortfall: '700' },
    ]);
  });
});
