import { Link } from '../../parts/link.tsx';
import { isMarked, Mark } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { useWords } from '../../reader.tsx';
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

function Verdict({ of }: { of: Observed }) {
  const { others: texts } = useWords().texts.commitment;
  const { verdict } = of;
  if (verdict !== 'withdrawn' && isMarked(verdict)) return <Mark of={verdict} />;
  return <span class="mark">{verdict === 'withdrawn' ? `↩ ${texts.withdrawn}` : `✎ ${texts.noted}`}</span>;
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
      {text === undefined ? <p class="hint">{texts.nothing}</p> : <blockquote>{text}</blockquote>}
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
  const { others: texts } = useWords().texts.commitment;
  const about = useAbout();
  const { observer, saidOn, text, answer, history, ofEarlierVersion, voice, claim } = of;
  const event = history.findLast(({ said }) => said !== 'answered')?.event;
  return (
    <li class="card">
      <h3>
        <Verdict of={of} /> {about(claim)}
      </h3>
      {ofEarlierVersion ? <p class="hint">{texts.earlier}</p> : null}
      {voice === 'attributed' ? (
        <p>
          <Mark of="attributed" /> {texts.attributed}
        </p>
      ) : null}
      <div class="sides">
        <div>
          <h4>{texts.saysTitle}</h4>
          <Side by={observer} on={saidOn} event={event} text={text} />
        </div>
        <div>
          <h4>{texts.answers}</h4>
          {answer ? (
            <Side by={answer.by} on={answer.on} event={answer.event} text={answer.text} />
          ) : (
            <p>{texts.noAnswer}</p>
          )}
        </div>
      </div>
    </li>
  );
}

/** What others say of it, both sides. */
export function Others() {
  const { commitment: texts } = useWords().texts;
  const { observed } = useDossier().dossier;
  return (
    <section>
      <h2>{texts.othersTitle}</h2>
      {observed.length === 0 ? (
        <p>{texts.noOthers}</p>
      ) : (
        <FirstHundred of={observed}>
          {(rows) => (
            <ul class="sayings">
              {rows.map((one) => (
                <BothSides key={one.observation} of={one} />
              ))}
            </ul>
          )}
        </FirstHundred>
      )}
    </section>
  );
}
