import { given } from '#specification';
import { StoodAside } from '../proposals.ts';
import {
  as,
  consented,
  convened,
  convener,
  goal,
  here,
  partnership,
  proposal,
  proposed,
  second,
  stoodAside,
} from '../specification/example.ts';
import { GoalAdopted } from '../subjects.ts';
import { standAside } from './stand-aside.ts';

const aside = { ...here, proposal };
const said = StoodAside({ ...aside, organisation: second });
const adoption = { partnership, proposal, consented: [convener], stoodAside: [second], silent: [], goal };

describe('StandAside', () => {
  it('adopts with the last answer, in the same append', () => {
    given(...convened(second), proposed(), consented(convener))
      .when(standAside, aside, as(second))
      .then(said, GoalAdopted(adoption));
  });

  it('adopts nothing that nobody consents to', () => {
    given(...convened(second), proposed(), stoodAside(convener))
      .when(standAside, aside, as(second))
      .then(said);
  });

  it('may follow consent, which it names', () => {
    given(...convened(second), proposed(), consented(second))
      .when(standAside, aside, as(second))
      .then(StoodAside({ ...aside, organisation: second, from: 'consented' }));
  });
});
