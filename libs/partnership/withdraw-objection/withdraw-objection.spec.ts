import { given } from '#specification';
import { ObjectionWithdrawn } from '../proposals.ts';
import {
  as,
  consented,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  goal,
  here,
  joined,
  left,
  objected,
  partnership,
  proposal,
  proposed,
  second,
} from '../specification/example.ts';
import { GoalAdopted } from '../subjects.ts';
import { withdrawObjection } from './withdraw-objection.ts';

const withdraw = { ...here, proposal };
const withdrawn = ObjectionWithdrawn({ ...withdraw, organisation: second });
const adoption = { partnership, proposal, consented: [convener, second], stoodAside: [], silent: [], goal };

describe('WithdrawObjection', () => {
  it('leaves the answer beside it to stand, and adopts if that was all', () => {
    given(...convened(second), proposed(), consented(convener), consented(second), objected(second))
      .when(withdrawObjection, withdraw, as(second))
      .then(withdrawn, GoalAdopted(adoption));
  });

  it('is no consent of its own', () => {
    given(...convened(second), proposed(), consented(convener), objected(second))
      .when(withdrawObjection, withdraw, as(second))
      .then(withdrawn);
  });

  it('leaves the objections of others open', () => {
    given(
      ...convened(second),
      proposed(),
      consented(convener),
      consented(second),
      objected(convener),
      objected(second),
    )
      .when(withdrawObjection, withdraw, as(second))
      .then(withdrawn);
  });

  it.each([
    ['another than the objector', [objected(convener)]],
    ['who has withdrawn already', [objected(second), withdrawn]],
    ['who took it along when it left', [objected(second), left(second), joined(second)]],
  ])('is refused to %s', (_, before) => {
    given(...convened(second), proposed(), ...before)
      .when(withdrawObjection, withdraw, as(second))
      .refuses('no-open-objection');
  });

  it('is not dated before the objection', () => {
    given(...convened(second), dated(FIRST, proposed()), dated(EARLY, objected(second)))
      .when(withdrawObjection, { ...withdraw, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });
});
