import { SuccessorNamed, SUCCESSIONS } from '#organisation';
import { given } from '#specification';
import { commitmentStream } from '../commitment.ts';
import { CommitmentSuperseded } from '../events.ts';
import {
  about,
  another,
  as,
  convener,
  importer,
  joined,
  madeToo,
  mandated,
  owner,
  partnership,
  stranger,
} from '../specification/example.ts';
import { corroborateClaim } from './corroborate-claim/corroborate-claim.ts';
import { disputeClaim } from './dispute-claim/dispute-claim.ts';
import { attributed, inBook, paid, promise, promised } from './specification/example.ts';

const says = { ...inBook, claim: paid };

describe('Who observes what was transferred', () => {
  it('corroborates nothing that it gave over or took over; what is not so it may say', () => {
    const superseded = CommitmentSuperseded({ ...about, by: another, to: convener });
    const over = promised(superseded);
    const taken = madeToo({
      organisation: convener,
      transferOf: { commitment: about.commitment, organisation: owner },
      formerOwners: [stranger],
    });
    const ofTaken = { ...inBook, claim: { ...promise, commitment: another } };
    given(joined(convener), ...over)
      .when(corroborateClaim, says, as(convener))
      .refuses('own-claim');
    given(joined(convener), ...over)
      .when(disputeClaim, { ...says, text: 'Half of it came' }, as(convener))
      .emits('ClaimDisputed');
    for (const former of [owner, stranger])
      given(joined(former), taken).when(corroborateClaim, ofTaken, as(former)).refuses('own-claim');
    given(joined(importer), taken).when(corroborateClaim, ofTaken, as(importer)).emits('ClaimCorroborated');
  });

  it('corroborates nothing that it took over at last, over however many hands; what is not so it may say', () => {
    const third = 'cmt_th1rd000000000000000000000';
    const over = (commitment: string, by: string, to: string) => ({
      ...CommitmentSuperseded({ ...about, commitment, by, to }),
      stream: commitmentStream(partnership, commitment),
    });
    const handed = [
      ...promised(over(about.commitment, another, convener)),
      madeToo({ organisation: convener }),
      over(another, third, stranger),
      {
        ...madeToo({ organisation: stranger, commitment: third }),
        stream: commitmentStream(partnership, third),
      },
    ];
    const book = given(joined(stranger), joined(importer), mandated(stranger), ...handed);
    book.when(corroborateClaim, says, as(stranger)).refuses('own-claim');
    book.when(corroborateClaim, { ...says, version: 1 }, as(stranger)).refuses('own-claim');
    book.when(corroborateClaim, { ...says, ...attributed }, as(stranger)).refuses('own-claim');
    book.when(disputeClaim, { ...says, text: 'Half of it came' }, as(stranger)).emits('ClaimDisputed');
    book.when(corroborateClaim, says, as(importer)).emits('ClaimCorroborated');
    const merged = SuccessorNamed({ organisation: stranger, successor: importer }, SUCCESSIONS);
    given(joined(importer), merged, ...handed)
      .when(corroborateClaim, says, as(importer))
      .refuses('own-claim');
  });
});
