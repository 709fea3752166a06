import { Organisation } from '../../../parts/organisation.tsx';
import { THAT_STAND, ToLedger } from '../../../parts/to-ledger.tsx';
import type { Names } from '../../../answers.ts';
import { useWords } from '../../../reader.tsx';
import { filled } from '../../../texts/filled.ts';
import type { Texts } from '../../../texts/index.ts';
import type { Bar, Picture } from './pictures.ts';

type Drawn = keyof Texts['partnership']['inShort']['picture']['legend'];
/** In the order in which they stand in a bar; what is paid lies upon what is promised. */
const DRAWN: readonly Drawn[] = ['promised', 'unconfirmed', 'ended', 'paid'];
/** Patterns beside colours: what is hatched is nobody's own word, what is dotted stands no more. */
const FILLS: Readonly<Partial<Record<Drawn, string>>> = {
  unconfirmed: 'url(#hatched)',
  ended: 'url(#dotted)',
};

/** The patterns that bars are filled with, once for all of a page. */
export function Patterns() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true">
      <pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" />
      </pattern>
      <pattern id="dotted" width="5" height="5" patternUnits="userSpaceOnUse">
        <circle class="dot" cx="2.5" cy="2.5" r="1" />
      </pattern>
    </svg>
  );
}

const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`;

/** Beside it stand the same figures in words. */
function BarDrawn({ of: { lengths } }: { of: Bar }) {
  const starts = {
    promised: 0,
    unconfirmed: lengths.promised,
    ended: lengths.promised + lengths.unconfirmed,
    paid: 0,
  };
  return (
    <svg class="bar" width="100%" height="18" aria-hidden="true">
      {DRAWN.map((what) =>
        lengths[what] === 0 ? null : (
          <rect
            key={what}
            class={what}
            x={percent(starts[what])}
            width={percent(lengths[what])}
            y={what === 'paid' ? 4 : 0.5}
            height={what === 'paid' ? 10 : 17}
            fill={FILLS[what]}
          />
        ),
      )}
    </svg>
  );
}

interface OfBar {
  readonly of: Bar;
  readonly currency: string;
  readonly partnership: string;
}

/** What was paid of what is promised, leading to the promises; and what is not the organisation's word, or stands no more. */
function FiguresTold({ of: { figures, ended, ledger }, currency, partnership }: OfBar) {
  const words = useWords();
  const { picture: texts } = words.texts.partnership.inShort;
  const money = (amount: string) => words.rounded({ amount, currency });
  const { promised, paid, share, attributed, paidAttributed } = figures;
  const others = { money: money(attributed), paid: money(paidAttributed) };
  return (
    <>
      {promised === '0' && paid === '0' ? null : (
        <ToLedger
          partnership={partnership}
          ledger={`${ledger}${THAT_STAND}&voice=self-reported&currency=${currency}`}
        >
          {filled(texts.paidOf, { paid: money(paid), promised: money(promised) })}
          {share === undefined || share === '0' ? null : ` (${words.percent(share)})`}
        </ToLedger>
      )}
      {attributed === '0' ? null : (
        <span class="beside">
          {filled(paidAttributed === '0' ? texts.unconfirmed : texts.unconfirmedPaid, others)}
        </span>
      )}
      {ended === '0' ? null : <span class="beside">{filled(texts.ended, { money: money(ended) })}</span>}
    </>
  );
}

function Legend({ of }: { of: Picture }) {
  const { legend } = useWords().texts.partnership.inShort.picture;
  const seen = DRAWN.filter((what) => of.bars.some(({ lengths }) => lengths[what] > 0));
  return (
    <ul class="legend hint">
      {seen.map((what) => (
        <li key={what}>
          <svg class="bar" width="22" height="14" aria-hidden="true">
            <rect class={what} x="0.5" y="0.5" width="21" height="13" fill={FILLS[what]} />
          </svg>{' '}
          {legend[what]}
        </li>
      ))}
    </ul>
  );
}

/** Who promised and paid how much in one currency: bars, with the same figures in the same table. */
export function PictureOf({ of, names, partnership }: { of: Picture; names: Names; partnership: string }) {
  const words = useWords();
  const { picture: texts } = words.texts.partnership.inShort;
  const { currency, bars, more } = of;
  return (
    <figure class="picture">
      <table>
        <caption>{filled(texts.caption, { currency })}</caption>
        <thead class="aside">
          <tr>
            <th scope="col">{texts.organisation}</th>
            <th scope="col">{texts.bar}</th>
            <th scope="col">{texts.figures}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.organisation}>
              <th scope="row">
                <Organisation of={bar.organisation} names={names} />
              </th>
              <td class="drawn">
                <BarDrawn of={bar} />
              </td>
              <td class="figures">
                <FiguresTold of={bar} currency={currency} partnership={partnership} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption>
        <Legend of={of} />
        {more > 0 ? (
          <p class="hint">
            <a href="#records">{words.count(more, texts.more)}</a>
          </p>
        ) : null}
      </figcaption>
    </figure>
  );
}
