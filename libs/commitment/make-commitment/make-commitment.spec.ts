import { Already, type NewEvent } from '#kernel';
import { given, orgId } from '#specification';
import { ENDINGS, OrganisationEnded, OrganisationGoesOn } from '#organisation';
import { BookClosed, BookReopened, closedStream, MembershipClosed, memberStream } from '#partnership';
import { AttributionRejected, CommitmentMade } from '../events.ts';
import {
  about,
  another,
  as,
  attributedTo,
  commitment,
  convener,
  importer,
  joined,
  madeToo,
  mandated,
  owner,
  partnership,
  promise,
  registered,
  schools,
  source,
  sourced,
} from '../specification/example.ts';
import { NOT_STATED } from '../input.ts';
import { commitmentStream } from '../commitment.ts';
import { proposeJointCommitment } from '../joint/propose-joint-commitment/propose-joint-commitment.ts';
import { makePledge } from '../make-pledge/make-pledge.ts';
import { makeCommitment } from './make-commitment.ts';

const say = { partnership, ...promise };
const opened = { ...about, recordedBy: owner, attributed: false, details: promise };

const guard = closedStream(partnership);
const closed = BookClosed({ partnership }, guard);

describe('MakeCommitment', () => {
  it('is not given by an organisation that has ended, nor is what else would be a promise of its own', () => {
    const shares = [owner, convener].map((organisation) => ({ organisation }));
    const ended = OrganisationEnded({ organisation: owner, how: 'dissolved' }, ENDINGS);
    const history = [joined(), registered(owner), registered(convener), ended];
    for (const [command, says] of [
      [makeCommitment, say],
      [makePledge, say],
      [proposeJointCommitment, { ...say, shares }],
    ] as const)
      given(...history)
        .when(command, says, as(owner))
        .refuses('organisation-ended');
    given(...history, OrganisationGoesOn({ organisation: owner }, ENDINGS))
      .when(makeCommitment, say, as(owner))
      .emits('CommitmentMade');
  });

  it('is not given in a closed book, nor are the others that open something, until it is reopened', () => {
    const shares = [owner, convener].map((organisation) => ({ organisation }));
    const opening = [
      [makeCommitment, say],
      [makePledge, say],
      [proposeJointCommitment, { ...say, shares }],
    ] as const;
    for (const [command, says] of opening) {
      const listed = [joined(), registered(owner), registered(convener)];
      given(...listed, closed)
        .when(command, says, as(owner))
        .refuses('partnership-closed');
      const { decision } = given(...listed, closed, BookReopened({ partnership }, guard)).when(
        command,
        says,
        as(owner),
      );
      expect(decision).toHaveLength(1);
    }
    given(joined(), ...[owner, convener].map(registered), closed, {
      ...BookReopened({ partnership }, guard),
      effectiveOn: '2022-01-05',
    })
      .when(proposeJointCommitment, { ...say, shares, effectiveOn: '2022-01-04' }, as(owner))
      .refuses('before-last-change');
  });

  it('needs a statement and a kind, and no more', () => {
    given(joined()).when(makeCommitment, say, as(owner)).then(CommitmentMade(opened));
  });

  it('keeps everything that is said with it', () => {
    const more = {
      places: [
        { place: 'CO', percentage: '60.5' },
        { place: 'PE', percentage: '39.5' },
      ],
      theme: 'Education',
      sdgTargets: ['9.c'],
      window: { from: '2020-10-01', to: '2022-12-31' },
      money: { amount: '1500000', currency: 'USD' },
      outcomes: ['Pupils online'],
      indicators: [schools],
      with: [convener],
      partOf: { commitment: another, contained: true, paymentsContained: true },
      fundedBy: [{ reference: 'XM-DAC-1' }],
      sourceOrganisation: { organisation: owner },
      recipient: { name: 'Ministry of Education' },
      reportEveryMonths: 6,
    };
    given(joined(), madeToo(), registered(), registered(convener))
      .when(makeCommitment, { ...say, ...more }, as(owner))
      .then(CommitmentMade({ ...opened, details: { ...promise, ...more } as never }));
  });

  it('says of a part in full whether its payments are contained, and its book where that is another', () => {
    const partOf = { commitment: another, contained: true };
    const after = (more: object, there: NewEvent) => {
      const says = { ...say, partOf: { ...partOf, ...more } };
      const { decision } = given(joined(), there).when(makeCommitment, says, as(owner));
      return decision;
    };
    const of = (partOf: object) => [{ data: { details: { partOf } } }];
    const here = { ...partOf, paymentsContained: false };
    expect(after({}, madeToo())).toMatchObject(of(here));
    expect(after({ partnership }, madeToo())).toEqual(after({}, madeToo()));
    const elsewhere = `ptn_${'9'.repeat(26)}`;
    const there = { ...madeToo(), stream: commitmentStream(elsewhere, another) };
    expect(after({ partnership: elsewhere }, there)).toMatchObject(of({ ...here, partnership: elsewhere }));
    expect(after({}, there)).toMatchObject({ code: 'commitment-unknown' });
  });

  it('takes percentages of thirds', () => {
    const places = ['CO', 'PE', 'LB'].map((place) => ({ place, percentage: '33.33' }));
    given(joined())
      .when(makeCommitment, { ...say, places }, as(owner))
      .emits('CommitmentMade');
  });

  it('is for active participants, the convener no more than others', () => {
    given(joined()).when(makeCommitment, say, as(convener)).refuses('not-a-participant');
  });

  it('is closed to who has left', () => {
    given(joined(), MembershipClosed({ partnership, organisation: owner }, memberStream(partnership, owner)))
      .when(makeCommitment, say, as(owner))
      .refuses('not-a-participant');
  });

  it.each<[string, object, string]>([
    ['places named twice', { places: [{ place: 'CO' }, { place: 'CO' }] }, 'place-twice'],
    [
      'percentages that total 99.9',
      {
        places: [
          { place: 'CO', percentage: '60' },
          { place: 'PE', percentage: '39.9' },
        ],
      },
      'percentages-not-100',
    ],
    [
      'percentages that total 100 but leave a place without',
      { places: [{ place: 'CO', percentage: '100' }, { place: 'PE' }] },
      'percentages-not-100',
    ],
    ['a window that runs backwards', { window: { from: '2022-01-02', to: '2022-01-01' } }, 'window-reversed'],
    ['a window that says nothing', { window: {} }, 'nothing-said'],
    ['itself as partner', { with: [owner] }, 'own-partner'],
    ['an indicator twice', { indicators: [schools, schools] }, 'indicator-twice'],
    ['a recipient without id or name', { recipient: {} }, 'nothing-named'],
    ['a source organisation without id or name', { sourceOrganisation: {} }, 'nothing-named'],
    ['a parent without id or reference', { partOf: { contained: true } }, 'nothing-named'],
    [
      'the same funding twice',
      { fundedBy: [{ reference: 'XM-1' }, { reference: 'xm-1 ' }] },
      'funding-twice',
    ],
    ['funding without id or reference', { fundedBy: [{}] }, 'nothing-named'],
    ['a partner that is not listed', { with: [orgId('x')] }, 'organisation-unknown'],
    ['a recipient that is not listed', { recipient: { organisation: orgId('x') } }, 'organisation-unknown'],
    [
      'a parent that is not in the book',
      { partOf: { commitment: another, contained: true } },
      'commitment-unknown',
    ],
    [
      'funding that is not in the book',
      { fundedBy: [{ reference: 'a' }, { commitment: another }] },
      'commitment-unknown',
    ],
    ['being part of itself', { partOf: { commitment, contained: false } }, 'part-of-itself'],
    ['being funded by itself', { fundedBy: [{ commitment }] }, 'part-of-itself'],
  ])('refuses %s', (_, details, code) => {
    given(joined())
      .when(makeCommitment, { ...say, ...details }, as(owner))
      .refuses(code);
  });

  it('takes places without percentages', () => {
    given(joined())
      .when(makeCommitment, { ...say, places: [{ place: 'CO' }, { place: '145' }] }, as(owner))
      .emits('CommitmentMade');
  });

  describe('on behalf of another', () => {
    const record = { ...say, ...attributedTo };

    it('is an attributed record under a mandate, and marks the source record', () => {
      given(mandated(), registered())
        .when(makeCommitment, record, as(importer))
        .then(
          CommitmentMade({ ...opened, recordedBy: importer, attributed: true, source }),
          sourced(1, commitment, opened.details),
        );
    });

    it('may be of an organisation that the source does not state', () => {
      given(mandated())
        .when(makeCommitment, { ...record, onBehalfOf: NOT_STATED }, as(importer))
        .emits('CommitmentMade', 'SourceRecorded');
    });

    it('needs a mandate: being a participant, or the convener, is not enough', () => {
      given(joined(convener), registered()).when(makeCommitment, record, as(convener)).refuses('no-mandate');
    });

    it('needs a mandate for that very source', () => {
      given(mandated(importer, 'iati'), registered())
        .when(makeCommitment, record, as(importer))
        .refuses('no-mandate');
    });

    it('says where it was found', () => {
      given(mandated(), registered())
        .when(makeCommitment, { ...record, source: undefined }, as(importer))
        .refuses('source-missing');
    });

    it('names a listed organisation', () => {
      given(mandated()).when(makeCommitment, record, as(importer)).refuses('organisation-unknown');
    });

    it('is made once: the same again is known, under the id that stands', () => {
      const known = [sourced(1, another), sourced(1, another, opened.details)];
      for (const one of known) {
        const { decision } = given(mandated(), registered(), one).when(makeCommitment, record, as(importer));
        expect(decision).toEqual(new Already({ commitment: another }));
      }
    });

    it.each<[string, object, string]>([
      ['a newer version', { source: { ...source, version: 2 } }, 'record-changed'],
      ['other values under the same version', { statement: 'More' }, 'record-changed'],
      ['another provenance', { source: { ...source, tags: { updatedAt: '2020-12-01' } } }, 'record-changed'],
      ['an older version', { source: { ...source, version: 0 } }, 'record-older'],
    ])('is not taken for what is in: %s of a known record', (_, different, code) => {
      given(mandated(), registered(), sourced(1, another, opened.details))
        .when(makeCommitment, { ...record, ...different }, as(importer))
        .refuses(code);
    });

    it('is not recorded again once its owner has ended it', () => {
      const ended = AttributionRejected(
        { partnership, commitment: another, organisation: owner },
        commitmentStream(partnership, another),
      );
      given(mandated(), registered(), madeToo(), ended, sourced(1, another, opened.details))
        .when(makeCommitment, record, as(importer))
        .refuses('record-ended');
    });

    it('takes another record of the same source for another commitment', () => {
      given(mandated(), registered(), sourced())
        .when(makeCommitment, { ...record, source: { ...source, record: '201235' } }, as(importer))
        .emits('CommitmentMade', 'SourceRecorded');
    });
  });

  it('can be of a source record for oneself, under a mandate, and is then not attributed', () => {
    const { decision } = given(joined(), mandated(owner)).when(makeCommitment, { ...say, source }, as(owner));
    expect(decision).toMatchObject([{ data: { attributed: false, source } }, { type: 'SourceRecorded' }]);
  });

  it('takes no source record without a mandate, so that nobody keeps an importer from it', () => {
    given(joined())
      .when(makeCommitment, { ...say, source }, as(owner))
      .refuses('no-mandate');
  });
});
