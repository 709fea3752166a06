import { useMemo } from 'preact/hooks';
import { questionAt, useAnswer, type Asked } from '../asking.ts';
import { Answered } from '../parts/answered.tsx';
import { Cite } from '../parts/cite.tsx';
import { Title } from '../parts/title.tsx';
import { useReader } from '../reader.tsx';
import { PartnershipLink } from '../said/partnership-link.tsx';
import type { CommitmentAnswer } from './commitment/answer.ts';
import { OtherMoments, ThenAndNow } from './commitment/compare.tsx';
import { Contents } from './commitment/contents.tsx';
import { Opened, type Open } from './commitment/dossier.tsx';
import { Head } from './commitment/head.tsx';
import { InShort } from './commitment/in-short.tsx';
import { Indicators } from './commitment/indicators.tsx';
import { Milestones } from './commitment/milestones.tsx';
import { tellingOf } from './commitment/naming.ts';
import { Others } from './commitment/others.tsx';
import { PaidAndSpent } from './commitment/paid.tsx';
import { PromisedFirstAndNow } from './commitment/promised.tsx';
import { Related } from './commitment/related.tsx';
import { Story } from './commitment/story.tsx';

/** The events that were known at the other moment; none where it did not stand in the book yet. */
function knownIn(then: Asked<CommitmentAnswer>): ReadonlySet<string> | undefined {
  if (then.state === 'refused') return then.problem.status === 404 ? new Set() : undefined;
  return then.answer && new Set(then.answer.history.map(({ event }) => event));
}

/** What all parts of the page are told from; beside another moment, with what was known then. */
function useOpen(dossier: CommitmentAnswer, then: Asked<CommitmentAnswer> | undefined): Open {
  const { words } = useReader();
  return useMemo(() => {
    const known = then && knownIn(then);
    return {
      dossier,
      telling: tellingOf(dossier, words),
      around: { names: dossier.names, partnership: dossier.partnership },
      ...(known ? { known } : {}),
    };
  }, [dossier, then, words]);
}

function Whole({
  dossier,
  since,
  then,
}: {
  dossier: CommitmentAnswer;
  since?: string;
  then: Asked<CommitmentAnswer>;
}) {
  const { words } = useReader();
  const open = useOpen(dossier, since === undefined ? undefined : then);
  return (
    <Opened value={open}>
      <InShort />
      <Head />
      <OtherMoments />
      <Contents />
      {since === undefined ? null : <ThenAndNow since={since} asked={then} />}
      <PromisedFirstAndNow />
      <PaidAndSpent />
      <Milestones />
      <Indicators />
      <Related />
      <Others />
      <Story />
      <Cite of={dossier.asOf} title={dossier.statement ?? words.texts.commitment.untitled} />
    </Opened>
  );
}

/** A commitment's whole story, and where it stands. With `since` in the address, beside what was known at that moment. */
export function CommitmentPage({ partnership, commitment }: { partnership: string; commitment: string }) {
  const { address, words } = useReader();
  const path = `/v1/partnerships/${partnership}/commitments/${commitment}`;
  const since = address.query.get('since') ?? undefined;
  const asked = useAnswer<CommitmentAnswer>(path);
  const then = useAnswer<CommitmentAnswer>(since && questionAt(path, since), 'none');
  const statement = 'answer' in asked ? asked.answer?.statement : undefined;
  return (
    <>
      <p class="back">
        <PartnershipLink of={partnership} />
      </p>
      <Title of={statement ?? words.texts.commitment.untitled} />
      <Answered asked={asked}>
        {(dossier) => <Whole dossier={dossier} then={then} {...(since === undefined ? {} : { since })} />}
      </Answered>
    </>
  );
}
