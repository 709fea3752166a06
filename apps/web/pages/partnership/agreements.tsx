import { Basis } from '../../parts/marks.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { Written } from '../../parts/written.tsx';
import { Named } from './named.tsx';
import type { Shown } from './shown.ts';

function OneAgreement({ of, names }: { of: Shown['agreements'][number]; names: Shown['names'] }) {
  const words = useWords();
  const { participants: texts } = words.texts.partnership;
  const { title, text, formedOn, endorsers, sharing, basis } = of;
  return (
    <article>
      <h4>
        <Written of={title} /> <Basis of={basis} />
      </h4>
      <p dir="auto">{text}</p>
      <p class="hint">
        {formedOn === undefined ? texts.notFormed : filled(texts.formedOn, { day: words.day(formedOn) })}
      </p>
      <dl class="known">
        <div>
          <dt>{texts.endorsedBy}</dt>
          <dd>{endorsers.length === 0 ? '–' : <Named all={endorsers} names={names} />}</dd>
        </div>
      </dl>
      <ul>
        <li>{words.count(sharing.everyMonths, texts.rhythm)}</li>
        <li>
          {texts.channel} <Written of={sharing.channel} />
        </li>
        <li>
          {texts.public} <Written of={sharing.public} />
        </li>
      </ul>
    </article>
  );
}

/** What was agreed, by whom, and how they keep each other informed. */
export function Agreements({ of: { agreements, names } }: { of: Shown }) {
  const { participants: texts } = useWords().texts.partnership;
  return (
    <>
      <h3>{texts.agreements}</h3>
      {agreements.length === 0 ? <p>{texts.noAgreements}</p> : null}
      {agreements.map((one) => (
        <OneAgreement key={one.agreement} of={one} names={names} />
      ))}
    </>
  );
}
