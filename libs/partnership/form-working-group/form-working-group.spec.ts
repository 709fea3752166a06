import { given } from '#specification';
import {
  as,
  convened,
  dated,
  EARLIER,
  EARLY,
  here,
  joined,
  left,
  second,
  work,
} from '../specification/example.ts';
import { WorkingGroupFormed } from '../working-groups.ts';
import { formWorkingGroup } from './form-working-group.ts';

const form = { ...here, ...work };

describe('FormWorkingGroup', () => {
  it('says what for, and who formed it', () => {
    given(...convened(second))
      .when(formWorkingGroup, form, as(second))
      .then(WorkingGroupFormed({ ...form, organisation: second }));
  });

  it('is not dated before its first member joined the partnership', () => {
    given(...convened(second), dated(EARLY, left(second)), dated(EARLY, joined(second)))
      .when(formWorkingGroup, { ...form, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });
});
