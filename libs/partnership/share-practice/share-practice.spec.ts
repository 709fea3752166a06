import { given } from '#specification';
import { PracticeShared } from '../announcements.ts';
import { as, convened, EARLY, here, met, second } from '../specification/example.ts';
import { sharePractice } from './share-practice.ts';

const share = { ...here, practice: 'masts', title: 'Shared masts', text: 'One builds, both use' };

describe('SharePractice', () => {
  it('says how it is done, where to read more, and who shares it', () => {
    const link = 'https://example.org/masts';
    given(...convened(second))
      .when(sharePractice, { ...share, link }, as(second))
      .then(PracticeShared({ ...share, link, organisation: second }));
  });

  it('may come from a meeting that is on record, and was held by then', () => {
    const from = { ...share, meeting: 'showcase' };
    given(...convened(second), met('showcase'))
      .when(sharePractice, from, as(second))
      .then(PracticeShared({ ...from, organisation: second }));
    given(...convened(second))
      .when(sharePractice, from, as(second))
      .refuses('meeting-unknown');
    given(...convened(second), met('showcase'))
      .when(sharePractice, { ...from, effectiveOn: EARLY }, as(second))
      .refuses('before-last-change');
  });
});
