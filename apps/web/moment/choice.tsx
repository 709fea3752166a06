import { useState } from 'preact/hooks';
import { useAnswer } from '../asking.ts';
import { Answered } from '../parts/answered.tsx';
import { useWords } from '../reader.tsx';
import {
  instantOf,
  momentsPath,
  saysTime,
  spanOf,
  standingFor,
  typedMoment,
  type Moments,
  type Recorded,
} from './moments.ts';

interface ChoiceProps {
  readonly partnership: string | undefined;
  /** What is chosen so far. */
  readonly value: string | undefined;
  readonly onChoose: (moment: string) => void;
}

/** A moment by its day and its time, typed. */
export function Typed({ value, onChoose }: Omit<ChoiceProps, 'partnership'>) {
  const { moment: texts } = useWords().texts;
  const [bad, setBad] = useState(false);
  const take = (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const moment = typedMoment(String(said.get('day')), String(said.get('time')));
    setBad(moment === undefined);
    if (moment !== undefined) onChoose(moment);
  };
  const known = value !== undefined && saysTime(value) ? instantOf(value) : undefined;
  return (
    <form class="typed" onSubmit={take} key={value}>
      <label>
        {texts.day}
        <input type="date" name="day" required defaultValue={known?.slice(0, 10)} />
      </label>
      <label>
        {texts.time}
        <input
          type="time"
          name="time"
          step={1}
          defaultValue={value?.length === 10 ? '' : known?.slice(11, 19)}
        />
      </label>
      <button type="submit">{texts.look}</button>
      {bad ? <p role="alert">{texts.notPassed}</p> : null}
    </form>
  );
}

/** The moments of a day, of which the slider shows only the last; where there are many, hour by hour and so on. */
export function WithinSpan({ partnership, within, value, onChoose }: ChoiceProps & { within: string }) {
  const { moment: texts } = useWords().texts;
  const asked = useAnswer<Moments>(momentsPath(partnership, within), 'none');
  const [into, setInto] = useState<string>();
  return (
    <Answered asked={asked}>
      {(moments) => {
        const chosen = standingFor(moments, value);
        const span = into ?? (chosen === undefined ? undefined : spanOf(moments, chosen));
        const take = (at: string) => {
          setInto(spanOf(moments, at));
          onChoose(at);
        };
        return (
          <>
            <label>
              {texts.within[moments.by]}
              <select value={chosen ?? ''} onChange={(event) => take(event.currentTarget.value)}>
                <option value="" disabled>
                  {texts.choose}
                </option>
                {moments.rows.map(({ at, events }) => (
                  <Choosable key={at} at={at} by={moments.by} events={events} />
                ))}
              </select>
            </label>
            {span === undefined ? null : (
              <WithinSpan
                key={span}
                partnership={partnership}
                within={span}
                value={value}
                onChoose={onChoose}
              />
            )}
          </>
        );
      }}
    </Answered>
  );
}

function Choosable({ at, by, events }: Recorded & Pick<Moments, 'by'>) {
  const words = useWords();
  const span = spanOf({ by }, at);
  return (
    <option value={at}>
      {span === undefined ? at.slice(11, 23) : `${span.slice(11)} …`} (
      {words.count(events, words.texts.moment.events)})
    </option>
  );
}

/** Any moment: typed, or picked from those of the day that is looked at. */
export function MomentChoice({ moments, ...choice }: ChoiceProps & { moments: Moments }) {
  const { value } = choice;
  const at = value !== undefined && saysTime(value) ? instantOf(value) : moments.rows.at(-1)?.at;
  const span = at === undefined ? undefined : spanOf(moments, at);
  return (
    <div class="choice">
      <Typed value={value} onChoose={choice.onChoose} />
      {span === undefined ? null : <WithinSpan key={span} within={span} {...choice} />}
    </div>
  );
}
