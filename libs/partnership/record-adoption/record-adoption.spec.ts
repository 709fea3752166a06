import { given } from '#specification';
import { GoalAdopted } from '../subjects.ts';
import {
  as,
  consented,
  convened,
  convener,
  goal,
  here,
  joined,
  objected,
  partnership,
  proposal,
  proposed,
  second,
  stoodAside,
  third,
  TODAY,
} from '../specification/example.ts';
import { recordAdoption } from './record-adoption.ts';

const record = { ...here, proposal };
const past = proposed({ answerBy: '2020-09-20' });
const adoption = { partnership, proposal, consented: [convener], stoodAside: [], silent: [second] };

describe('RecordAdoption', () => {
  it('adopts once the answer-by date has passed: who is silent stands aside, who records it too', () => {
    given(...convened(second), past, consented(convener))
      .when(recordAdoption, record, as(second))
      .then(GoalAdopted({ ...adoption, goal }));
  });

  it('names each of those active by how it stands', () => {
    given(...convened(second, third), past, consented(convener), stoodAside(third))
      .when(recordAdoption, record, as(convener))
      .then(GoalAdopted({ ...adoption, stoodAside: [third], goal }));
    given(...convened(), past, consented(convener), joined(second))
      .when(recordAdoption, record, as(convener))
      .then(GoalAdopted({ ...adoption, goal }));
  });

  it.each([
    ['until the end of the answer-by date', proposed({ answerBy: TODAY }), 'answers-awaited'],
    ['for ever without such a date', proposed(), 'answers-awaited'],
  ])('waits %s', (_, made, code) => {
    given(...convened(second), made, consented(convener))
      .when(recordAdoption, record, as(convener))
      .refuses(code);
  });

  it.each([
    ['an objection is open', [consented(convener), objected(second)], 'objection-open'],
    ['nobody consented', [stoodAside(convener)], 'no-consent'],
  ])('is refused when %s', (_, before, code) => {
    given(...convened(second), past, ...before)
      .when(recordAdoption, record, as(convener))
      .refuses(code);
  });

  it('refuses what nobody proposed, and changes nothing once adopted', () => {
    given(...convened(second))
      .when(recordAdoption, record, as(second))
      .refuses('proposal-unknown');
    given(...convened(second), past, consented(convener), GoalAdopted({ ...adoption, goal }))
      .when(recordAdoption, record, as(second))
      .changesNothing();
  });
});
