import { given } from '#specification';
import { publishedStream } from '../disclosure.ts';
import { DisclosureSuperseded, PublishedDisclosureSuperseded, type Hearers } from '../events.ts';
import {
  about,
  as,
  book,
  convener,
  disclosed,
  disclosure,
  gone,
  here,
  keen,
  partnership,
  retracted,
  second,
  text,
} from '../specification/example.ts';
import { supersedeDisclosure } from './supersede-disclosure.ts';

const anew = { text: 'We pay in February', bearsOn: [{ on: 'resources' as const }], reason: 'A grant came' };
const history = [...book, disclosed({ named: [convener] })];

describe('SupersedeDisclosure', () => {
  it('says it anew, and why', () => {
    given(...history)
      .when(supersedeDisclosure, { ...here, ...anew }, as(second))
      .then(DisclosureSuperseded({ ...about, ...anew }));
  });

  it('is told in the book where it is public', () => {
    given(...book, disclosed({ public: true }))
      .when(supersedeDisclosure, { ...here, ...anew }, as(second))
      .then(
        DisclosureSuperseded({ ...about, ...anew }),
        PublishedDisclosureSuperseded({ ...about, ...anew }, publishedStream(partnership, disclosure)),
      );
  });

  it('is nothing new in the same words', () => {
    given(...history)
      .when(supersedeDisclosure, { ...here, text }, as(second))
      .changesNothing();
  });

  it('is to those it names alone, by who only says that it is interested', () => {
    const says = (audience: Partial<Hearers>) =>
      given(...book, ...gone(second), keen(second), disclosed(audience)).when(
        supersedeDisclosure,
        { ...here, ...anew },
        as(second),
      );
    says({ named: [convener] }).emits('DisclosureSuperseded');
    says({ named: [convener], participants: [convener] }).refuses('interest-by-name');
    says({ public: true }).refuses('interest-by-name');
  });

  it('is for the owner, of what stands', () => {
    given(...history)
      .when(supersedeDisclosure, { ...here, ...anew }, as(convener))
      .refuses('not-the-owner');
    given(...history, retracted)
      .when(supersedeDisclosure, { ...here, ...anew }, as(second))
      .refuses('disclosure-retracted');
  });
});
