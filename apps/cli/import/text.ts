import Table from 'cli-table3';
import type { Missed, Outcome } from './fts-import.ts';
import type { Unproven } from './source-organisations.ts';
import type { Compared, Group, Sum } from './totals.ts';

/** What became of the records, in a line; then what was refused, by reason. */
export function outcomeText(outcome: Outcome): string {
  const { new: fresh, amended, unchanged, resumed, missed, notFollowed, corroborations } = outcome;
  const line =
    `${fresh} new, ${amended} amended, ${unchanged} unchanged, ${missed.length} refused; ` +
    `${corroborations.new} corroborations new, ${corroborations.unchanged} unchanged`;
  const more = resumed > 0 ? [`  ${resumed} came back in the source, and took up what had ended`] : [];
  return [
    line,
    ...more,
    ...byReason('refused', missed),
    ...byReason('not followed', notFollowed),
    ...goneLines(outcome),
  ].join('\n');
}

/** So many places are told of one reason. */
const PLACES = 5;
/** The same reason, whatever the value was: `not "ZZZ"`, "Atlantis". */
const reasonKey = ({ code, reason }: Missed): string =>
  code ?? reason.replace(/, not .*$/s, '').replaceAll(/"[^"]*"/g, '"…"');
const placeOf = ({ file, row }: Missed): string => (row === undefined ? file : `${file}, row ${row}`);

/** The most frequent reason first, in the words of its first case, with where to look. */
function byReason(what: string, missed: readonly Missed[]): string[] {
  const reasons = [...Map.groupBy(missed, reasonKey).values()].sort((a, b) => b.length - a.length);
  return reasons.flatMap((of) => {
    const places = of.slice(0, PLACES).map(placeOf).join('; ');
    const more = of.length > PLACES ? `; and ${of.length - PLACES} more` : '';
    return [`  ${of.length} ${what}: ${of[0]?.reason ?? ''}`, `    ${places}${more}`];
  });
}

/** So many are told one by one. */
const TOLD = 20;
const KEPT = {
  confirmed: 'confirmed by its owner, who alone ends it',
  elsewhere: 'in another search when that was last brought in',
} as const;

/** What the source has no more: ended, or what would end it. */
function goneLines({ gone, ended }: Outcome): string[] {
  if (gone.length === 0) return [];
  const told = gone.slice(0, TOLD).map(({ record, commitment, searches, kept }) => {
    const why = kept ? `: ${KEPT[kept]}` : '';
    return `    ${record} (${commitment}), no more in ${searches.join(', ')}${why}`;
  });
  const more = gone.length > TOLD ? [`    and ${gone.length - TOLD} more`] : [];
  const what = ended > 0 ? `${ended} of these ended as removed` : 'none of these ended: --complete does';
  return [`  ${gone.length} gone from the source, ${what}`, ...told, ...more];
}

export function unprovenText(unproven: readonly Unproven[]): string {
  const told = unproven.slice(0, TOLD).map(({ identifier, claimant, organisation = 'ORGANISATION' }) => {
    const by = claimant === undefined ? '' : `, claimed by ${claimant}`;
    return `  ${identifier}${by}: pledgebook prove ${organisation} --identifier '${identifier}' --reason '…'`;
  });
  const more = unproven.length > TOLD ? [`  and ${unproven.length - TOLD} more`] : [];
  return [
    'Claimed and proven for nobody: no record was brought in as of who claims these identifiers, but as of an organisation listed beside. An operator says whose they are:',
    ...told,
    ...more,
  ].join('\n');
}

const sums = (list: readonly Sum[]): string =>
  list.map(({ amount, currency }) => `${amount} ${currency}`).join('\n');

export function groupsText(groups: readonly Group[]): string {
  const table = new Table({
    head: ['promise', 'status', 'word', 'rows', 'contained', 'promised', 'disbursed', 'USD by the source'],
    style: { head: [], border: [] },
  });
  for (const { promise, status, voice, rows, contained, promised, disbursed, promisedIn } of groups)
    table.push([promise, status, voice, rows, contained, sums(promised), sums(disbursed), promisedIn.amount]);
  return table.toString();
}

/** Beside each figure of the source the ledger's, and whether the two agree. */
export function comparedText(compared: readonly Compared[]): string {
  const table = new Table({
    head: ['search', 'figure', 'ledger, USD', 'file, USD', ''],
    style: { head: [], border: [] },
  });
  for (const { search, figures, complete } of compared)
    for (const { figure, ledger, file, agree } of figures)
      table.push([search, figure, ledger, file, agree ? 'agree' : complete ? 'DIFFER' : 'pages missing']);
  return table.toString();
}

/** What the process ends with: 0 all is well; 1 something was refused or not followed, or a figure differs; 2 nothing went in. */
export function exitCodeOf(
  { new: fresh, amended, unchanged, resumed, missed, notFollowed, interrupted }: Outcome,
  compared: readonly Compared[],
): number {
  if (interrupted) return 130;
  if (missed.length > 0) return fresh + amended + unchanged + resumed === 0 ? 2 : 1;
  if (notFollowed.length > 0) return 1;
  return compared.some(({ figures, complete }) => complete && figures.some(({ agree }) => !agree)) ? 1 : 0;
}
