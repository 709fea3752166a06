import { Csv } from '../../parts/csv.tsx';
import { Link } from '../../parts/link.tsx';
import { isMarked, Mark } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Part } from '../../parts/part.tsx';
import { useWords } from '../../reader.tsx';
import { Written } from '../../parts/written.tsx';
import { filled } from '../../texts/filled.ts';
import type { CommitmentAnswer } from './answer.ts';
import { useDossier } from './dossier.tsx';
import { FirstHundred } from './first-hundred.tsx';

type Observed = CommitmentAnswer['observed'][number];

/** What it is about, as it is called on this page. */
function useAbout(): (claim: Observed['claim']) => string {
  const { said } = useWords().texts;
  const { entries = {} } = useDossier().telling;
  return ({ about, entry }) =>
    entry === undefined ? said.codes[about] : (entries[entry] ?? said.codes[about]);
}

/** The observer's word as it stands, and that it was taken back. */
function Verdict({ of: { verdict, history } }: { of: Observed }) {
  const { others: texts } = useWords().texts.commitment;
  const word = history.findLast(({ said }) => said !== 'answered' && said !== 'withdrawn')?.said ?? 'noted';
  return (
    <>
      {isMarked(word) ? (
        <Mark of={word} />
      ) : (
        <span class="mark">
          <span aria-hidden="true">✎ </span>
          {texts.noted}
        </span>
      )}{' '}
      {verdict === 'withdrawn' ? (
        <span class="mark">
          <span aria-hidden="true">↩ </span>
          {texts.withdrawn}
        </span>
      ) : null}
    </>
  );
}

/** One side: who, when, and the words. */
function Side({
  by,
  on,
  event,
  text,
}: {
  by: string;
  on: string;
  event: string | undefined;
  text: string | undefined;
}) {
  const words = useWords();
  const { others: texts } = words.texts.commitment;
  const { around } = useDossier();
  return (
    <>
      <p>
        <Organisation of={by} names={around.names} />, {words.day(on)}
      </p>
      {text === undefined ? <p class="hint">{texts.nothing}</p> : <blockquote dir="auto">{text}</blockquote>}
      {event === undefined ? null : (
        <p class="links">
          <Link to={`/events/${event}`}>{texts.event}</Link>
        </p>
      )}
    </>
  );
}

/** What one organisation says, and beside it what the other answers: nobody judges. */
function BothSides({ of }: { of: Observed }) {
  const words = useWords();
  const { others: texts } = words.texts.commitment;
  const about = useAbout();
  const { observer, saidOn, text, answer, history, ofEarlierVersion, ofItself, voice, claim, verdict } = of;
  const event = history.findLast(({ said }) => said !== 'answered' && said !== 'withdrawn')?.event;
  const back = verdict === 'withdrawn' ? history.findLast(({ said }) => said === 'withdrawn') : undefined;
  return (
    <li class="card">
      <h3>
        <Verdict of={of} /> {about(claim)}
      </h3>
      {ofEarlierVersion ? <p class="hint">{texts.earlier}</p> : null}
      {ofItself ? <p class="hint">{texts.ofItself}</p> : null}
      {voice === 'attributed' ? (
        <p>
          <Mark of="attributed" /> {texts.attributed}
        </p>
      ) : null}
      <div class="sides">
        <div>
          <h4>{texts.saysTitle}</h4>
          <Side by={observer} on={saidOn} event={event} text={text} />
          {back === undefined ? null : (
            <p>
              {filled(texts.withdrawnOn, { day: words.day(back.on) })} <Written of={back.text} />{' '}
              <Link to={`/events/${back.event}`}>{texts.event}</Link>
            </p>
          )}
        </div>
        {answer || verdict === 'disputed' ? (
          <div>
            <h4>{texts.answers}</h4>
            {answer ? (
              <Side by={answer.by} on={answer.on} event={answer.event} text={answer.text} />
            ) : (
              <p>{texts.noAnswer}</p>
            )}
          </div>
        ) : null}
      </div>
    </li>
  );
}

/** What others say of it, both sides. */
export function Others() {
  const { commitment: texts } = useWords().texts;
  const { observed, partnership, commitment } = useDossier().dossier;
  return (
    <Part id="others" title={texts.othersTitle}>
      {observed.length === 0 ? (
        <p>{texts.noOthers}</p>
      ) : (
        <>
          <Csv
            pages
            path={`/v1/partnerships/${partnership}/observations?commitment=${commitment}`}
            name={texts.othersTitle}
          />
          <FirstHundred of={observed}>
            {(rows) => (
              <ul class="sayings">
                {rows.map((one) => (
                  <BothSides key={one.observation} of={one} />
                ))}
              </ul>
            )}
          </FirstHundred>
        </>
      )}
    </Part>
  );
}
