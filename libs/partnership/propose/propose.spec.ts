import { given } from '#specification';
import { ProposalMade } from '../consent.ts';
import { as, convened, goal, here, paused, proposed, second, TODAY } from '../specification/example.ts';
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

  it('leaves everybody at least today to answer', () => {
    given(...convened(second))
      .when(propose, { ...proposal, answerBy: TODAY }, as(second))
      .then(ProposalMade({ ...proposal, answerBy: TODAY, proposedBy: second }));
    given(...convened(second))
      .when(propose, { ...proposal, answerBy: '2020-09-20' }, as(second))
      .refuses('answer-by-passed');
  });

  it('changes nothing when it comes again after its answer-by date', () => {
    given(...convened(second), ProposalMade({ ...proposal, answerBy: '2020-09-20', proposedBy: second }))
      .when(propose, { ...proposal, answerBy: '2020-09-20' }, as(second))
      .changesNothing();
  });
});
