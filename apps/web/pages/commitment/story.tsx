import { saying } from '../../address.ts';
import { Csv } from '../../parts/csv.tsx';
import { Part } from '../../parts/part.tsx';
import { useReader } from '../../reader.tsx';
import { ChapterOf } from './chapter.tsx';
import { useDossier } from './dossier.tsx';
import { FirstHundred } from './first-hundred.tsx';
import { StruckThrough } from './voided.tsx';

/** Everything that was ever said on it, in the order of the book or the latest first; the order stands in the address. */
export function Story() {
  const { address, go, words } = useReader();
  const { commitment: texts } = words.texts;
  const { partnership, commitment, history } = useDossier().dossier;
  const newest = address.query.get('order') === 'newest';
  const order = (wanted: string) =>
    go(
      {
        path: address.path,
        query: saying(address.query, { order: wanted === 'newest' ? wanted : undefined }),
      },
      'replace',
    );
  return (
    <Part id="story" title={texts.storyTitle}>
      <p>
        {texts.storyLead} {words.count(history.length, texts.shown)}
      </p>
      <p class="controls">
        <label>
          {texts.order}{' '}
          <select value={newest ? 'newest' : 'oldest'} onChange={(event) => order(event.currentTarget.value)}>
            <option value="oldest">{texts.oldest}</option>
            <option value="newest">{texts.newest}</option>
          </select>
        </label>{' '}
        <Csv
          pages
          path={`/v1/partnerships/${partnership}/timeline?commitment=${commitment}`}
          name={texts.storyTitle}
        />
      </p>
      <StruckThrough />
      <FirstHundred of={newest ? history.toReversed() : history}>
        {(chapters) => (
          <ol class="story" reversed={newest} start={newest ? history.length : 1}>
            {chapters.map((chapter) => (
              <ChapterOf key={chapter.event} of={chapter} />
            ))}
          </ol>
        )}
      </FirstHundred>
    </Part>
  );
}
