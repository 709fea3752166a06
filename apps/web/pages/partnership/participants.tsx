import type { Asked } from '../../asking.ts';
import { Csv } from '../../parts/csv.tsx';
import { Basis } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import type { OrganisationType, PartnershipStanding } from '../../parts/standing.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../reader.tsx';
import { Written } from '../../parts/written.tsx';
import { Agreements } from './agreements.tsx';
import { With } from './named.tsx';
import { useCode, type Shown } from './shown.ts';

/** Of which type each is, or who goes on in its place; as long as that is not answered, nothing is said of it. */
function typesIn(standing: Asked<PartnershipStanding>): ReadonlyMap<string, OrganisationType> {
  const { participants = [] } = ('answer' in standing ? standing.answer : undefined) ?? {};
  return new Map(
    participants.flatMap(({ type, who, formerly = [] }) =>
      [...who, ...formerly].map((one) => [one, type] as const),
    ),
  );
}

function Taking({ of, standing }: { of: Shown; standing: Asked<PartnershipStanding> }) {
  const words = useWords();
  const { partnership, organisationTypes } = words.texts;
  const texts = partnership.participants;
  const types = typesIn(standing);
  const typeOf = (organisation: string) => {
    const type = types.get(organisation);
    return type === undefined ? '…' : organisationTypes[type];
  };
  return (
    <Table
      caption={texts.caption}
      rows={of.participants}
      keyOf={({ organisation }) => organisation}
      columns={[
        {
          head: texts.organisation,
          names: true,
          cell: ({ organisation }) => <Organisation of={organisation} names={of.names} />,
        },
        { head: texts.type, cell: ({ organisation }) => typeOf(organisation) },
        { head: texts.since, cell: ({ since }) => words.day(since) },
        { head: texts.priorities, cell: ({ priorities }) => <Written of={words.list(priorities)} /> },
        { head: texts.basis, cell: ({ basis }) => <Basis of={basis} /> },
      ]}
    />
  );
}

function Former({ of: { former, names } }: { of: Shown }) {
  const words = useWords();
  const code = useCode();
  const { participants: texts } = words.texts.partnership;
  if (former.length === 0) return null;
  return (
    <Table
      caption={texts.former}
      rows={former}
      keyOf={({ organisation, leftOn }) => `${organisation} ${leftOn}`}
      columns={[
        {
          head: texts.organisation,
          names: true,
          cell: ({ organisation }) => <Organisation of={organisation} names={names} />,
        },
        { head: texts.leftOn, cell: ({ leftOn }) => words.day(leftOn) },
        { head: texts.reason, cell: ({ reason }) => (reason === undefined ? texts.noReason : code(reason)) },
        { head: texts.basis, cell: ({ basis }) => <Basis of={basis} /> },
      ]}
    />
  );
}

/** Who may record what others promised, from where, and who allowed it. */
function Mandates({ of: { mandates, names } }: { of: Shown }) {
  const { participants: texts } = useWords().texts.partnership;
  if (mandates.length === 0) return null;
  return (
    <>
      <h3>{texts.mayRecord}</h3>
      <ul>
        {mandates.map(({ organisation, source, grantedBy }) => (
          <li key={`${organisation} ${source}`}>
            <With
              text={texts.mandate}
              said={{ source, by: names[grantedBy] ?? grantedBy }}
              organisation={organisation}
              names={names}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who takes part, who did, and what they agreed on. */
export function Participants({ of, standing }: { of: Shown; standing: Asked<PartnershipStanding> }) {
  const { participants: texts } = useWords().texts.partnership;
  return (
    <>
      <Taking of={of} standing={standing} />
      <Former of={of} />
      <Csv path={`/v1/partnerships/${of.partnership}`} name={texts.file} />
      <Agreements of={of} />
      <Mandates of={of} />
    </>
  );
}
