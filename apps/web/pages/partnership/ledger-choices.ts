import type { Names, OfMoment } from '../../answers.ts';
import type { Filter } from './ledger-filters.ts';
import type { LedgerPage, Row } from './ledger-row.ts';

/** What can be chosen of what the promises tell, and the names of organisations. */
export interface Choices {
  readonly values: Readonly<Partial<Record<Filter, readonly string[]>>>;
  readonly names: Names;
}
export const NO_CHOICES: Choices = { values: {}, names: {} };

interface Promised {
  readonly promised: readonly { readonly currency: string }[];
}
interface Promises extends Promised {
  readonly undivided: Promised;
}
interface Cell {
  readonly of?: string;
  readonly rows: number;
  readonly organisations: readonly { readonly organisation: string }[];
  readonly commitments: Promises;
  readonly pledges: Promises;
}
/** Who covers what: added up by the API, however many promises there are. */
interface Coverage extends OfMoment {
  readonly places: readonly Cell[];
  readonly themes: readonly Cell[];
  readonly sdgTargets: readonly Cell[];
  readonly sdgGoals: readonly Cell[];
  readonly unstated: Readonly<Record<string, Cell>>;
}
/**
 * Where it is asked what can be chosen: who covers what, of a partnership or a programme; of an organisation, which has
 * fewer promises, some of its rows.
 */
export const choicesPathOf = (path: string): string =>
  path.includes('/organisations/') ? `${path}?limit=200` : path.replace(/ledger$/, 'coverage');

const distinct = (values: Iterable<string>): string[] => [...new Set(values)].sort();
const byName = (organisations: Iterable<string>, names: Names): string[] =>
  distinct(organisations).sort((a, b) => (names[a] ?? a).localeCompare(names[b] ?? b));

function choicesOfCoverage({ places, themes, sdgTargets, sdgGoals, unstated, names }: Coverage): Choices {
  // Each axis has every promise, or has it among those that do not say it; some of its money stands on one axis alone.
  const cells = [...places, ...themes, ...sdgTargets, ...sdgGoals, ...Object.values(unstated)];
  const covered = (axis: readonly Cell[]) =>
    axis.flatMap(({ of, rows }) => (of === undefined || rows === 0 ? [] : [of]));
  const currencies = cells.flatMap(({ commitments, pledges }) =>
    [commitments, commitments.undivided, pledges, pledges.undivided].flatMap(({ promised }) =>
      promised.map(({ currency }) => currency),
    ),
  );
  const organisations = cells.flatMap((cell) => cell.organisations.map(({ organisation }) => organisation));
  return {
    values: {
      organisation: byName(organisations, names),
      place: covered(places),
      theme: covered(themes),
      goal: covered(sdgGoals),
      sdg: covered(sdgTargets),
      currency: distinct(currencies),
    },
    names,
  };
}

function choicesOfRows(rows: readonly Row[], names: Names): Choices {
  return {
    values: {
      place: distinct(rows.flatMap(({ places = [] }) => places.map(({ place }) => place))),
      theme: distinct(rows.flatMap(({ theme }) => theme ?? [])),
      sdg: distinct(rows.flatMap(({ sdgTargets = [] }) => sdgTargets)),
      currency: distinct(rows.flatMap(({ money }) => money.promised?.currency ?? [])),
    },
    names,
  };
}

/** What can be chosen, by the answer to the question at `choicesPathOf`. */
export const choicesIn = (answer: Coverage | LedgerPage): Choices =>
  'rows' in answer ? choicesOfRows(answer.rows, answer.names) : choicesOfCoverage(answer);
