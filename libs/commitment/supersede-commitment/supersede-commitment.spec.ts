import { given } from '#specification';
import { commitmentStream } from '../commitment.ts';
import { CommitmentSuperseded, CommitmentWithdrawn } from '../events.ts';
import {
  about,
  another,
  as,
  attributedTo,
  commitment,
  here,
  importer,
  made,
  madeToo,
  mandated,
  owner,
  partnership,
  recorded,
  stranger,
} from '../specification/example.ts';
import { supersedeCommitment } from './supersede-commitment.ts';

const supersede = { ...here, by: another, reason: 'Widened to Peru' };
const withdrawn = CommitmentWithdrawn(
  { ...about, commitment: another },
  commitmentStream(partnership, another),
);
const attributed = { attributed: true, recordedBy: importer };

describe('SupersedeCommitment', () => {
  it('ends a commitment in favour of another of the same owner', () => {
    given(made(), madeToo())
      .when(supersedeCommitment, supersede, as(owner))
      .then(CommitmentSuperseded({ ...about, by: another, reason: 'Widened to Peru' }));
  });

  it.each<[string, object, string]>([
    ['of another owner', { organisation: stranger }, 'successor-not-own'],
    ['that it has yet to confirm', attributed, 'successor-not-own'],
  ])('refuses a successor %s', (_, data, code) => {
    given(made(), madeToo(data)).when(supersedeCommitment, supersede, as(owner)).refuses(code);
  });

  it('refuses itself, one that is not there, and one that ended', () => {
    given(made())
      .when(supersedeCommitment, { ...supersede, by: commitment }, as(owner))
      .refuses('own-successor');
    given(made()).when(supersedeCommitment, supersede, as(owner)).refuses('commitment-unknown');
    given(made(), madeToo(), withdrawn)
      .when(supersedeCommitment, supersede, as(owner))
      .refuses('successor-ended');
  });

  it('refuses a day before its successor stands: between the two, neither would', () => {
    const later = { ...madeToo(), effectiveOn: '2021-05-01' };
    const book = given(made(), later);
    book
      .when(supersedeCommitment, { ...supersede, effectiveOn: '2021-04-30' }, as(owner))
      .refuses('before-last-change');
    book
      .when(supersedeCommitment, { ...supersede, effectiveOn: '2021-05-01' }, as(owner))
      .emits('CommitmentSuperseded');
  });

  it('lets a recorder supersede one record by another about the same organisation', () => {
    given(mandated(), recorded(), madeToo(attributed))
      .when(supersedeCommitment, { ...supersede, ...attributedTo }, as(importer))
      .emits('CommitmentSuperseded');
  });
});
