import type { Names, OfMoment } from '../../answers.ts';
import { bySdg } from '../../parts/sdg.ts';
import type { Words } from '../../words.ts';
import type { Filter } from './ledger-filters.ts';
import type { LedgerPage } from './ledger-row.ts';

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
/** As they are read. */
const inWords = (values: Iterable<string>, { order }: Words, told: (value: string) => string): string[] =>
  distinct(values).sort((a, b) => order(told(a), told(b)));
const asItIs = (value: string): string => value;

function choicesOfCoverage(answer: Coverage, words: Words): Choices {
  const { places, themes, sdgTargets, sdgGoals, unstated, names } = answer;
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
      organisation: inWords(organisations, words, (one) => names[one] ?? one),
      place: inWords(covered(places), words, words.place),
      theme: inWords(covered(themes), words, asItIs),
      goal: covered(sdgGoals).sort(bySdg),
      sdg: covered(sdgTargets).sort(bySdg),
      currency: distinct(currencies),
    },
    names,
  };
}

function choicesOfRows({ rows, names }: LedgerPage, words: Words): Choices {
  const places = rows.flatMap((row) => row.places?.map(({ place }) => place) ?? []);
  return {
    values: {
      place: inWords(places, words, words.place),
      theme: inWords(
        rows.flatMap(({ theme }) => theme ?? []),
        words,
        asItIs,
      ),
      sdg: distinct(rows.flatMap(({ sdgTargets = [] }) => sdgTargets)).sort(bySdg),
      currency: distinct(rows.flatMap(({ money }) => money.promised?.currency ?? [])),
    },
    names,
  };
}

/** What can be chosen, by the answer to the query at `choicesPathOf`. */
export const choicesIn = (answer: Coverage | LedgerPage, words: Words): Choices =>
  'rows' in answer ? choicesOfRows(answer, words) : choicesOfCoverage(answer, words);
