import { given } from '#specification';
import { Disclosed } from '../events.ts';
import {
  about,
  as,
  book,
  nobody,
  partnership,
  second,
  convener,
  said,
  text,
} from '../specification/example.ts';
import { discloseIncentive } from './disclose-incentive.ts';

describe('DiscloseIncentive', () => {
  it('says what it is, for whom and to whom, sealed', () => {
    const audience = { to: 'named', organisations: [convener] };
    given(...book)
      .when(discloseIncentive, { partnership, text, audience, speaksFor: 'person' }, as(second))
      .then(
        Disclosed({
          ...about,
          ...said,
          kind: 'incentive',
          speaksFor: 'person',
          audience: { ...nobody, named: [convener] },
        }),
      );
  });
});
