import { projections } from '#domain';
import { bytesOf } from '../projection/stores.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const indicator = {
  id: 'people',
  name: 'People reached',
  level: 'outcome',
  unit: 'people',
  direction: 'increase',
  aggregation: 'sum',
};

/** A commitment that goes through what commitments go through; the same for each of them. */
async function carryOut(owner: Party, base: string): Promise<void> {
  const { body } = await owner.done(`${base}/make-commitment`, {
    statement: 'Connect 120 schools',
    kind: 'financial',
    places: [{ place: 'CO' }],
    sdgTargets: ['9.c'],
    theme: 'Education',
    money: usd('100'),
    indicators: [indicator],
  });
  const say = (command: string, says: object) =>
    owner.done(`${base}/commitments/${body.ids.commitment}/${command}`, says);
  await say('plan-milestone', { entry: 'm', title: 'First', due: '2030-06-30' });
  await say('record-disbursement', { entry: 'd', money: usd('10') });
  await say('report-progress', { entry: 'r', values: [{ indicator: 'people', value: '5' }] });
  await say('correct-entry', { entry: 'd', money: usd('11'), reason: 'One was missing' });
}

/** The size of the largest document of each view, in bytes. */
async function largest(served: ServedBook): Promise<Record<string, number>> {
  await served.settled();
  const sizes: Record<string, number> = {};
  for (const projection of projections) {
    const all = await bytesOf(served.book.views, projection);
    sizes[projection.name] = Math.max(0, ...all.map((text) => text.length));
  }
  return sizes;
}

/** A counter has more digits when it has counted further. */
const DIGITS = 4;

describe('a document of any view', () => {
  it('does not grow with the number of commitments in a partnership', async () => {
    const served = await ServedBook.open();
    try {
      const owner = await served.party('ITU');
      const scope = { places: ['CO'], sdgTargets: ['9.c'] };
      const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
      const base = `/v1/partnerships/${body.ids.partnership}`;
      for (let i = 0; i < 3; i++) await carryOut(owner, base);
      const few = await largest(served);
      for (let i = 0; i < 27; i++) await carryOut(owner, base);
      const many = await largest(served);
      const grown = Object.keys(many).filter((view) => (many[view] ?? 0) > (few[view] ?? 0) + DIGITS);
      expect({ grown, few, many }).toMatchObject({ grown: [] });
    } finally {
      await served.close();
    }
  });
});
