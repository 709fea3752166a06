import { given } from '#specification';
import { ParticipantJoined, PartnershipConvened } from '../events.ts';
import { MembershipOpened, memberStream } from '../membership.ts';
import { as, partnership, problem, scope, stranger } from '../specification/example.ts';
import { convenePartnership } from './convene-partnership.ts';

const convene = { title: 'Connectivity', problem, scope };
const own = { partnership, organisation: stranger };
const member = MembershipOpened(own, memberStream(partnership, stranger));

describe('ConvenePartnership', () => {
  it('is open to any organisation, which joins in the same append', () => {
    given()
      .when(convenePartnership, { ...convene, priorities: ['Reach'] }, as(stranger))
      .then(
        PartnershipConvened({ ...own, ...convene }),
        ParticipantJoined({ ...own, priorities: ['Reach'] }),
        member,
      );
  });

  it('may belong to a programme, and need not say priorities', () => {
    const programme = 'UN75';
    given()
      .when(convenePartnership, { ...convene, programme }, as(stranger))
      .then(
        PartnershipConvened({ ...own, ...convene, programme }),
        ParticipantJoined({ ...own, priorities: [] }),
        member,
      );
  });
});
