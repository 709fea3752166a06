import type { NewEvent } from '#kernel';
import { given } from '#specification';
import { amendCommitment } from './amend-commitment/amend-commitment.ts';
import { commitmentStream } from './commitment.ts';
import { detailCommitment } from './detail-commitment/detail-commitment.ts';
import { CommitmentAmended, CommitmentMade } from './events.ts';
import { another, as, commitment, here, made, owner, partnership, promise } from './specification/example.ts';

const idOf = (i: number) => `cmt_${String(i).padStart(26, '0')}`;
const elsewhere = `ptn_${'9'.repeat(26)}`;
const isPartOf = (parent: string, more: object = {}) => ({
  partOf: { commitment: parent, contained: true, paymentsContained: false, ...more },
});
/** Another commitment, in whichever book, that is part of a parent. */
const also = (id: string, details: object, book = partnership): NewEvent =>
  CommitmentMade(
    {
      partnership: book,
      commitment: id,
      organisation: owner,
      recordedBy: owner,
      attributed: false,
      details: { ...promise, ...details },
    },
    commitmentStream(book, id),
  );
const detailing = (...others: NewEvent[]) =>
  given(made(), ...others).when(detailCommitment, { ...here, ...isPartOf(another) }, as(owner));

describe('a part of a part', () => {
  it('is taken, however far up that goes, while it does not come back', () => {
    detailing(also(another, isPartOf(idOf(1))), also(idOf(1), isPartOf(idOf(2))), also(idOf(2), {})).emits(
      'CommitmentDetailed',
    );
  });

  it('is refused where it would be part of itself, over one step or several, contained or not', () => {
    detailing(also(another, isPartOf(commitment))).refuses('part-circle');
    detailing(also(another, isPartOf(commitment, { contained: false }))).refuses('part-circle');
    const three = [also(another, isPartOf(idOf(1))), also(idOf(1), isPartOf(commitment))];
    detailing(...three).refuses('part-circle');
    given(made(isPartOf(idOf(2))), also(idOf(2), {}), ...three)
      .when(amendCommitment, { ...here, ...isPartOf(another), reason: 'It is' }, as(owner))
      .refuses('part-circle');
  });

  it('is refused over other books, too', () => {
    detailing(
      also(another, isPartOf(idOf(1), { partnership: elsewhere })),
      also(idOf(1), isPartOf(commitment, { partnership }), elsewhere),
    ).refuses('part-circle');
  });

  it('is taken where the other is no part of this one any more on the days on which this is', () => {
    const left = CommitmentAmended(
      {
        partnership,
        commitment: another,
        organisation: owner,
        before: isPartOf(commitment),
        after: isPartOf(idOf(1)),
        reason: 'It is not',
      },
      commitmentStream(partnership, another),
    );
    const others = [
      also(another, isPartOf(commitment)),
      { ...left, effectiveOn: '2021-01-01' },
      also(idOf(1), {}),
    ];
    const from = (effectiveOn: string) =>
      given(made(), ...others).when(
        detailCommitment,
        { ...here, ...isPartOf(another), effectiveOn },
        as(owner),
      );
    from('2021-01-01').emits('CommitmentDetailed');
    from('2020-12-31').refuses('part-circle');
  });

  it('goes on where an old book has a circle above it', () => {
    detailing(also(another, isPartOf(idOf(1))), also(idOf(1), isPartOf(another))).emits('CommitmentDetailed');
  });

  it('is refused below a hundred others, each part of the next', () => {
    const line = Array.from({ length: 120 }, (_, i) =>
      also(i === 0 ? another : idOf(i), isPartOf(idOf(i + 1))),
    );
    detailing(...line).refuses('part-too-deep');
  });
});
