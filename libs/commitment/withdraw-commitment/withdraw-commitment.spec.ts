import type { NewEvent } from '#kernel';
import { given } from '#specification';
import { CommitmentWithdrawn } from '../events.ts';
import { jointCommitment, share } from '../joint/specification/example.ts';
import {
  about,
  another,
  as,
  attributedTo,
  disbursed,
  here,
  importer,
  made,
  madeToo,
  mandated,
  owner,
  pledged,
  recorded,
  stranger,
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

  it('is not how a party leaves a joint commitment; who took its share over is no party', () => {
    const withdraws = ({ stream: _, ...opened }: NewEvent) =>
      given(opened).when(withdrawCommitment, here, as(owner));
    withdraws(share(owner, here)).refuses('share-of-joint-commitment');
    const transferOf = { commitment: another, organisation: stranger };
    withdraws(madeToo({ ...here, joint: jointCommitment, transferOf })).emits('CommitmentWithdrawn');
  });

  it('is open to the recorder of a record that nobody confirmed', () => {
    given(mandated(), recorded())
      .when(withdrawCommitment, { ...here, ...attributedTo }, as(importer))
      .emits('CommitmentWithdrawn');
  });
});
