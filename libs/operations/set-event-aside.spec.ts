import { given } from '#specification';
import { EventSetAside, setAsideStream, setEventAside } from './index.ts';

const operator = { actor: { organisation: 'operator', roles: ['operator'] } };
const said = {
  projection: 'ledger',
  version: 3,
  event: `evt_${'0'.repeat(26)}`,
  reason: 'Of a faulty import',
};
const before = (version: number) => ({
  ...EventSetAside({ ...said, version }),
  stream: setAsideStream(said),
});

describe('SetEventAside', () => {
  it('records what a projection leaves out from this version on, and why', () => {
    given().when(setEventAside, said, operator).then(EventSetAside(said));
  });

  it('records it once: later versions leave it out as well', () => {
    given(before(3)).when(setEventAside, said, operator).changesNothing();
    given(before(2)).when(setEventAside, said, operator).changesNothing();
    given(before(4)).when(setEventAside, said, operator).then(EventSetAside(said));
  });

  it('is an operator’s alone', () => {
    given().when(setEventAside, said).refuses('role-missing');
  });
});
