import { useAnswer } from '../asking.ts';
import { saying } from '../address.ts';
import { Refusal } from '../parts/answered.tsx';
import { Fold } from '../parts/fold.tsx';
import { troubleOf } from '../parts/troubles.tsx';
import { useReader } from '../reader.tsx';
import { filled } from '../texts/filled.ts';
import type { Words } from '../words.ts';
import { AddressCopy } from './address-copy.tsx';
import { MomentChoice } from './choice.tsx';
import { followingOf, isEarlier, lookedAt, momentsPath, placeOf, type Moments } from './moments.ts';
import { SinceChoice } from './since.tsx';
import { Slider } from './slider.tsx';

/** Goes to another moment of what is seen; one to compare with stays, if it is still earlier. */
export function useLook(): (asOf: string | undefined) => void {
  const { address, go } = useReader();
  return (asOf) => {
    const since = address.query.get('since') ?? undefined;
    const kept = since !== undefined && isEarlier(since, asOf) ? since : undefined;
    const query = saying(address.query, { asOf, since: kept, cursor: undefined });
    go({ path: address.path, query }, 'replace');
  };
}

function Steps({ moments }: { moments: Moments }) {
  const { asOf, words } = useReader();
  const { moment: texts } = words.texts;
  const look = useLook();
  const place = placeOf(moments, asOf);
  const { before, after } = moments.by === 'day' ? texts.byDay : texts;
  return (
    <div class="steps">
      <button type="button" disabled={place === 0} onClick={() => look(moments.rows[place - 1]?.at)}>
        {before}
      </button>
      <button type="button" disabled={asOf === undefined} onClick={() => look(followingOf(moments, asOf))}>
        {after}
      </button>
      <AddressCopy moments={moments} />
    </div>
  );
}

/** On paper, now is no day: it is told by what had been recorded last. */
const upTo = ({ rows }: Moments, { texts, instant }: Words): string =>
  filled(texts.moment.upTo, { moment: instant(rows.at(-1)?.at ?? '') });

function ToNow() {
  const { asOf, words } = useReader();
  const look = useLook();
  if (asOf === undefined) return null;
  return (
    <button type="button" onClick={() => look(undefined)}>
      {words.texts.moment.toNow}
    </button>
  );
}

/** What is wrong with the moment that the address names. */
function Wrong() {
  const { asOf, words } = useReader();
  const { moment: texts } = words.texts;
  const looked = lookedAt(asOf);
  if (looked !== 'ahead' && looked !== 'nothing') return null;
  return <p role="alert">{looked === 'ahead' ? texts.notPassed : texts.noMoment}</p>;
}

/** What one looks at. */
function LookedAt() {
  const { asOf, words } = useReader();
  const { moment: texts } = words.texts;
  const looked = lookedAt(asOf);
  if (looked !== 'now' && looked !== 'past') return null;
  return <p class="hint">{looked === 'now' ? texts.hint : texts.cite}</p>;
}

/**
 * The moment that is looked at: any that was recorded, by dragging; and, once it is opened, by steps, or typed, and another to
 * compare with.
 */
export function MomentBar({ partnership }: { partnership?: string }) {
  const { address, asOf, words } = useReader();
  const { moment: texts } = words.texts;
  const asked = useAnswer<Moments>(momentsPath(partnership), 'none');
  const look = useLook();
  const moments = 'answer' in asked ? asked.answer : undefined;
  if (moments?.rows.length === 0 && asOf === undefined) return null;
  if (!moments || moments.rows.length === 0)
    return (
      <section class="moment" aria-label={texts.label}>
        {asked.state === 'refused' && troubleOf(asked.problem) ? <Refusal problem={asked.problem} /> : null}
        {asked.state === 'asking' || asOf === undefined ? null : (
          <>
            <Wrong />
            <LookedAt />
            <ToNow />
          </>
        )}
      </section>
    );
  const since = address.query.get('since') ?? undefined;
  const mark = partnership === undefined || since === undefined ? undefined : placeOf(moments, since);
  return (
    <section class={lookedAt(asOf) === 'past' ? 'moment past' : 'moment'} aria-label={texts.label}>
      <Slider
        label={texts.asOf}
        moments={moments}
        value={asOf}
        none={texts.now}
        onChoose={look}
        {...(mark === undefined ? {} : { mark })}
      />
      <Wrong />
      <ToNow />
      <details class="more-time">
        <summary>{texts.more}</summary>
        <Steps moments={moments} />
        <Fold summary={texts.exactly}>
          {() => <MomentChoice moments={moments} partnership={partnership} value={asOf} onChoose={look} />}
        </Fold>
        {partnership === undefined ? null : <SinceChoice moments={moments} partnership={partnership} />}
        <LookedAt />
      </details>
      {asOf === undefined ? <p class="printed">{upTo(moments, words)}</p> : null}
    </section>
  );
}
