import { given } from '#specification';
import { publishedStream } from '../disclosure.ts';
import { DisclosureRetracted, PublishedDisclosureRetracted } from '../events.ts';
import {
  about,
  as,
  book,
  convener,
  disclosed,
  disclosure,
  gone,
  here,
  inPublic,
  partnership,
  retracted,
  second,
} from '../specification/example.ts';
import { retractDisclosure } from './retract-disclosure.ts';

const history = [...book, disclosed({ named: [convener] })];
const says = { ...here, reason: 'It is over' };

describe('RetractDisclosure', () => {
  it('takes it back, also after its owner has left', () => {
    for (const more of [[], gone(second)])
      given(...history, ...more)
        .when(retractDisclosure, says, as(second))
        .then(DisclosureRetracted({ ...about, reason: 'It is over' }));
  });

  it('is told in the book where it is public', () => {
    const openly = PublishedDisclosureRetracted(about, publishedStream(partnership, disclosure));
    given(...book, inPublic)
      .when(retractDisclosure, here, as(second))
      .then(openly);
    // Of an older one, which was told quietly first under the same id, nothing is left either.
    given(...history, inPublic)
      .when(retractDisclosure, here, as(second))
      .then(DisclosureRetracted(about), openly);
  });

  it('is nothing new a second time, and for its owner alone', () => {
    given(...history, retracted)
      .when(retractDisclosure, says, as(second))
      .changesNothing();
    given(...history)
      .when(retractDisclosure, says, as(convener))
      .refuses('not-the-owner');
  });
});
