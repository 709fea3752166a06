import type { Phase } from '#partnership';
import { useAnswer } from '../asking.ts';
import type { Listed, Names, OfMoment } from '../answers.ts';
import { Answered } from '../parts/answered.tsx';
import { Csv } from '../parts/csv.tsx';
import { Link } from '../parts/link.tsx';
import { Pages } from '../parts/listed.tsx';
import { Basis } from '../parts/marks.tsx';
import { Organisation } from '../parts/organisation.tsx';
import { Table } from '../parts/table.tsx';
import { Title } from '../parts/title.tsx';
import { useWords } from '../reader.tsx';
import type { Texts } from '../texts/index.ts';

/** A partnership as the list tells it. */
interface Brief {
  readonly partnership: string;
  readonly title: string;
  readonly programme?: string;
  readonly convener: string;
  readonly convenedOn: string;
  readonly phase: Phase;
  readonly goal?: string;
  readonly basis: readonly string[];
}
type OrganisationType = keyof Texts['organisationTypes'];
interface Promised {
  readonly standing: keyof Texts['partnerships']['rows'];
  readonly pledges: { readonly rows: number };
  readonly commitments: { readonly rows: number };
}
interface Standing extends OfMoment {
  readonly participants: readonly { readonly type: OrganisationType; readonly organisations: number }[];
  readonly promises: readonly Promised[];
}

/** Who takes part, by type, and how promises stand, in a few numbers. */
function InNumbers({ partnership }: { partnership: string }) {
  const words = useWords();
  const { partnerships: texts, organisationTypes } = words.texts;
  const asked = useAnswer<Standing>(`/v1/partnerships/${partnership}/standing`);
  return (
    <Answered asked={asked}>
      {({ participants, promises }) => (
        <>
          <p>
            {words.count(
              participants.reduce((sum, { organisations }) => sum + organisations, 0),
              texts.participants,
            )}
            {': '}
            {words.list(
              participants.map(
                ({ type, organisations }) => `${organisationTypes[type]} ${words.number(organisations)}`,
              ),
            )}
          </p>
          <Table
            caption={texts.table}
            rows={promises}
            keyOf={({ standing }) => standing}
            columns={[
              { head: texts.standing, names: true, cell: ({ standing }) => texts.rows[standing] },
              { head: texts.pledges, align: 'end', cell: ({ pledges }) => words.number(pledges.rows) },
              {
                head: texts.commitments,
                align: 'end',
                cell: ({ commitments }) => words.number(commitments.rows),
              },
            ]}
          />
        </>
      )}
    </Answered>
  );
}

function Card({ of, names }: { of: Brief; names: Names }) {
  const { partnerships: texts, phases } = useWords().texts;
  const { partnership, title, programme, phase, goal, convener, basis } = of;
  return (
    <li class="card">
      <h2>
        <Link to={`/partnerships/${partnership}`}>{title}</Link>
      </h2>
      <p class="facts">
        <span class="phase">{phases[phase]}</span> <Basis of={basis} />
      </p>
      {programme === undefined ? null : <p class="hint">{programme}</p>}
      <p>{goal === undefined ? texts.noGoal : goal}</p>
      <p>
        {texts.convenedBy} <Organisation of={convener} names={names} />
      </p>
      <InNumbers partnership={partnership} />
    </li>
  );
}

/** Every partnership, with what it is for and how its promises stand. */
export function PartnershipsPage() {
  const { partnerships: texts } = useWords().texts;
  return (
    <>
      <Title of={texts.title} />
      <p class="lead">{texts.lead}</p>
      <Csv path="/v1/partnerships" name={texts.title} />
      <Pages<Listed<Brief>> path="/v1/partnerships?limit=20">
        {({ rows, names }) => (
          <ul class="cards">
            {rows.map((row) => (
              <Card key={row.partnership} of={row} names={names} />
            ))}
          </ul>
        )}
      </Pages>
    </>
  );
}
