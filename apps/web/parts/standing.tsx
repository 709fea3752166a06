import type { Asked } from '../asking.ts';
import type { OfMoment } from '../answers.ts';
import { useWords } from '../reader.tsx';
import type { Texts } from '../texts/index.ts';
import { Answered } from './answered.tsx';
import { Link } from './link.tsx';
import { Table } from './table.tsx';
import { ToLedger } from './to-ledger.tsx';

export type OrganisationType = keyof Texts['organisationTypes'];
interface Counted {
  readonly rows: number;
  readonly ledger: string;
}
interface Promised {
  readonly standing: keyof Texts['partnerships']['rows'];
  readonly pledges: Counted;
  readonly commitments: Counted;
}
/** Who takes part, by type, and how promises stand, in a few numbers. */
export interface PartnershipStanding extends OfMoment {
  readonly participants: readonly {
    readonly type: OrganisationType;
    readonly organisations: number;
    readonly who: readonly string[];
    /** Those that ended, in whose place one of these goes on. */
    readonly formerly?: readonly string[];
  }[];
  readonly promises: readonly Promised[];
}
export const standingOf = (partnership: string): string => `/v1/partnerships/${partnership}/standing`;

/** The part of a partnership's page that lists who takes part. */
const TAKERS = 'participants';

/** How many take part, of which types. */
function Takers({
  participants,
  partnership,
}: Pick<PartnershipStanding, 'participants'> & { partnership: string }) {
  const words = useWords();
  const { partnerships: texts, organisationTypes } = words.texts;
  const all = participants.reduce((sum, { organisations }) => sum + organisations, 0);
  const types = participants.map(
    ({ type, organisations }) => `${organisationTypes[type]} ${words.number(organisations)}`,
  );
  return (
    <p>
      <Link to={`/partnerships/${partnership}`} part={TAKERS}>
        {words.count(all, texts.participants)}
      </Link>
      {types.length > 0 ? `${words.texts.colon}${words.list(types)}` : ''}
    </p>
  );
}

/** What a word alone does not say. */
const EXPLAINED: ReadonlySet<string> = new Set(['over', 'late', 'silent']);

/** How promises stand, in a word; those that need it are explained. */
function How({ of }: { of: Promised['standing'] }) {
  const { partnerships: texts, marks } = useWords().texts;
  return (
    <>
      {texts.rows[of]}
      {EXPLAINED.has(of) ? <span class="beside">{marks[of].means}</span> : null}
    </>
  );
}

interface InNumbersProps {
  readonly asked: Asked<PartnershipStanding>;
  /** Whose page lists the promises that each number counts. */
  readonly partnership: string;
  /** What it is called, where several are on a page: of each only what there is is told. */
  readonly title?: string;
}
const isAny = ({ pledges, commitments }: Promised): boolean => pledges.rows + commitments.rows > 0;
export function InNumbers({ asked, partnership, title }: InNumbersProps) {
  const words = useWords();
  const { partnerships: texts } = words.texts;
  const leading = ({ rows, ledger }: Counted) =>
    rows === 0 ? (
      words.number(rows)
    ) : (
      <ToLedger partnership={partnership} ledger={ledger}>
        {words.number(rows)}
      </ToLedger>
    );
  return (
    <Answered asked={asked}>
      {({ participants, promises }) => (
        <>
          <Takers participants={participants} partnership={partnership} />
          <Table
            caption={texts.table}
            of={title}
            rows={title === undefined ? promises : promises.filter(isAny)}
            keyOf={({ standing }) => standing}
            columns={[
              { head: texts.standing, names: true, cell: ({ standing }) => <How of={standing} /> },
              { head: texts.pledges, align: 'end', cell: ({ pledges }) => leading(pledges) },
              { head: texts.commitments, align: 'end', cell: ({ commitments }) => leading(commitments) },
            ]}
          />
        </>
      )}
    </Answered>
  );
}
