import { given } from '#specification';
import { DecisionAnnounced } from '../announcements.ts';
import { as, convened, EARLY, here, met, second } from '../specification/example.ts';
import { announceDecision } from './announce-decision.ts';

const announce = { ...here, decision: 'pilot', text: 'We begin in Colombia' };

describe('AnnounceDecision', () => {
  it('says what was decided, and who announces it', () => {
    given(...convened(second))
      .when(announceDecision, announce, as(second))
      .then(DecisionAnnounced({ ...announce, organisation: second }));
  });

  it('may come from a meeting that is on record, and was held by then', () => {
    const from = { ...announce, meeting: 'working' };
    given(...convened(second), met('working'))
      .when(announceDecision, from, as(second))
      .then(DecisionAnnounced({ ...from, organisation: second }));
    given(...convened(second))
      .when(announceDecision, from, as(second))
      .refuses('meeting-unknown');
    given(...convened(second), met('working'))
      .when(announceDecision, { ...from, effectiveOn: EARLY }, as(second))
      .refuses('before-last-change');
  });
});
