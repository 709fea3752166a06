import { useReader, useWords } from '../reader.tsx';
import { tellMoment } from '../said/moment.ts';
import { filled } from '../texts/filled.ts';
import { ChangedPromises } from './changes/changed-promises.tsx';
import { RecordedSince } from './changes/recorded.tsx';
import { isEarlier, saysTime } from './moments.ts';
import { useSince } from './since.tsx';

/** From which moment to which. */
function useSpan(since: string): string {
  const { asOf } = useReader();
  const words = useWords();
  const { moment: texts } = words.texts;
  const until = asOf === undefined ? texts.now : tellMoment(asOf, words) || texts.unsaid;
  return filled(texts.since.title, { since: tellMoment(since, words) || texts.unsaid, asOf: until });
}

function Told({ partnership, since }: { partnership: string; since: string }) {
  const { since: texts } = useWords().texts.moment;
  return (
    <>
      {saysTime(since) ? (
        <>
          <h3>{texts.promisesTitle}</h3>
          <ChangedPromises partnership={partnership} since={since} />
        </>
      ) : null}
      <h3>{texts.recorded}</h3>
      <RecordedSince partnership={partnership} since={since} />
    </>
  );
}

/** What changed in a partnership since an earlier moment, where the address says one. */
export function Changes({ partnership, since }: { partnership: string; since: string }) {
  const { asOf, words } = useReader();
  const { since: texts } = words.texts.moment;
  const span = useSpan(since);
  const [, setSince] = useSince();
  return (
    <section class="since" aria-labelledby="since-title">
      <h2 id="since-title">{span}</h2>
      <button type="button" onClick={() => setSince(undefined)}>
        {texts.stop}
      </button>
      {isEarlier(since, asOf) ? (
        <Told key={since} partnership={partnership} since={since} />
      ) : (
        <p role="alert">{texts.tooLate}</p>
      )}
    </section>
  );
}
