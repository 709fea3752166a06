import { given } from '#specification';
import {
  as,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  formed,
  here,
  joined,
  joinedGroup,
  left,
  second,
  work,
} from '../specification/example.ts';
import { WorkingGroupClosed, WorkingGroupJoined } from '../working-groups.ts';
import { joinWorkingGroup } from './join-working-group.ts';

const join = { ...here, group: work.group };
const closed = WorkingGroupClosed({ ...join, closedBy: convener });
const entering = WorkingGroupJoined({ ...join, organisation: second });

describe('JoinWorkingGroup', () => {
  it('is open to any participant', () => {
    given(...convened(second), formed(convener))
      .when(joinWorkingGroup, join, as(second))
      .then(entering);
  });

  it.each([
    ['who formed it', [formed(second)]],
    ['who has joined', [formed(convener), joinedGroup(second)]],
    ['who has joined, and it was closed since', [formed(convener), joinedGroup(second), closed]],
  ])('changes nothing for %s', (_, before) => {
    given(...convened(second), ...before)
      .when(joinWorkingGroup, join, as(second))
      .changesNothing();
  });

  it('is new for who left it with the partnership', () => {
    given(...convened(second), formed(convener), joinedGroup(second), left(second), joined(second))
      .when(joinWorkingGroup, join, as(second))
      .then(entering);
  });

  it('refuses a group that nobody formed, or that is closed', () => {
    given(...convened(second))
      .when(joinWorkingGroup, join, as(second))
      .refuses('working-group-unknown');
    given(...convened(second), formed(convener), closed)
      .when(joinWorkingGroup, join, as(second))
      .refuses('working-group-closed');
  });

  it.each([
    ['the group was formed', [dated(EARLY, formed(convener))]],
    [
      'it joined the partnership',
      [dated(FIRST, formed(convener)), dated(EARLY, left(second)), dated(EARLY, joined(second))],
    ],
  ])('is not dated before %s', (_, before) => {
    given(...convened(second), ...before)
      .when(joinWorkingGroup, { ...join, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });
});
