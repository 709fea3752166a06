import { given } from '#specification';
import { SuccessorNamed, SUCCESSIONS } from '#organisation';
import { commitmentStream } from '../commitment.ts';
import { CommitmentMade, CommitmentSuperseded } from '../events.ts';
import {
  about,
  another,
  as,
  convener,
  here,
  joined,
  made,
  owner,
  partnership,
  promise,
  recorded,
  stranger,
} from '../specification/example.ts';
import { takeOver } from './take-over.ts';

const accepted = (organisation: string, successor: string) =>
  SuccessorNamed({ organisation, successor, accepted: true }, SUCCESSIONS);
const taking = { ...as(stranger), opened: { commitment: another } };

describe('TakeOver', () => {
  it('goes on with what an ended organisation left, as its own, without an offer', () => {
    given(joined(stranger), accepted(owner, stranger), made())
      .when(takeOver, here, taking)
      .then(
        CommitmentMade(
          {
            partnership,
            commitment: another,
            organisation: stranger,
            recordedBy: stranger,
            attributed: false,
            transferOf: { commitment: here.commitment, organisation: owner },
            details: promise,
          },
          commitmentStream(partnership, another),
        ),
        CommitmentSuperseded({ ...about, by: another, to: stranger, part: false }),
      );
  });

  it('is open over several steps, each of them accepted', () => {
    const chain = [accepted(owner, convener), accepted(convener, stranger)];
    given(joined(stranger), ...chain, made())
      .when(takeOver, here, taking)
      .emits('CommitmentMade', 'CommitmentSuperseded');
  });

  it('is of an active participant that has accepted to go on, and of nobody else', () => {
    const named = SuccessorNamed({ organisation: owner, successor: stranger }, SUCCESSIONS);
    given(joined(stranger), named, made()).when(takeOver, here, taking).refuses('not-the-successor');
    given(joined(stranger), made()).when(takeOver, here, taking).refuses('not-the-successor');
    given(joined(owner), made()).when(takeOver, here, as(owner)).refuses('not-the-successor');
    given(accepted(owner, stranger), made()).when(takeOver, here, taking).refuses('not-a-participant');
  });

  it('takes what its owner said itself, and no record of another', () => {
    given(joined(stranger), accepted(owner, stranger), recorded())
      .when(takeOver, here, taking)
      .refuses('not-confirmed');
  });

  it('is nothing new once it is done', () => {
    const done = CommitmentSuperseded({ ...about, by: another, to: stranger, part: false });
    given(joined(stranger), accepted(owner, stranger), made(), done)
      .when(takeOver, here, taking)
      .changesNothing();
  });
});
