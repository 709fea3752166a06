import { useAnswer } from '../asking.ts';
import { Answered, Refusal } from '../parts/answered.tsx';
import { Part } from '../parts/part.tsx';
import { InNumbers, standingOf, type Standing } from '../parts/standing.tsx';
import { Title } from '../parts/title.tsx';
import { PROMISES } from '../parts/to-ledger.tsx';
import { useWords } from '../reader.tsx';
import { Contents } from './partnership/contents.tsx';
import { Head } from './partnership/head.tsx';
import { Ledger } from './partnership/ledger.tsx';
import type { Shown } from './partnership/shown.ts';
import { Steps } from './partnership/steps.tsx';
import { Story } from './partnership/story.tsx';
import { Sums } from './partnership/sums.tsx';

/** A partnership: who promised what, and how it goes. Each part asks by itself, so that the first is there at once. */
export function PartnershipPage({ partnership }: { partnership: string }) {
  const { partnership: texts } = useWords().texts;
  const { sections } = texts;
  const asked = useAnswer<Shown>(`/v1/partnerships/${partnership}`);
  const standing = useAnswer<Standing>(standingOf(partnership));
  if (asked.state === 'refused')
    return (
      <>
        <Title of={texts.title} />
        <Refusal problem={asked.problem} />
      </>
    );
  return (
    <>
      <Answered asked={asked}>{(of) => <Head of={of} />}</Answered>
      <Contents sections={['minute', 'steps', 'story', PROMISES]} />
      <Part id="minute" title={sections.minute}>
        <InNumbers asked={standing} partnership={partnership} />
        <Sums partnership={partnership} />
      </Part>
      <Part id="steps" title={sections.steps}>
        <Steps partnership={partnership} />
      </Part>
      <Part id="story" title={sections.story}>
        <Answered asked={asked}>{(of) => <Story of={of} />}</Answered>
      </Part>
      <div id={PROMISES} class="part" tabIndex={-1}>
        <Ledger partnership={partnership} />
      </div>
    </>
  );
}
