import { given } from '#specification';
import { PledgeFirmed } from '../events.ts';
import { about, as, here, made, owner, pledged } from '../specification/example.ts';
import { firmPledge } from './firm-pledge.ts';

describe('FirmPledge', () => {
  it('makes a pledge a commitment', () => {
    given(pledged()).when(firmPledge, here, as(owner)).then(PledgeFirmed(about));
  });

  it('refuses what is a commitment already', () => {
    given(made()).when(firmPledge, here, as(owner)).refuses('not-a-pledge');
    given(pledged(), PledgeFirmed(about)).when(firmPledge, here, as(owner)).refuses('not-a-pledge');
  });
});
