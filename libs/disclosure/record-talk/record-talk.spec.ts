import { given } from '#specification';
import { Disclosed } from '../events.ts';
import {
  about,
  as,
  book,
  convener,
  nobody,
  partnership,
  said,
  second,
  stranger,
  text,
} from '../specification/example.ts';
import { recordTalk } from './record-talk.ts';

const talk = { partnership, with: convener, text };

describe('RecordTalk', () => {
  it('notes what was said, for the two', () => {
    given(...book)
      .when(recordTalk, talk, as(second))
      .then(Disclosed({ ...about, ...said, kind: 'talk', audience: { ...nobody, named: [convener] } }));
  });

  it('is of a talk with another of this book', () => {
    for (const other of [stranger, second])
      expect(given(...book).when(recordTalk, { ...talk, with: other }, as(second)).decision).toMatchObject({
        code: 'audience-unknown',
        details: { field: 'with' },
      });
    given(...book)
      .when(recordTalk, talk, as(stranger))
      .refuses('not-a-participant');
  });
});
