import { cmtId, given } from '#specification';
import { discloseConstraint } from './disclose-constraint/disclose-constraint.ts';
import { Disclosed, DisclosurePublished } from './events.ts';
import { publishedStream } from './disclosure.ts';
import {
  about,
  as,
  book,
  convener,
  disclosure,
  gone,
  nobody,
  partnership,
  promised,
  said,
  second,
  stranger,
  text,
  third,
} from './specification/example.ts';

const toAll = { partnership, text, audience: { to: 'participants' } };
const to = (...organisations: readonly string[]) => ({
  partnership,
  text,
  audience: { to: 'named', organisations },
});

describe('Disclosing', () => {
  it('to all participants keeps the list of those who take part, without its owner', () => {
    given(...book)
      .when(discloseConstraint, toAll, as(second))
      .then(Disclosed({ ...about, ...said, audience: { ...nobody, participants: [convener] } }));
    given(...book, ...gone(convener))
      .when(discloseConstraint, toAll, as(second))
      .then(Disclosed({ ...about, ...said, audience: nobody }));
  });

  it('to everybody is told in the book as well', () => {
    given(...book)
      .when(discloseConstraint, { ...toAll, audience: { to: 'public' } }, as(second))
      .then(
        Disclosed({ ...about, ...said, audience: { ...nobody, public: true } }),
        DisclosurePublished({ ...about, ...said }, publishedStream(partnership, disclosure)),
      );
  });

  it('is open to who is invited, and to nobody outside', () => {
    given(...book)
      .when(discloseConstraint, to(convener), as(third))
      .emits('Disclosed');
    given(...book)
      .when(discloseConstraint, toAll, as(stranger))
      .refuses('not-a-participant');
    given(...book, ...gone(second))
      .when(discloseConstraint, toAll, as(second))
      .refuses('not-a-participant');
    given().when(discloseConstraint, toAll, as(second)).refuses('partnership-unknown');
  });

  it('names who takes part or is invited, and at least one other', () => {
    given(...book)
      .when(discloseConstraint, to(third, convener, second), as(second))
      .then(Disclosed({ ...about, ...said, audience: { ...nobody, named: [convener, third].sort() } }));
    for (const outside of [to(stranger), to(second)])
      given(...book)
        .when(discloseConstraint, outside, as(second))
        .refuses('audience-unknown');
    const untold = { partnership, text, audience: { to: 'named' } };
    given(...book)
      .when(discloseConstraint, untold, as(second))
      .refuses('audience-not-told');
  });

  it('names a commitment of this partnership where it bears on one, and nowhere else', () => {
    const commitment = cmtId('c');
    const bearing = (...bearsOn: readonly object[]) =>
      given(...book, promised(commitment)).when(discloseConstraint, { ...toAll, bearsOn }, as(second));
    bearing({ on: 'commitment', commitment }, { on: 'goal' }).emits('Disclosed');
    bearing({ on: 'goal' }, { on: 'commitment' }).refuses('bearing-not-told');
    bearing({ on: 'goal', commitment }).refuses('bearing-not-told');
    const none = bearing(
      { on: 'goal' },
      { on: 'commitment', commitment },
      { on: 'commitment', commitment: cmtId('of0another') },
    );
    none.refuses('commitment-unknown');
    expect(none.decision).toMatchObject({ details: { field: 'bearsOn/2/commitment' } });
  });

  it('is not dated before the partnership', () => {
    given(...book)
      .when(discloseConstraint, { ...toAll, effectiveOn: '2019-12-31' }, as(second))
      .refuses('before-last-change');
  });
});
