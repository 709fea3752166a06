import { cmtId, given, orgId } from '#specification';
import { discloseConstraint } from './disclose-constraint/disclose-constraint.ts';
import { Disclosed, DisclosurePublished } from './events.ts';
import { publishedStream } from './disclosure.ts';
import { recordTalk } from './record-talk/record-talk.ts';
import {
  about,
  as,
  book,
  convener,
  disclosure,
  gone,
  keen,
  asked,
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

  it('is by name, to who takes part, of who only says that it is interested', () => {
    const curious = given(...book, keen(stranger));
    const disclose = (audience: object) =>
      curious.when(discloseConstraint, { partnership, text, audience }, as(stranger));
    curious.when(discloseConstraint, to(convener), as(stranger)).emits('Disclosed');
    curious.when(recordTalk, { partnership, text, with: convener }, as(stranger)).emits('Disclosed');
    for (const aloud of [{ to: 'participants' }, { to: 'public' }])
      expect(disclose(aloud).decision).toMatchObject({
        code: 'interest-by-name',
        details: { field: 'audience/to' },
      });
    // Who else is invited is for participants to know: it is refused as of a stranger.
    const another = orgId('another');
    for (const one of [third, another]) {
      curious.when(discloseConstraint, to(one), as(stranger)).refuses('audience-unknown');
      curious.when(recordTalk, { partnership, text, with: one }, as(stranger)).refuses('audience-unknown');
    }
    given(...book, keen(third))
      .when(discloseConstraint, toAll, as(third))
      .emits('Disclosed');
    given(...book, keen(stranger), asked(stranger))
      .when(discloseConstraint, toAll, as(stranger))
      .emits('Disclosed');
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
