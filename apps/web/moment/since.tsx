import { useState } from 'preact/hooks';
import { saying } from '../address.ts';
import { Fold } from '../parts/fold.tsx';
import { useReader } from '../reader.tsx';
import { tellMoment } from '../said/moment.ts';
import { filled } from '../texts/filled.ts';
import { MomentChoice } from './choice.tsx';
import { isEarlier, type Moments } from './moments.ts';
import { Slider } from './slider.tsx';

/** Sets the moment since which it is told what changed; none: no longer. */
export function useSince(): readonly [since: string | undefined, set: (since: string | undefined) => void] {
  const { address, go } = useReader();
  const set = (since: string | undefined) =>
    go({ path: address.path, query: saying(address.query, { since }) }, 'replace');
  return [address.query.get('since') ?? undefined, set];
}

interface SinceProps {
  readonly moments: Moments;
  readonly partnership: string;
}

function EarlierMoments({ moments, partnership }: SinceProps) {
  const { asOf, words } = useReader();
  const { since: texts } = words.texts.moment;
  const [since, setSince] = useSince();
  const [late, setLate] = useState(false);
  const rows = moments.rows.filter(({ at }) => isEarlier(at, asOf));
  if (rows.length === 0) return <p>{texts.nothingEarlier}</p>;
  const earlier = { ...moments, rows };
  const choose = (moment: string | undefined) => {
    const isLate = moment !== undefined && !isEarlier(moment, asOf);
    setLate(isLate);
    if (!isLate) setSince(moment);
  };
  return (
    <>
      <Slider label={texts.since} moments={earlier} value={since} none={texts.none} onChoose={choose} />
      <MomentChoice moments={earlier} partnership={partnership} value={since} onChoose={choose} />
      {late ? <p role="alert">{texts.tooLate}</p> : null}
    </>
  );
}

/** Another moment, earlier than the one that is looked at: what changed since is told. */
export function SinceChoice(props: SinceProps) {
  const { words } = useReader();
  const { since: texts, unsaid } = words.texts.moment;
  const [since] = useSince();
  const summary =
    since === undefined ? texts.choose : filled(texts.chosen, { since: tellMoment(since, words) || unsaid });
  return <Fold summary={summary}>{() => <EarlierMoments {...props} />}</Fold>;
}
