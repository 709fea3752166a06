import { given } from '#specification';
import { ProposalMade } from '../proposals.ts';
import { as, convened, goal, here, paused, proposed, second } from '../specification/example.ts';
import { propose } from './propose.ts';

const proposal = { ...here, proposal: 'b', subject: 'goal', text: goal } as const;

describe('Propose', () => {
  it.each(['goal', 'closing'] as const)(
    'puts a text on the %s to everybody, and consents to nothing',
    (subject) => {
      given(...convened(second))
        .when(propose, { ...proposal, subject }, as(second))
        .then(ProposalMade({ ...proposal, subject, proposedBy: second }));
    },
  );

  it('takes a new text under a new id, beside the old one, in a pause too', () => {
    given(...convened(second), proposed(), paused())
      .when(propose, { ...proposal, text: 'And every clinic' }, as(second))
      .emits('ProposalMade');
  });

  it('leaves everybody fourteen days to answer, and thirty on what becomes of the whole', () => {
    const book = given(...convened(second));
    const [last, first] = ['2020-10-04', '2020-10-05'];
    book.when(propose, { ...proposal, answerBy: last }, as(second)).refuses('answer-by-too-soon');
    book
      .when(propose, { ...proposal, answerBy: first }, as(second))
      .then(ProposalMade({ ...proposal, answerBy: first, proposedBy: second }));
    for (const subject of ['closing', 'hand-over']) {
      const whole = { ...proposal, subject, ...(subject === 'closing' ? {} : { to: second }) };
      book.when(propose, { ...whole, answerBy: '2020-10-20' }, as(second)).refuses('answer-by-too-soon');
      book.when(propose, { ...whole, answerBy: '2020-10-21' }, as(second)).emits('ProposalMade');
    }
  });

  it('changes nothing when it comes again after its answer-by date', () => {
    given(...convened(second), ProposalMade({ ...proposal, answerBy: '2020-09-20', proposedBy: second }))
      .when(propose, { ...proposal, answerBy: '2020-09-20' }, as(second))
      .changesNothing();
  });
});
