import { Already } from '#kernel';
import { dscId, given } from '#specification';
import { publishedStream } from '../disclosure.ts';
import { AudienceWidened, Disclosed, DisclosurePublished } from '../events.ts';
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
  nobody,
  partnership,
  retracted,
  said,
  second,
  third,
} from '../specification/example.ts';
import { widenAudience } from './widen-audience.ts';

const open = dscId('open');
const from = { ...nobody, named: [convener] };
const history = [...book, disclosed(from)];
const to = (audience: object) => ({ ...here, audience });

describe('WidenAudience', () => {
  it('adds to those who hear it', () => {
    given(...history)
      .when(widenAudience, to({ to: 'named', organisations: [third] }), as(second))
      .then(AudienceWidened({ ...about, from, to: { ...from, named: [convener, third].sort() } }));
    given(...history)
      .when(widenAudience, to({ to: 'participants' }), as(second))
      .then(AudienceWidened({ ...about, from, to: { ...from, participants: [convener] } }));
  });

  it('to everybody tells it in the book under an id of its own, on the day of that', () => {
    const inMay = { ...as(second), opened: { published: open }, now: '2021-05-01T12:00:00.000Z' };
    const { decision, then } = given(...history).when(widenAudience, to({ to: 'public' }), inMay);
    then(
      AudienceWidened({ ...about, from, to: from, published: open }),
      DisclosurePublished({ ...about, ...said, disclosure: open }, publishedStream(partnership, open)),
    );
    const [, told] = decision as readonly object[];
    expect(JSON.stringify(told)).not.toContain(disclosure);
    expect(told).not.toHaveProperty('effectiveOn');
  });

  it('is nothing new where all of them hear it', () => {
    given(...history)
      .when(widenAudience, to({ to: 'named', organisations: [convener] }), as(second))
      .changesNothing();
    for (const hears of [inPublic, disclosed({ public: true })])
      given(...book, hears)
        .when(widenAudience, to({ to: 'participants' }), as(second))
        .changesNothing();
    const { decision } = given(
      ...history,
      AudienceWidened({ ...about, from, to: from, published: open }),
    ).when(widenAudience, to({ to: 'public' }), as(second));
    expect(decision).toEqual(new Already({ published: open }));
  });

  it('is for the owner alone, inside, of what stands and is no talk', () => {
    const all = to({ to: 'participants' });
    given(...history)
      .when(widenAudience, all, as(convener))
      .refuses('not-the-owner');
    given(...history, ...gone(second))
      .when(widenAudience, all, as(second))
      .refuses('not-a-participant');
    given(...history, retracted)
      .when(widenAudience, all, as(second))
      .refuses('disclosure-retracted');
    const keenly = [...history, ...gone(second), keen(second)];
    given(...keenly)
      .when(widenAudience, all, as(second))
      .refuses('interest-by-name');
    given(...book, ...gone(second), keen(second), disclosed())
      .when(widenAudience, to({ to: 'named', organisations: [convener] }), as(second))
      .emits('AudienceWidened');
    given(...book, Disclosed({ ...about, ...said, kind: 'talk', audience: from }))
      .when(widenAudience, all, as(second))
      .refuses('talk-between-two');
  });
});
