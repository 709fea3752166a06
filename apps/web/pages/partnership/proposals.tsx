import type { ProposalView } from '#partnership';
import { Basis } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../reader.tsx';
import { Parts } from '../../said/said.tsx';
import { partsOf } from '../../said/tell.ts';
import { filled } from '../../texts/filled.ts';
import { Rest, Written } from '../../parts/written.tsx';
import { brief } from '../../texts/brief.ts';
import { With } from './named.tsx';
import { useCode, type Shown } from './shown.ts';

/** Who answered, who objects, and, while it is open, who has not said anything. */
function answersOf(
  { answers, objections, adoptedOn, lapsedOn }: ProposalView,
  participants: Shown['participants'],
) {
  const objecting = new Map(objections.map(({ organisation, reason }) => [organisation, reason]));
  const silent =
    (adoptedOn ?? lapsedOn) === undefined ? participants.map(({ organisation }) => organisation) : [];
  return [...new Set([...Object.keys(answers), ...objecting.keys(), ...silent])].map((organisation) => ({
    organisation,
    answer: objecting.has(organisation)
      ? ('objected' as const)
      : (answers[organisation] ?? ('none' as const)),
    reason: objecting.get(organisation),
  }));
}

function OneProposal({ of, book: { participants, names } }: { of: ProposalView; book: Shown }) {
  const words = useWords();
  const code = useCode();
  const { inside: texts } = words.texts.quiet;
  const {
    subject,
    text,
    proposedBy,
    answerBy,
    adoptedOn,
    lapsedOn,
    basis,
    problem,
    scope,
    adds,
    indicator,
    to,
  } = of;
  // What it would change: without that, nobody knows what is consented to.
  const terms = partsOf({ problem, scope, adds, indicator, to }, { words });
  const outcome =
    adoptedOn !== undefined
      ? filled(texts.adopted, { day: words.day(adoptedOn) })
      : lapsedOn !== undefined
        ? filled(texts.leftOpen, { day: words.day(lapsedOn) })
        : texts.notAdopted;
  return (
    <article>
      <h4>
        {code(subject)}
        {words.texts.colon}
        <Written of={brief(text)} /> <Basis of={basis} />
      </h4>
      <Rest of={text} />
      {terms.length > 0 ? <Parts of={terms} around={{ names, partnership: undefined }} /> : null}
      <p>
        <strong>{outcome}.</strong> <With text={texts.proposedBy} organisation={proposedBy} names={names} />{' '}
        {answerBy === undefined ? null : filled(texts.answerBy, { day: words.day(answerBy) })}
      </p>
      <Table
        caption={filled(texts.answersTo, { what: brief(text) })}
        rows={answersOf(of, participants)}
        keyOf={({ organisation }) => organisation}
        columns={[
          {
            head: texts.organisation,
            names: true,
            cell: ({ organisation }) => <Organisation of={organisation} names={names} />,
          },
          {
            head: texts.answer,
            cell: ({ answer, reason }) => (
              <>
                {texts.answers[answer]}
                {reason === undefined ? null : (
                  <q class="own">
                    <Written of={reason} />
                  </q>
                )}
              </>
            ),
          },
        ]}
      />
    </article>
  );
}

/** What was proposed, and what everybody answered. */
export function Proposals({ of }: { of: Shown }) {
  const { inside: texts } = useWords().texts.quiet;
  const { proposals = [] } = of;
  if (proposals.length === 0) return null;
  return (
    <>
      <h3>{texts.proposals}</h3>
      {proposals.map((one) => (
        <OneProposal key={one.proposal} of={one} book={of} />
      ))}
    </>
  );
}
