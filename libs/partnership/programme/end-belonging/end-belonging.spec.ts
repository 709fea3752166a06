import { given } from '#specification';
import { as, convener, here, partnership, stranger } from '../../specification/example.ts';
import { BelongingEnded, PartnershipAdmitted } from '../belonging-events.ts';
import { ProgrammeRegistered } from '../events.ts';
import { programmeStream } from '../programme.ts';
import { endBelonging } from './end-belonging.ts';

const programme = `prg_${'f'.repeat(26)}`;
const own = { partnership, programme, organisation: stranger };
const registered = ProgrammeRegistered(
  { programme, organisation: stranger, name: 'Forum' },
  programmeStream(programme),
);
const admitted = PartnershipAdmitted({ ...own, asked: 'convening' });
const says = { ...here, programme, reason: 'It is over' };

describe('EndBelonging', () => {
  it('ends what was admitted, by the owner of the programme alone', () => {
    given(registered, admitted)
      .when(endBelonging, says, as(stranger))
      .then(BelongingEnded({ ...own, reason: 'It is over' }));
    given(registered, admitted).when(endBelonging, says, as(convener)).refuses('not-your-programme');
  });

  it('is refused of one that does not belong to it', () => {
    given(registered).when(endBelonging, says, as(stranger)).refuses('not-admitted');
    given(registered, admitted, BelongingEnded(own))
      .when(endBelonging, says, as(stranger))
      .refuses('not-admitted');
  });
});
