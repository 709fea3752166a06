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
  third,
  work,
} from '../specification/example.ts';
import { WorkingGroupClosed } from '../working-groups.ts';
import { closeWorkingGroup } from './close-working-group.ts';

const close = { ...here, group: work.group, reason: 'It is done' };
const closed = WorkingGroupClosed({ ...close, closedBy: second });

describe('CloseWorkingGroup', () => {
  it('may be given by any of its members, and needs no reason', () => {
    given(...convened(second), formed(convener), joinedGroup(second))
      .when(closeWorkingGroup, close, as(second))
      .then(closed);
    given(...convened(second), formed(second))
      .when(closeWorkingGroup, { ...here, group: work.group }, as(second))
      .then(WorkingGroupClosed({ ...here, group: work.group, closedBy: second }));
  });

  it.each([
    ['who never joined it', [formed(convener)]],
    ['who left it with the partnership', [formed(second), left(second), joined(second)]],
  ])('is refused to %s', (_, before) => {
    given(...convened(second), ...before)
      .when(closeWorkingGroup, close, as(second))
      .refuses('not-a-member');
  });

  it('changes nothing said again, and is final', () => {
    const history = [...convened(second), formed(convener), joinedGroup(second), closed];
    given(...history)
      .when(closeWorkingGroup, close, as(second))
      .changesNothing();
    given(...history)
      .when(closeWorkingGroup, close, as(convener))
      .refuses('working-group-closed');
  });

  it('refuses a group that nobody formed', () => {
    given(...convened(second))
      .when(closeWorkingGroup, close, as(second))
      .refuses('working-group-unknown');
  });

  it('is not dated before somebody joined it, gone since or not', () => {
    const history = [
      ...convened(second, third),
      dated(FIRST, formed(second)),
      dated(EARLY, joinedGroup(third)),
    ];
    for (const since of [[], [dated(EARLY, left(third))]])
      given(...history, ...since)
        .when(closeWorkingGroup, { ...close, effectiveOn: EARLIER }, as(second))
        .refuses('before-last-change');
  });
});
