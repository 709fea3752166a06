import { Mark } from '../../parts/marks.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import type { Row } from './ledger-row.ts';

/** When its window ends, as first promised too, and how often it was moved. */
function Ends({ of: { ends } }: { of: Pick<Row, 'ends'> }) {
  const words = useWords();
  const { ledger: texts } = words.texts;
  if (ends === undefined) return null;
  const facts = [
    ...(ends.on === undefined ? [] : [filled(texts.ends, { day: words.day(ends.on) })]),
    ...(ends.firstOn === undefined ? [] : [filled(texts.endsFirst, { day: words.day(ends.firstOn) })]),
    ...(ends.moved === 0 ? [] : [words.count(ends.moved, texts.moved)]),
  ];
  return <span class="hint">{facts.join('; ')}</span>;
}

/** Where a promise stands against its own window; of what others recorded, as of their record. */
export function Time({
  of,
  always = false,
}: {
  of: Pick<Row, 'delivery' | 'ends' | 'voice' | 'changedAt'>;
  /** Also where its status says the same. */
  always?: boolean;
}) {
  const words = useWords();
  const { ledger: texts } = words.texts;
  const { delivery, voice, changedAt } = of;
  const said = delivery === 'fulfilled' || delivery === 'ended' || delivery === 'undated';
  return (
    <>
      {said && !always ? null : <Mark of={delivery} />} <Ends of={of} />{' '}
      {voice === 'attributed' && !said ? (
        <span class="hint">{filled(texts.asOfRecord, { day: words.day(changedAt.slice(0, 10)) })}</span>
      ) : null}
    </>
  );
}
