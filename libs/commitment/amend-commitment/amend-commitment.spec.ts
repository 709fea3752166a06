import { given } from '#specification';
import { detailsOn } from '../commitment.ts';
import { CommitmentAmended } from '../events.ts';
import {
  about,
  another,
  as,
  attributedTo,
  commitment,
  here,
  importer,
  joined,
  made,
  mandated,
  owner,
  promise,
  recorded,
  registered,
  schools,
  source,
  sourced,
  stranger,
  usd,
} from '../specification/example.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { Story } from '../specification/story.ts';
import { amendCommitment } from './amend-commitment.ts';

const reason = 'A second donor joined';
const raised = { ...here, money: usd('150'), reason };

describe('AmendCommitment', () => {
  it('replaces what was said: before, after and reason stay', () => {
    given(made({ money: usd('100') }))
      .when(amendCommitment, raised, as(owner))
      .then(
        CommitmentAmended({ ...about, before: { money: usd('100') }, after: { money: usd('150') }, reason }),
      );
  });

  it('replaces statement and kind too, and names only what changes', () => {
    const after = { statement: 'Connect 150 schools' };
    given(made())
      .when(amendCommitment, { ...here, ...after, kind: promise.kind, reason }, as(owner))
      .then(CommitmentAmended({ ...about, before: { statement: promise.statement }, after, reason }));
  });

  it('changes nothing when it says what stands', () => {
    given(made({ money: usd('150') }))
      .when(amendCommitment, raised, as(owner))
      .changesNothing();
  });

  it('changes nothing when it says what stands with other zeros behind', () => {
    given(made({ money: usd('150') }))
      .when(amendCommitment, { ...raised, money: usd('150.00') }, as(owner))
      .changesNothing();
  });

  it('refuses itself as partner', () => {
    given(made({ with: [stranger] }), registered())
      .when(amendCommitment, { ...here, with: [owner], reason }, as(owner))
      .refuses('own-partner');
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'nothing-said'],
    ['what was left open', { theme: 'Education' }, 'not-yet-said'],
    [
      'percentages that do not total 100',
      { places: [{ place: 'CO', percentage: '60' }] },
      'percentages-not-100',
    ],
    ['a place twice', { places: [{ place: 'CO' }, { place: 'CO' }] }, 'place-twice'],
    ['a window that runs backwards', { window: { from: '2022-02-01', to: '2022-01-01' } }, 'window-reversed'],
    ['an indicator twice', { indicators: [schools, schools] }, 'indicator-twice'],
    ['a party without id or name', { recipient: {} }, 'nothing-named'],
    ['an organisation that is not listed', { recipient: { organisation: stranger } }, 'organisation-unknown'],
    [
      'a commitment that is not in the book',
      { partOf: { commitment: another, contained: true } },
      'commitment-unknown',
    ],
    ['itself as its parent', { partOf: { commitment, contained: true } }, 'part-of-itself'],
  ])('refuses %s', (_, details, code) => {
    const said = {
      places: [{ place: 'PE' }],
      window: { to: '2023-01-01' },
      indicators: [schools],
      recipient: { name: 'A ministry' },
      partOf: { reference: 'XM-DAC-1', contained: false },
    };
    given(made(said))
      .when(amendCommitment, { ...here, ...details, reason }, as(owner))
      .refuses(code);
  });

  describe('in time', () => {
    const by = { by: owner };
    const begun = () =>
      new Story(joined()).go(
        makeCommitment,
        { ...promise, money: usd('100'), effectiveOn: '2020-10-01' },
        by,
      );
    const amountOn = (story: Story, day: string) => detailsOn(story.commitment(), day).money?.amount;

    it('stands from its day, whatever the order in which amendments were recorded', () => {
      const story = begun()
        .go(amendCommitment, { money: usd('150'), reason, effectiveOn: '2021-03-01' }, by)
        .go(amendCommitment, { money: usd('120'), reason, effectiveOn: '2021-01-01' }, by);
      expect(
        [
          '2020-09-30',
          '2020-10-01',
          '2020-12-31',
          '2021-01-01',
          '2021-02-28',
          '2021-03-01',
          '9999-12-31',
        ].map((day) => amountOn(story, day)),
      ).toEqual([undefined, '100', '100', '120', '120', '150', '150']);
    });

    it('says what stood before on its own day', () => {
      const story = begun().go(amendCommitment, { money: usd('150'), reason, effectiveOn: '2021-03-01' }, by);
      expect(
        story.tell(amendCommitment, { money: usd('120'), reason, effectiveOn: '2021-01-01' }, by),
      ).toMatchObject([{ data: { before: { money: usd('100') }, after: { money: usd('120') } } }]);
    });

    it('stands as said last, where two are of one day', () => {
      const story = begun()
        .go(amendCommitment, { money: usd('150'), reason, effectiveOn: '2021-03-01' }, by)
        .go(amendCommitment, { money: usd('140'), reason, effectiveOn: '2021-03-01' }, by);
      expect(amountOn(story, '2021-03-01')).toBe('140');
    });
  });

  describe('from a source record', () => {
    const imported = [mandated(), registered(), recorded(), sourced(1)];
    const record = (version: number) => ({
      ...here,
      reason,
      onBehalfOf: owner,
      source: { ...source, version },
    });
    const marked = (details: object, version = 2) => sourced(version, commitment, details);

    const other = { statement: 'Connect 150 schools' };
    const amended = CommitmentAmended({
      ...about,
      before: { statement: promise.statement },
      after: other,
      reason,
    });

    it('amends by a higher version, which is marked with what is recorded of it', () => {
      given(...imported)
        .when(amendCommitment, { ...record(2), ...other }, as(importer))
        .then(amended, marked({ ...promise, ...other }));
    });

    it('marks a change of the record that changes nothing we keep, also under the same version', () => {
      const same = CommitmentAmended({ ...about, before: {}, after: {}, reason });
      given(...imported)
        .when(amendCommitment, record(2), as(importer))
        .then(same, marked(promise));
      const tags = { updatedAt: '2020-12-01' };
      given(...imported)
        .when(amendCommitment, { ...record(1), source: { ...source, tags } }, as(importer))
        .emits('CommitmentAmended', 'SourceRecorded');
    });

    it('amends by other values under the same version: sources do that', () => {
      given(mandated(), registered(), recorded(), marked(promise, 1))
        .when(amendCommitment, { ...record(1), ...other }, as(importer))
        .then(amended, marked({ ...promise, ...other }, 1));
    });

    it('changes nothing by the same again, whichever of its values it says', () => {
      for (const said of [{}, promise, { kind: promise.kind }])
        given(mandated(), registered(), recorded(), marked(promise, 1))
          .when(amendCommitment, { ...record(1), ...said }, as(importer))
          .changesNothing();
    });

    it('takes no lower version', () => {
      given(...imported, marked(promise, 2))
        .when(amendCommitment, { ...record(1), ...other }, as(importer))
        .refuses('record-older');
    });

    it('is of the record that the commitment came from', () => {
      given(...imported, sourced(1, another))
        .when(amendCommitment, { ...here, ...attributedTo, statement: 'x', reason }, as(importer))
        .refuses('source-differs');
      given(mandated(owner), made())
        .when(amendCommitment, { ...here, source, statement: 'x', reason }, as(owner))
        .refuses('source-differs');
    });
  });
});
