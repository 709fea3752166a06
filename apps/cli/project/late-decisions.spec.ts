import type { StoredEvent } from '#kernel';
import lateDecisions from './late-decisions.ts';

const event = (type: string, effectiveOn: string, data: object): StoredEvent => ({
  id: 'evt_1',
  stream: '',
  revision: 0,
  position: '0',
  type,
  version: 1,
  data: { commitment: 'cmt_1', organisation: 'org_1', ...data },
  metadata: { effectiveOn },
});
const { CommitmentMade: made, DisbursementRecorded: paid } = lateDecisions.on;
const told = (places: readonly object[]) => {
  const decided = made(undefined, event('CommitmentMade', '2020-11-01', { details: { places } }) as never);
  return lateDecisions.at(
    paid(decided, event('DisbursementRecorded', '2020-12-01', {}) as never)!,
    '2021-01-01',
  );
};

describe('what is decided late in the year, and paid soon', () => {
  it('counts in each of its places', () => {
    expect(told([{ place: 'CO' }, { place: 'LB' }])?.byPlace).toEqual({ CO: 1, LB: 1 });
  });

  it('counts in none that is named only to say that nothing is for it', () => {
    const places = [
      { place: 'CO', percentage: '100' },
      { place: 'LB', percentage: '0' },
      { place: 'PE', percentage: '0.00' },
    ];
    expect(told(places)?.byPlace).toEqual({ CO: 1 });
  });
});
