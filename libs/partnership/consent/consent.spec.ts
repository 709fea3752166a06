import { given } from '#specification';
import { BookClosed, closedStream } from '../closed.ts';
import { Consented } from '../proposals.ts';
import { GoalAdopted, PartnershipClosed } from '../subjects.ts';
import {
  as,
  consented,
  convened,
  convener,
  goal,
  here,
  joined,
  left,
  objected,
  partnership,
  proposal,
  proposed,
  second,
  stoodAside,
  third,
} from '../specification/example.ts';
import { consent } from './consent.ts';

const yes = { ...here, proposal };
const said = (organisation: string) => Consented({ ...yes, organisation });
const adoption = { partnership, proposal, consented: [convener, second], stoodAside: [], silent: [] };
const closedGuard = BookClosed({ partnership }, closedStream(partnership));
const adopted = GoalAdopted({ ...adoption, goal });

describe('Consent', () => {
  it('adopts with the last answer, in the same append', () => {
    given(...convened(second), proposed())
      .when(consent, yes, as(second))
      .then(said(second));
    given(...convened(second), proposed(), consented(convener))
      .when(consent, yes, as(second))
      .then(said(second), adopted);
  });

  it('adopts a goal in place of another, which it names', () => {
    const next = { ...adoption, proposal: 'goal-2', consented: [convener] };
    given(
      ...convened(),
      proposed(),
      consented(convener),
      adopted,
      proposed({ proposal: 'goal-2', text: 'More' }),
    )
      .when(consent, { ...here, proposal: 'goal-2' }, as(convener))
      .then(
        Consented({ ...here, proposal: 'goal-2', organisation: convener }),
        GoalAdopted({ ...next, goal: 'More', from: goal }),
      );
  });

  it('closes the partnership, where that was proposed', () => {
    const text = 'It is done';
    given(...convened(), proposed({ subject: 'closing', text }))
      .when(consent, yes, as(convener))
      .then(said(convener), PartnershipClosed({ ...adoption, consented: [convener], text }), closedGuard);
  });

  it('is asked of newcomers, and not of who has left', () => {
    given(...convened(second), proposed(), consented(convener), joined(third))
      .when(consent, yes, as(second))
      .then(said(second));
    given(...convened(second, third), proposed(), consented(convener), left(third))
      .when(consent, yes, as(second))
      .then(said(second), adopted);
  });

  it('is asked anew of who left and came back', () => {
    given(...convened(second), proposed(), consented(second), left(second), joined(second))
      .when(consent, yes, as(convener))
      .then(said(convener));
  });

  it('adopts nothing while an objection is open, be it of who consents', () => {
    for (const objector of [convener, second])
      given(...convened(second), proposed(), consented(convener), objected(objector))
        .when(consent, yes, as(second))
        .then(said(second));
  });

  it('completes its own proposal and no other', () => {
    given(...convened(), proposed(), proposed({ proposal: 'goal-2' }))
      .when(consent, yes, as(convener))
      .emits('Consented', 'GoalAdopted');
  });

  it('after the answer-by date counts who is silent as standing aside', () => {
    given(...convened(second, third), proposed({ answerBy: '2020-09-20' }), consented(convener))
      .when(consent, yes, as(second))
      .then(said(second), GoalAdopted({ ...adoption, silent: [third], goal }));
    given(...convened(second), proposed({ answerBy: '2020-09-20' }))
      .when(consent, yes, as(second))
      .then(said(second));
  });

  it('may follow standing aside, which it names', () => {
    given(...convened(second), proposed(), stoodAside(second))
      .when(consent, yes, as(second))
      .then(Consented({ ...yes, organisation: second, from: 'stood-aside' }));
  });
});
