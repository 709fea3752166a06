import { given } from '#specification';
import { CommitmentDetailed } from '../events.ts';
import {
  about,
  another,
  as,
  commitment,
  here,
  joined,
  made,
  owner,
  promise,
  schools,
  stranger,
  usd,
} from '../specification/example.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { detailsOn } from '../commitment.ts';
import { Story } from '../specification/story.ts';
import { detailCommitment } from './detail-commitment.ts';

const places = [
  { place: 'CO', percentage: '60' },
  { place: 'PE', percentage: '40' },
];

describe('DetailCommitment', () => {
  it('fills in what was left open', () => {
    const details = { places, money: usd('100'), indicators: [schools] };
    given(made())
      .when(detailCommitment, { ...here, ...details }, as(owner))
      .then(CommitmentDetailed({ ...about, details }));
  });

  it('adds only what is new, and nothing when the same is said again', () => {
    given(made({ theme: 'Education' }))
      .when(detailCommitment, { ...here, theme: 'Education', reportEveryMonths: 6 }, as(owner))
      .then(CommitmentDetailed({ ...about, details: { reportEveryMonths: 6 } }));
    given(made({ theme: 'Education' }))
      .when(detailCommitment, { ...here, theme: 'Education' }, as(owner))
      .changesNothing();
  });

  it('replaces nothing: that is an amendment', () => {
    given(made({ money: usd('100') }))
      .when(detailCommitment, { ...here, money: usd('150'), theme: 'Education' }, as(owner))
      .refuses('already-said');
  });

  it('fills in the time before something was said, and leaves what was said from its day on', () => {
    const by = { by: owner };
    const story = new Story(joined())
      .go(makeCommitment, { ...promise, effectiveOn: '2021-01-01' }, by)
      .go(detailCommitment, { theme: 'Education', effectiveOn: '2021-03-01' }, by)
      .go(detailCommitment, { theme: 'Schools', effectiveOn: '2021-02-01' }, by);
    const themes = ['2021-01-31', '2021-02-01', '2021-03-01'].map(
      (day) => detailsOn(story.commitment(), day).theme,
    );
    expect(themes).toEqual([undefined, 'Schools', 'Education']);
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'nothing-said'],
    [
      'percentages that do not total 100',
      { places: [{ place: 'CO', percentage: '60' }] },
      'percentages-not-100',
    ],
    ['a place twice', { places: [{ place: 'CO' }, { place: 'CO' }] }, 'place-twice'],
    ['a window that runs backwards', { window: { from: '2022-02-01', to: '2022-01-01' } }, 'window-reversed'],
    ['a window that says nothing', { window: {} }, 'nothing-said'],
    ['itself as partner', { with: [owner] }, 'own-partner'],
    ['an indicator twice', { indicators: [schools, schools] }, 'indicator-twice'],
    ['a party without id or name', { recipient: {} }, 'nothing-named'],
    ['an organisation that is not listed', { with: [stranger] }, 'organisation-unknown'],
    ['a commitment that is not in the book', { fundedBy: [{ commitment: another }] }, 'commitment-unknown'],
    ['itself as its parent', { partOf: { commitment, contained: true } }, 'part-of-itself'],
  ])('refuses %s', (_, details, code) => {
    given(made())
      .when(detailCommitment, { ...here, ...details }, as(owner))
      .refuses(code);
  });
});
