import type { Phase } from '#partnership';
import { useAnswer } from '../asking.ts';
import type { Listed, Names } from '../answers.ts';
import { Csv } from '../parts/csv.tsx';
import { Link } from '../parts/link.tsx';
import { Pages } from '../parts/listed.tsx';
import { Basis } from '../parts/marks.tsx';
import { Organisation } from '../parts/organisation.tsx';
import { InNumbers, standingOf, type PartnershipStanding } from '../parts/standing.tsx';
import { Title } from '../parts/title.tsx';
import { useWords } from '../reader.tsx';
import { Written } from '../parts/written.tsx';
import { brief } from '../texts/brief.ts';

/** A partnership as the list tells it. */
interface Brief {
  readonly partnership: string;
  readonly title: string;
  readonly programme?: string;
  /** The programme that has admitted it. */
  readonly belongsTo?: string;
  readonly convener: string;
  readonly convenedOn: string;
  readonly phase: Phase;
  readonly goal?: string;
  readonly basis: readonly string[];
}
function Card({ of, names }: { of: Brief; names: Names }) {
  const { partnerships: texts, phases, partnership: partnershipTexts } = useWords().texts;
  const { head: heads } = partnershipTexts;
  const { partnership, title, programme, belongsTo, phase, goal, convener, basis } = of;
  const standing = useAnswer<PartnershipStanding>(standingOf(partnership));
  return (
    <li class="card">
      <h2>
        <Link to={`/partnerships/${partnership}`}>
          <Written of={brief(title)} />
        </Link>
      </h2>
      <p class="facts">
        <span class="phase">{phases[phase]}</span> <Basis of={basis} />
      </p>
      {programme === undefined ? null : (
        <p class="hint" dir="auto">
          {belongsTo === undefined ? `${heads.asking} ${programme}` : programme}
        </p>
      )}
      <p dir="auto">{goal === undefined ? texts.noGoal : goal}</p>
      <p>
        {texts.convenedBy} <Organisation of={convener} names={names} />
      </p>
      <InNumbers asked={standing} partnership={partnership} title={brief(title)} />
    </li>
  );
}

/** Every partnership, with what it is for and how its promises stand. */
export function PartnershipsPage() {
  const { partnerships: texts, states } = useWords().texts;
  return (
    <>
      <Title of={texts.title} />
      <p class="lead">{texts.lead}</p>
      <Csv pages path="/v1/partnerships" name={texts.title} />
      <Pages<Listed<Brief>> path="/v1/partnerships?limit=20">
        {({ rows, names }) =>
          rows.length === 0 ? (
            <p class="state empty">{states.empty}</p>
          ) : (
            <ul class="cards">
              {rows.map((row) => (
                <Card key={row.partnership} of={row} names={names} />
              ))}
            </ul>
          )
        }
      </Pages>
    </>
  );
}
