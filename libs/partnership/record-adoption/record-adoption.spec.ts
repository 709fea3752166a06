import { given } from '#specification';
import { GoalAdopted } from '../subjects.ts';
import {
  as,
  consented,
  convened,
  convener,
  EARLY,
  FIRST,
  goal,
  here,
  joined,
  objected,
  partnership,
  proposal,
  proposed,
  recordedOn,
  second,
  stoodAside,
  stranger,
  third,
  TODAY,
} from '../specification/example.ts';
import { recordAdoption } from './record-adoption.ts';

const record = { ...here, proposal };
const past = proposed({ answerBy: '2020-09-20' });
const adoption = { partnership, proposal, consented: [convener], stoodAside: [], silent: [second] };

describe('RecordAdoption', () => {
  it('adopts once the answer-by date has passed: who is silent stands aside, who records it too', () => {
    given(...convened(second, third), past, consented(convener), consented(third))
      .when(recordAdoption, record, as(second))
      .then(GoalAdopted({ ...adoption, consented: [convener, third], goal }));
  });

  it('names each of those active by how it stands', () => {
    given(...convened(second, third), past, consented(convener), consented(second), stoodAside(third))
      .when(recordAdoption, record, as(convener))
      .then(
        GoalAdopted({ ...adoption, consented: [convener, second], stoodAside: [third], silent: [], goal }),
      );
    given(
      ...convened(second, third, stranger),
      past,
      consented(convener),
      consented(third),
      stoodAside(stranger),
    )
      .when(recordAdoption, record, as(convener))
      .then(GoalAdopted({ ...adoption, consented: [convener, third], stoodAside: [stranger], goal }));
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
    ['only one of two has consented', [consented(convener)], 'second-consent-missing'],
  ])('is refused when %s', (_, before, code) => {
    given(...convened(second), past, ...before)
      .when(recordAdoption, record, as(convener))
      .refuses(code);
  });

  it('waits fourteen days for whoever joined after it was proposed, and as long for nobody else', () => {
    const made = recordedOn(EARLY, proposed({ answerBy: '2020-04-01' }));
    const long = convened(second, third).map((event) => recordedOn(FIRST, event));
    const book = [...long, made, consented(convener), consented(second)];
    for (const [on, code] of [
      ['2020-09-07', 'answers-awaited'],
      ['2020-09-06', undefined],
    ] as const) {
      const { decision } = given(...book, recordedOn(on, joined(stranger))).when(
        recordAdoption,
        record,
        as(convener),
      );
      expect(decision).toMatchObject(code ? { code } : [{ data: { silent: [third, stranger] } }]);
    }
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
