import { useEffect, useRef, useState } from 'preact/hooks';
import { tellMoment } from '../said/moment.ts';
import { useWords } from '../reader.tsx';
import { Ruler } from './ruler.tsx';
import { placeOf, type Moments } from './moments.ts';

/** So many milliseconds it rests before the book is asked: whoever goes on by keys passes many moments. */
const REST = 250;

interface SliderProps {
  readonly label: string;
  readonly moments: Moments;
  readonly value: string | undefined;
  /** What the last place is called, at which no moment is chosen. */
  readonly none: string;
  /** The place of another moment, to be seen beside it. */
  readonly mark?: number;
  readonly onChoose: (moment: string | undefined) => void;
}

/** Goes through the moments that were recorded, by dragging or by keys; what is chosen is told once it is let go. */
export function Slider({ label, moments, value, none, mark, onChoose }: SliderProps) {
  const words = useWords();
  const { moment: texts } = words.texts;
  const [dragged, setDragged] = useState<number>();
  useEffect(() => setDragged(undefined), [value, moments]);
  const last = moments.rows.length;
  const place = dragged ?? placeOf(moments, value);
  const at = dragged === undefined ? value : moments.rows[dragged]?.at;
  const said = at === undefined ? none : tellMoment(at, words) || texts.unsaid;
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(soon.current), []);
  const takeAt = (input: HTMLInputElement) => {
    clearTimeout(soon.current);
    soon.current = setTimeout(() => onChoose(moments.rows[Number(input.value)]?.at), REST);
  };
  return (
    <div class="slider">
      <label>
        <span>{label}</span>
        <input
          type="range"
          min={0}
          max={last}
          step={1}
          value={place}
          aria-valuetext={said}
          onInput={(event) => setDragged(Number(event.currentTarget.value))}
          onChange={(event) => takeAt(event.currentTarget)}
        />
      </label>
      <Ruler rows={moments.rows} place={place} mark={mark} />
      <strong class="said" aria-hidden="true">
        {said}
      </strong>
    </div>
  );
}
