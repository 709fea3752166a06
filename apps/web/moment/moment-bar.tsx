import { useEffect, useState } from 'preact/hooks';
import { useAnswer } from '../asking.ts';
import { saying } from '../address.ts';
import { useReader } from '../reader.tsx';

interface Moments {
  readonly by: 'day' | 'moment';
  readonly rows: readonly { readonly at: string; readonly events: number }[];
}

/** Where a moment stands among those that were recorded: the last that is not after it; past the end, now. */
function placeOf({ rows }: Moments, asOf: string | undefined): number {
  if (asOf === undefined) return rows.length;
  const until = asOf.length === 10 ? `${asOf}T23:59:59.999Z` : asOf;
  return Math.max(
    0,
    rows.findLastIndex(({ at }) => at <= until),
  );
}

/** The moment that is looked at: any that was recorded, by dragging or by steps; and back to now. */
export function MomentBar({ partnership }: { partnership?: string }) {
  const { address, go, asOf, words } = useReader();
  const { moment: texts } = words.texts;
  const of = partnership === undefined ? '' : `?partnership=${partnership}`;
  const asked = useAnswer<Moments>(`/v1/moments${of}`, 'none');
  const moments = 'answer' in asked ? asked.answer : undefined;
  const [dragged, setDragged] = useState<number>();
  useEffect(() => setDragged(undefined), [asOf]);
  if (!moments || moments.rows.length === 0) return <section class="moment" aria-label={texts.label} />;
  const last = moments.rows.length;
  const place = dragged ?? placeOf(moments, asOf);
  const shown = dragged === undefined ? asOf : moments.rows[dragged]?.at;
  const said =
    shown === undefined ? texts.now : shown.length === 10 ? words.day(shown) : words.instant(shown);
  const look = (at: number) => {
    const next = moments.rows[at]?.at;
    go({ path: address.path, query: saying(address.query, { asOf: next, cursor: undefined }) }, 'replace');
  };
  return (
    <section class={asOf === undefined ? 'moment' : 'moment past'} aria-label={texts.label}>
      <label class="slider">
        <span>
          {texts.asOf} <strong>{said}</strong>
        </span>
        <input
          type="range"
          min={0}
          max={last}
          step={1}
          value={place}
          aria-valuetext={said}
          onInput={(event) => setDragged(Number(event.currentTarget.value))}
          onChange={(event) => look(Number(event.currentTarget.value))}
        />
      </label>
      <div class="steps">
        <button type="button" disabled={place === 0} onClick={() => look(place - 1)}>
          {texts.before}
        </button>
        <button type="button" disabled={place >= last} onClick={() => look(place + 1)}>
          {texts.after}
        </button>
        <button type="button" disabled={asOf === undefined} onClick={() => look(last)}>
          {texts.toNow}
        </button>
      </div>
      <p class="hint">{asOf === undefined ? texts.hint : texts.cite}</p>
    </section>
  );
}
