import { dscId, given } from '#specification';
import { publishedStream } from '../disclosure.ts';
import {
  AudienceWidened,
  DisclosureSuperseded,
  PublishedDisclosureSuperseded,
  type Hearers,
} from '../events.ts';
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
    given(...book, inPublic)
      .when(supersedeDisclosure, { ...here, ...anew }, as(second))
      .then(PublishedDisclosureSuperseded({ ...about, ...anew }, publishedStream(partnership, disclosure)));
  });

  it('is refused where everybody was told since under another id, which is named', () => {
    const audience = { named: [convener], participants: [], public: false };
    const published = dscId('open');
    const { decision } = given(
      ...history,
      AudienceWidened({ ...about, from: audience, to: audience, published }),
    ).when(supersedeDisclosure, { ...here, ...anew }, as(second));
    expect(decision).toMatchObject({ code: 'disclosure-published', details: { published } });
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
