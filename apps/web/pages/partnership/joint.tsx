import type { JointFigure, JointParty, JointRow } from '#commitment';
import type { Listed, Names } from '../../answers.ts';
import { Csv } from '../../parts/csv.tsx';
import { Link } from '../../parts/link.tsx';
import { Pages } from '../../parts/listed.tsx';
import { Basis } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { Rest, Written } from '../../parts/written.tsx';
import { brief } from '../../texts/brief.ts';
import { JointFigures } from './joint-figures.tsx';
import { With } from './named.tsx';

interface Joint extends JointRow {
  readonly figures: readonly (JointFigure & { readonly promisedBy: string })[];
  readonly named?: Names;
}
const SIGNS = { open: '…', accepted: '✓', declined: '✗', lapsed: '–' } as const;

function Answer({ of: { answer, answeredOn, leftOn, reason } }: { of: JointParty }) {
  const words = useWords();
  const { joint: texts } = words.texts.partnership;
  return (
    <>
      <span aria-hidden="true">{SIGNS[answer]} </span>
      {texts.answers[answer]}
      {answeredOn === undefined ? null : `, ${words.day(answeredOn)}`}
      {leftOn === undefined ? null : (
        <span class="beside">{filled(texts.left, { day: words.day(leftOn) })}</span>
      )}
      {reason === undefined ? null : (
        <q class="own">
          <Written of={reason} />
        </q>
      )}
    </>
  );
}

/** Who was named, for which share, and what it answered. */
function Parties({ of, names }: { of: Joint; names: Names }) {
  const words = useWords();
  const { joint: texts } = words.texts.partnership;
  const { parties, partnership, statement } = of;
  return (
    <Table
      caption={filled(texts.parties, { what: brief(statement) })}
      rows={parties}
      keyOf={({ organisation }) => organisation}
      columns={[
        {
          head: texts.organisation,
          names: true,
          cell: ({ organisation }) => <Organisation of={organisation} names={names} />,
        },
        {
          head: texts.share,
          cell: ({ statement: own = texts.same, share }) =>
            share === undefined ? (
              <Written of={own} />
            ) : (
              <Link to={`/partnerships/${partnership}/commitments/${share}`}>
                <Written of={brief(own)} />
              </Link>
            ),
        },
        { head: texts.money, align: 'end', cell: ({ money }) => (money ? words.money(money) : '–') },
        { head: texts.answer, cell: (party) => <Answer of={party} /> },
      ]}
    />
  );
}

function OneJoint({ of, names: today }: { of: Joint; names: Names }) {
  const words = useWords();
  const { joint: texts } = words.texts.partnership;
  const { statement, status, basis, proposedBy, effectiveOn, formedOn, named, figures, partnership } = of;
  const names = { ...today, ...named };
  return (
    <article>
      <h3 dir="auto">{brief(statement)}</h3>
      <Rest of={statement} />
      <p class="facts">
        <span class="phase">{texts.statuses[status]}</span> <Basis of={basis} />
      </p>
      <p>
        <With
          text={texts.proposed}
          said={{ day: words.day(effectiveOn) }}
          organisation={proposedBy}
          names={names}
        />{' '}
        {formedOn === undefined ? null : filled(texts.formed, { day: words.day(formedOn) })}
      </p>
      <Parties of={of} names={names} />
      <JointFigures figures={figures} what={brief(statement)} partnership={partnership} />
    </article>
  );
}

/** What several promise together: who has answered, and what falls short. */
export function JointCommitments({ partnership }: { partnership: string }) {
  const { joint: texts } = useWords().texts.partnership;
  const path = `/v1/partnerships/${partnership}/joint-commitments`;
  return (
    <Pages<Listed<Joint>> path={`${path}?limit=20`}>
      {({ rows, names }) =>
        rows.length === 0 ? (
          <p>{texts.none}</p>
        ) : (
          <>
            {rows.map((row) => (
              <OneJoint key={row.jointCommitment} of={row} names={names} />
            ))}
            <p class="hint">{texts.counting}</p>
            <Csv pages path={path} name={texts.file} />
          </>
        )
      }
    </Pages>
  );
}
