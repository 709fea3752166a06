import { useAnswer } from '../asking.ts';
import { Answered } from '../parts/answered.tsx';
import { Title } from '../parts/title.tsx';
import { useWords } from '../reader.tsx';
import { Changed } from '../said/changed.tsx';
import { changesIn } from '../said/changes.ts';
import { Parts } from '../said/said.tsx';
import { partsOf } from '../said/tell.ts';
import { filled } from '../texts/filled.ts';
import { About, Where } from './event/head.tsx';
import { Code, Proof } from './event/proof.tsx';
import { AT_THE_HEAD, type Stored } from './event/stored.ts';

/** What the event says, readably: what it changed, and the rest part by part. */
function Said({ of: { type, data, stream } }: { of: Stored }) {
  const words = useWords();
  const { event: texts } = words.texts;
  if (stream.startsWith('sealed-')) return <p>{texts.sealed}</p>;
  const { changes, told } = changesIn(type, data, { words });
  const parts = partsOf(data, { words }, new Set([...AT_THE_HEAD, 'commitment', ...told]));
  const partnership = typeof data['partnership'] === 'string' ? data['partnership'] : undefined;
  const around = { names: {}, partnership };
  return (
    <>
      <Changed label={texts.said} of={changes} around={around} />
      {parts.length > 0 ? <Parts of={parts} around={around} /> : null}
      {parts.length + changes.length > 0 ? null : <p>{texts.saidNothing}</p>}
    </>
  );
}

/** One event: what it says, who said so, and its proof. It has no moment: it is the same for ever. */
export function EventPage({ event }: { event: string }) {
  const { texts } = useWords();
  const asked = useAnswer<Stored>(`/v1/stored-events/${event}`, 'none');
  const type = 'answer' in asked ? asked.answer?.type : undefined;
  const called = type === undefined ? undefined : (texts.events as Readonly<Record<string, string>>)[type];
  return (
    <>
      <Title
        of={type === undefined ? texts.event.untitled : filled(called ?? texts.event.ofType, { type })}
      />
      <p class="lead">{texts.event.lead}</p>
      <Answered asked={asked}>
        {(stored) => (
          <>
            <About of={stored} />
            <Where of={stored} />
            <section>
              <h2>{texts.event.said}</h2>
              <Said of={stored} />
            </section>
            <Proof of={stored} />
            <section>
              <h2>{texts.event.raw}</h2>
              <Code label={texts.event.raw}>{JSON.stringify(stored, undefined, 2)}</Code>
              <p>
                <a href={`/v1/stored-events/${stored.id}`}>{texts.event.asStored}</a>
              </p>
            </section>
          </>
        )}
      </Answered>
    </>
  );
}
