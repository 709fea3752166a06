import type { OfMoment } from '../../answers.ts';
import { useAnswer } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { useWords } from '../../reader.tsx';
import { Written } from '../../parts/written.tsx';
import { With } from './named.tsx';

interface Said extends OfMoment {
  readonly text?: string;
  readonly answers?: readonly {
    readonly answer: string;
    readonly organisation: string;
    readonly effectiveOn: string;
    readonly text: string;
  }[];
  /** Who else has read it: for its owner. */
  readonly readers?: readonly { readonly organisation: string; readonly firstReadAt: string }[];
}

/** What a disclosure says, with the answers to it. It is asked for only when it is to be read. */
export function DisclosureText({ path }: { path: string }) {
  const words = useWords();
  const { disclosures: texts } = words.texts.quiet;
  const asked = useAnswer<Said>(path);
  return (
    <Answered asked={asked}>
      {({ text, answers = [], readers = [], names }) => (
        <>
          <blockquote dir="auto">{text}</blockquote>
          {answers.length === 0 ? null : <p>{texts.answers}</p>}
          <ul>
            {answers.map(({ answer, organisation, effectiveOn, text: said }) => (
              <li key={answer}>
                <With
                  text={`{name}, ${words.day(effectiveOn)}${words.texts.colon}`}
                  organisation={organisation}
                  names={names}
                />
                <q>
                  <Written of={said} />
                </q>
              </li>
            ))}
          </ul>
          {readers.length === 0 ? null : <p>{texts.readers}</p>}
          <ul>
            {readers.map(({ organisation, firstReadAt }) => (
              <li key={organisation}>
                <With
                  text={texts.firstRead}
                  said={{ day: words.day(firstReadAt.slice(0, 10)) }}
                  organisation={organisation}
                  names={names}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Answered>
  );
}
