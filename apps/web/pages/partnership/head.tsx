import { Basis } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Title } from '../../parts/title.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { Written } from '../../parts/written.tsx';
import { With } from './named.tsx';
import type { Shown } from './shown.ts';

/** Who convened it, when, and how far it has come. */
export function Facts({ of }: { of: Shown }) {
  const words = useWords();
  const { partnership, phases } = words.texts;
  const texts = partnership.head;
  const { convener, convenedOn, formerConveners, phase, phaseSince, names } = of;
  return (
    <dl class="known">
      <div>
        <dt>{texts.convener}</dt>
        <dd>
          <Organisation of={convener} names={names} />
        </dd>
      </div>
      {formerConveners.length === 0 ? null : (
        <div>
          <dt>{texts.formerly}</dt>
          {formerConveners.map(({ organisation, since, until }) => (
            <dd key={since}>
              <With
                text={texts.span}
                said={{ from: words.day(since), until: words.day(until) }}
                organisation={organisation}
                names={names}
              />
            </dd>
          ))}
        </div>
      )}
      <div>
        <dt>{texts.convenedOn}</dt>
        <dd>{words.day(convenedOn)}</dd>
      </div>
      <div>
        <dt>{texts.phase}</dt>
        <dd>{filled(texts.since, { phase: phases[phase], day: words.day(phaseSince) })}</dd>
      </div>
    </dl>
  );
}

/** What the partnership is, and who convenes it. */
export function Head({ of }: { of: Shown }) {
  const words = useWords();
  const { phases, partnerships, partnership } = words.texts;
  const { title, programme, belongsTo, phase, basis, goal, closed, convener, names } = of;
  return (
    <header class="of-partnership">
      <Title of={title} />
      <p class="facts">
        <span class="phase">{phases[phase]}</span> <Basis of={basis} />{' '}
        <span class="hint">
          {partnership.head.convener} <Organisation of={convener} names={names} />
        </span>
      </p>
      {programme === undefined ? null : (
        <p class="hint">
          {belongsTo ? partnership.head.programme : partnership.head.asking} <Written of={programme} />
        </p>
      )}
      <p class="lead" dir="auto">
        {goal?.text ?? partnerships.noGoal}
      </p>
      {closed ? (
        <p>
          {filled(partnership.head.closed, { day: words.day(closed.on) })}
          {words.texts.colon}
          <Written of={closed.text} />
        </p>
      ) : null}
    </header>
  );
}
