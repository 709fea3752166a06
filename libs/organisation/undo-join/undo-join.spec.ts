import { given, orgId } from '#specification';
import { DuplicateJoined, DuplicateParted, DuplicateReleased } from '../duplicate.ts';
import { OrganisationRegistered, organisationStream } from '../organisation.ts';
import { OrganisationActed, OrganisationUnmuted, voiceStream } from '../voice.ts';
import { undoJoin } from './undo-join.ts';

const [organisation, kept] = [orgId('twice'), orgId('itu')];
const reason = 'They are two';
const listed = OrganisationRegistered({ organisation, name: 'ITU', registeredBy: kept });
const joined = DuplicateJoined({ organisation, kept, reason });
const asOperator = { self: organisation, actor: { organisation: 'operator', roles: ['operator'] } };

describe('UndoJoin', () => {
  it('lets the duplicate speak for itself again, and says so at both', () => {
    given(listed, joined)
      .when(undoJoin, { organisation, reason }, asOperator)
      .then(
        DuplicateParted({ organisation, kept, reason }),
        DuplicateReleased({ organisation: kept, duplicate: organisation, reason }, organisationStream(kept)),
        OrganisationUnmuted({ organisation }, voiceStream(organisation)),
      );
  });

  it('is waited for again where it takes part', () => {
    given(listed, joined, OrganisationActed({ organisation }, voiceStream(organisation)))
      .when(undoJoin, { organisation, reason }, asOperator)
      .emits('DuplicateParted', 'DuplicateReleased', 'OrganisationUnmuted', 'OrganisationGoesOn');
  });

  it('is of one that was joined', () => {
    given(listed).when(undoJoin, { organisation, reason }, asOperator).refuses('not-joined');
    const parted = DuplicateParted({ organisation, kept, reason });
    given(listed, joined, parted).when(undoJoin, { organisation, reason }, asOperator).refuses('not-joined');
    given().when(undoJoin, { organisation, reason }, asOperator).refuses('organisation-unknown');
  });
});
