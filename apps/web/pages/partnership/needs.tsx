import type { CapabilityView, DecisionView, PracticeView } from '#partnership';
import type { ComponentChildren } from 'preact';
import { Basis } from '../../parts/marks.tsx';
import { useWords } from '../../reader.tsx';
import { Written } from '../../parts/written.tsx';
import { Named, With } from './named.tsx';
import type { Shown } from './shown.ts';

type Names = Shown['names'];

/** A heading and a list, where there is something. */
function Some({ title, children }: { title: string; children: readonly ComponentChildren[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </>
  );
}

function Capability({ of, names }: { of: CapabilityView; names: Names }) {
  const words = useWords();
  const { needs: texts } = words.texts.partnership;
  const { text, namedBy, on, organisations, offers, basis } = of;
  const [before, after] = texts.couldBring.split('{names}');
  return (
    <li>
      <Written of={text} /> <Basis of={basis} />
      <span class="beside">
        <With text={texts.named} said={{ day: words.day(on) }} organisation={namedBy} names={names} />
      </span>
      {organisations.length === 0 ? null : (
        <span class="beside">
          {before}
          <Named all={organisations} names={names} />
          {after}
        </span>
      )}
      {offers.length === 0 ? <span class="beside">{texts.noOffer}</span> : null}
      {offers.map((offer) => (
        <span key={offer.organisation} class="beside">
          <With
            text={texts.offer}
            said={{ day: words.day(offer.on), text: offer.text }}
            organisation={offer.organisation}
            names={names}
          />
        </span>
      ))}
    </li>
  );
}

/** Who said so, and when. */
function By({ of: { by, on, basis }, names }: { of: DecisionView | PracticeView; names: Names }) {
  const words = useWords();
  const { needs: texts } = words.texts.partnership;
  return (
    <span class="beside">
      <With text={texts.by} said={{ day: words.day(on) }} organisation={by} names={names} />{' '}
      <Basis of={basis} />
    </span>
  );
}

function Practice({ of, names }: { of: PracticeView; names: Names }) {
  const { partnership, colon } = useWords().texts;
  const { needs: texts } = partnership;
  const { title, text, link } = of;
  return (
    <li>
      <strong>
        <Written of={title} />
      </strong>
      {colon}
      <Written of={text} />
      {link !== undefined && /^https?:/.test(link) ? (
        <span class="beside">
          <a href={link} rel="external noreferrer">
            {texts.link}
          </a>
        </span>
      ) : null}
      <By of={of} names={names} />
    </li>
  );
}

/** What is asked for, what success needs and who offers it, what was decided, and what others can take over. */
export function Needs({ of: { calls, capabilities, decisions, practices, names } }: { of: Shown }) {
  const { needs: texts } = useWords().texts.partnership;
  if ([calls, capabilities, decisions, practices].every((list) => list.length === 0))
    return <p>{texts.none}</p>;
  return (
    <>
      <Some title={texts.calls}>
        {calls.map(({ call, text, basis }) => (
          <li key={call}>
            <Written of={text} /> <Basis of={basis} />
          </li>
        ))}
      </Some>
      <Some title={texts.capabilities}>
        {capabilities.map((one) => (
          <Capability key={one.capability} of={one} names={names} />
        ))}
      </Some>
      <Some title={texts.decisions}>
        {decisions.map((one) => (
          <li key={one.decision}>
            <Written of={one.text} /> <By of={one} names={names} />
          </li>
        ))}
      </Some>
      <Some title={texts.practices}>
        {practices.map((one) => (
          <Practice key={one.practice} of={one} names={names} />
        ))}
      </Some>
    </>
  );
}
