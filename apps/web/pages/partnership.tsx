import { useAnswer, type Asked } from '../asking.ts';
import type { Listed } from '../answers.ts';
import { Answered, Refusal } from '../parts/answered.tsx';
import { Cite } from '../parts/cite.tsx';
import { FoldedPart } from '../parts/folded-part.tsx';
import { InNumbers, standingOf, type PartnershipStanding } from '../parts/standing.tsx';
import { Safely } from '../parts/mishaps.tsx';
import { Title } from '../parts/title.tsx';
import { PROMISES } from '../parts/to-ledger.tsx';
import { useReader } from '../reader.tsx';
import { Collective } from './partnership/collective.tsx';
import { Coverage } from './partnership/coverage.tsx';
import {
  Disclosures,
  disclosuresOf,
  someDisclosed,
  type DisclosureHead,
} from './partnership/disclosures.tsx';
import { Head } from './partnership/head.tsx';
import { InShort, type Figured } from './partnership/in-short.tsx';
import { Inside, isShownInside } from './partnership/inside.tsx';
import { JointCommitments } from './partnership/joint.tsx';
import { chosenIn } from './partnership/ledger-filters.ts';
import { Ledger } from './partnership/ledger.tsx';
import { Needs } from './partnership/needs.tsx';
import { Participants } from './partnership/participants.tsx';
import type { RecordRow } from './partnership/records-row.ts';
import { Records, recordsOf } from './partnership/records.tsx';
import type { Shown } from './partnership/shown.ts';
import { Steps } from './partnership/steps.tsx';
import { Story } from './partnership/story.tsx';
import { Sums, totalsOf, type Totalled } from './partnership/sums.tsx';

interface PromisesProps {
  readonly partnership: string;
  readonly figured: Figured;
  readonly standing: Asked<PartnershipStanding>;
}
/** What is promised and done: each part asks by itself. */
function Promises({ partnership, figured, standing }: PromisesProps) {
  const { address, words } = useReader();
  const { sections } = words.texts.partnership;
  return (
    <>
      <FoldedPart id={PROMISES} title={sections.promises} isOpen={chosenIn(address.query).length > 0}>
        <Ledger partnership={partnership} />
      </FoldedPart>
      <FoldedPart id="records" title={sections.records}>
        <Records partnership={partnership} asked={figured.records} />
      </FoldedPart>
      <FoldedPart id="numbers" title={sections.numbers}>
        <InNumbers asked={standing} partnership={partnership} />
        <Sums partnership={partnership} asked={figured.totals} />
      </FoldedPart>
      <FoldedPart id="coverage" title={sections.coverage}>
        <Coverage partnership={partnership} />
      </FoldedPart>
      <FoldedPart id="collective" title={sections.collective}>
        <Collective partnership={partnership} />
      </FoldedPart>
      <FoldedPart id="joint" title={sections.joint}>
        <JointCommitments partnership={partnership} />
      </FoldedPart>
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
  const figured = {
    totals: useAnswer<Totalled>(shown && totalsOf(partnership)),
    records: useAnswer<Listed<RecordRow>>(shown && recordsOf(partnership)),
  };
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
      <Safely>
        <InShort partnership={partnership} figured={figured} />
      </Safely>
      <Promises partnership={partnership} figured={figured} standing={standing} />
      <FoldedPart id="steps" title={sections.steps}>
        <Steps partnership={partnership} />
      </FoldedPart>
      <FoldedPart id="story" title={sections.story}>
        <Answered asked={asked}>{(of) => <Story of={of} />}</Answered>
      </FoldedPart>
      <FoldedPart id="participants" title={sections.participants}>
        <Answered asked={asked}>{(of) => <Participants of={of} standing={standing} />}</Answered>
      </FoldedPart>
      <FoldedPart id="needs" title={sections.needs}>
        <Answered asked={asked}>{(of) => <Needs of={of} />}</Answered>
      </FoldedPart>
      {disclosures.state === 'asking' ? <Answered asked={disclosures}>{() => null}</Answered> : null}
      {disclosed ? (
        <FoldedPart id="disclosures" title={sections.disclosures}>
          {/* What was opened with one token is not asked for with another. */}
          <Disclosures key={token} partnership={partnership} />
        </FoldedPart>
      ) : null}
      {inside ? (
        <FoldedPart id="inside" title={sections.inside}>
          <Answered asked={asked}>{(of) => <Inside of={of} />}</Answered>
        </FoldedPart>
      ) : null}
      <Cite of={shown.asOf} title={shown.title} />
    </>
  );
}
