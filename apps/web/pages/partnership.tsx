import { useAnswer } from '../asking.ts';
import type { Listed } from '../answers.ts';
import { Answered, Refusal } from '../parts/answered.tsx';
import { Part } from '../parts/part.tsx';
import { InNumbers, standingOf, type PartnershipStanding } from '../parts/standing.tsx';
import { Title } from '../parts/title.tsx';
import { PROMISES } from '../parts/to-ledger.tsx';
import { useReader, useWords } from '../reader.tsx';
import { Collective } from './partnership/collective.tsx';
import { Contents, type Section } from './partnership/contents.tsx';
import { Coverage } from './partnership/coverage.tsx';
import {
  Disclosures,
  disclosuresOf,
  someDisclosed,
  type DisclosureHead,
} from './partnership/disclosures.tsx';
import { Head } from './partnership/head.tsx';
import { Inside, isShownInside } from './partnership/inside.tsx';
import { JointCommitments } from './partnership/joint.tsx';
import { Ledger } from './partnership/ledger.tsx';
import { Needs } from './partnership/needs.tsx';
import { Participants } from './partnership/participants.tsx';
import { Records } from './partnership/records.tsx';
import type { Shown } from './partnership/shown.ts';
import { Steps } from './partnership/steps.tsx';
import { Story } from './partnership/story.tsx';
import { Sums } from './partnership/sums.tsx';

/** What everybody sees, in the order of the page: first what is asked most, then how it came about. */
const FOR_ALL: readonly Section[] = [
  'minute',
  'records',
  PROMISES,
  'coverage',
  'collective',
  'joint',
  'steps',
  'story',
  'participants',
  'needs',
];

/** What is promised and done: each part asks by itself. */
function Promises({ partnership }: { partnership: string }) {
  const { sections } = useWords().texts.partnership;
  return (
    <>
      <Part id="records" title={sections.records}>
        <Records partnership={partnership} />
      </Part>
      <Part id={PROMISES} title={sections.promises}>
        <Ledger partnership={partnership} />
      </Part>
      <Part id="coverage" title={sections.coverage}>
        <Coverage partnership={partnership} />
      </Part>
      <Part id="collective" title={sections.collective}>
        <Collective partnership={partnership} />
      </Part>
      <Part id="joint" title={sections.joint}>
        <JointCommitments partnership={partnership} />
      </Part>
    </>
  );
}

/** A partnership: who promised what, and how it goes. Nothing waits for all of it, so that the first is there at once. */
export function PartnershipPage({ partnership }: { partnership: string }) {
  const { token, words } = useReader();
  const { partnership: texts } = words.texts;
  const { sections } = texts;
  const asked = useAnswer<Shown>(`/v1/partnerships/${partnership}`);
  const shown = asked.state === 'refused' ? undefined : asked.answer;
  // What it is comes first: where a book is large, the rest would have it wait.
  const standing = useAnswer<PartnershipStanding>(shown && standingOf(partnership));
  const disclosures = useAnswer<Listed<DisclosureHead>>(shown && disclosuresOf(partnership));
  if (asked.state === 'refused')
    return (
      <>
        <Title of={texts.title} />
        <Refusal problem={asked.problem} />
      </>
    );
  if (shown === undefined) return <Answered asked={asked}>{() => null}</Answered>;
  const disclosed = someDisclosed(disclosures);
  const inside = isShownInside(shown);
  return (
    <>
      <Answered asked={asked}>{(of) => <Head of={of} />}</Answered>
      <Contents
        sections={[
          ...FOR_ALL,
          ...(disclosed ? (['disclosures'] as const) : []),
          ...(inside ? (['inside'] as const) : []),
        ]}
      />
      <Part id="minute" title={sections.minute}>
        <InNumbers asked={standing} partnership={partnership} />
        <Sums partnership={partnership} />
      </Part>
      <Promises partnership={partnership} />
      <Part id="steps" title={sections.steps}>
        <Steps partnership={partnership} />
      </Part>
      <Part id="story" title={sections.story}>
        <Answered asked={asked}>{(of) => <Story of={of} />}</Answered>
      </Part>
      <Part id="participants" title={sections.participants}>
        <Answered asked={asked}>{(of) => <Participants of={of} standing={standing} />}</Answered>
      </Part>
      <Part id="needs" title={sections.needs}>
        <Answered asked={asked}>{(of) => <Needs of={of} />}</Answered>
      </Part>
      {disclosures.state === 'asking' ? <Answered asked={disclosures}>{() => null}</Answered> : null}
      {disclosed ? (
        <Part id="disclosures" title={sections.disclosures}>
          {/* What was opened with one token is not asked for with another. */}
          <Disclosures key={token} partnership={partnership} />
        </Part>
      ) : null}
      {inside ? (
        <Part id="inside" title={sections.inside}>
          <Answered asked={asked}>{(of) => <Inside of={of} />}</Answered>
        </Part>
      ) : null}
    </>
  );
}
