import { given, orgId } from '#specification';
import { JointCommitmentProposed } from '../events.ts';
import { as, convener, joined, owner, partnership, registered } from '../../specification/example.ts';
import { joint, jointCommitment, parties, shares, whole } from '../specification/example.ts';
import { proposeJointCommitment } from './propose-joint-commitment.ts';

const say = { partnership, ...whole, shares };
const byConvener = { ...as(convener), self: jointCommitment };
const all = [joined(convener), ...parties.map((party) => registered(party))];

describe('ProposeJointCommitment', () => {
  it('names what each would promise; the proposer needs no share of its own', () => {
    given(...all)
      .when(proposeJointCommitment, say, byConvener)
      .then(JointCommitmentProposed({ ...joint, proposedBy: convener, details: whole, shares }));
  });

  it('opens nothing yet, for its proposer neither', () => {
    given(...all, joined())
      .when(proposeJointCommitment, say, { ...as(owner), self: jointCommitment })
      .emits('JointCommitmentProposed');
  });

  it('is for active participants', () => {
    given(...all)
      .when(proposeJointCommitment, say, as(owner))
      .refuses('not-a-participant');
  });

  it.each<[string, object, string]>([
    ['an organisation twice', { shares: [shares[0], shares[0]] }, 'party-twice'],
    [
      'one that is not listed',
      { shares: [...shares, { organisation: orgId('nobody') }] },
      'organisation-unknown',
    ],
    ['places twice', { places: [{ place: 'CO' }, { place: 'CO' }] }, 'place-twice'],
    ['percentages that total 60', { places: [{ place: 'CO', percentage: '60' }] }, 'percentages-not-100'],
    ['a window that says nothing', { window: {} }, 'nothing-said'],
    ['a window that runs backwards', { window: { from: '2022-01-02', to: '2022-01-01' } }, 'window-reversed'],
  ])('refuses %s', (_, says, code) => {
    given(...all)
      .when(proposeJointCommitment, { ...say, ...says }, byConvener)
      .refuses(code);
  });
});
