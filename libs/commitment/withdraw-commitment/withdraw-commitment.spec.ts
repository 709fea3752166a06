import { given } from '#specification';
import { CommitmentWithdrawn } from '../events.ts';
import {
  about,
  as,
  attributedTo,
  disbursed,
  here,
  importer,
  made,
  mandated,
  owner,
  pledged,
  recorded,
} from '../specification/example.ts';
import { withdrawCommitment } from './withdraw-commitment.ts';

describe('WithdrawCommitment', () => {
  it('takes it back, a pledge too, and nobody has to say why', () => {
    for (const promise of [made(), pledged()])
      given(promise, disbursed()).when(withdrawCommitment, here, as(owner)).then(CommitmentWithdrawn(about));
  });

  it('keeps the reason that is given', () => {
    const reason = 'The budget was not approved';
    given(made())
      .when(withdrawCommitment, { ...here, reason }, as(owner))
      .then(CommitmentWithdrawn({ ...about, reason }));
  });

  it('is open to the recorder of a record that nobody confirmed', () => {
    given(mandated(), recorded())
      .when(withdrawCommitment, { ...here, ...attributedTo }, as(importer))
      .emits('CommitmentWithdrawn');
  });
});
