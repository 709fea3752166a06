import type { NamingRow } from '#commitment';
import type { Listed } from '../../answers.ts';
import { AsNamed } from '../../parts/as-named.tsx';
import { Csv } from '../../parts/csv.tsx';
import { Link } from '../../parts/link.tsx';
import { Pages } from '../../parts/listed.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Table } from '../../parts/table.tsx';
import { Written } from '../../parts/written.tsx';
import { useWords } from '../../reader.tsx';
import { brief } from '../../texts/brief.ts';

interface Row {
  readonly commitment: string;
  readonly partnership: string;
  readonly organisation: string;
  readonly statement?: string;
  readonly promised?: { readonly amount: string; readonly currency: string };
  readonly namings: readonly NamingRow[];
}

/** In which promises of others an organisation is named, and what it says of that. */
export function NamedBy({ path, name }: { path: string; name: string }) {
  const words = useWords();
  const { named: texts } = words.texts.organisation;
  return (
    <Pages<Listed<Row>> path={`${path}?limit=20`}>
      {({ rows, names }) =>
        rows.length === 0 ? (
          <p>{texts.none}</p>
        ) : (
          <>
            <p class="hint">{texts.lead}</p>
            <Csv pages path={path} name={name} />
            <Table
              caption={texts.caption}
              stacks
              rows={rows}
              keyOf={({ commitment }) => commitment}
              columns={[
                {
                  head: texts.promise,
                  names: true,
                  cell: ({ partnership, commitment, statement = commitment }) => (
                    <Link to={`/partnerships/${partnership}/commitments/${commitment}`}>
                      <Written of={brief(statement)} />
                    </Link>
                  ),
                },
                {
                  head: texts.by,
                  cell: ({ organisation }) => <Organisation of={organisation} names={names} />,
                },
                {
                  head: texts.promised,
                  align: 'end',
                  cell: ({ promised }) => (promised ? words.money(promised) : '–'),
                },
                {
                  head: texts.as,
                  cell: ({ namings }) =>
                    namings.map((one) => (
                      <p key={one.role + one.entry}>
                        <AsNamed of={one} entry={one.entry} />
                      </p>
                    )),
                },
              ]}
            />
          </>
        )
      }
    </Pages>
  );
}
