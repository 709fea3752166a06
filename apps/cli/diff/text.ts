import { readable, words, type Item, type Names } from '../readable.ts';
import type { Change } from './compare.ts';

export interface ViewDifference {
  readonly view: string;
  readonly changes: readonly Change[];
}
export interface Difference {
  readonly partnership: string;
  readonly between: readonly [earlier: string, later: string];
  readonly effective?: string;
  readonly views: readonly ViewDifference[];
  readonly events: readonly Item[];
  readonly names: Names;
}

/** A difference for people: view by view, each row with the events behind it, and then the events. */
export function textOf({ between, effective, views, events, names }: Difference): string {
  const days =
    effective === undefined ? 'each as things stood on its own day' : `as things stood on ${effective}`;
  return [
    `Between ${between[0]} and ${between[1]}, ${days}:`,
    ...views.map((view) => viewText(view, { events, names })),
    events.length === 0 ? 'No events between.' : 'The events between:',
    ...events.map((event) => readable(event, names)),
    '',
  ].join('\n\n');
}

type Told = Pick<Difference, 'events' | 'names'>;

function viewText({ view, changes }: ViewDifference, told: Told): string {
  if (changes.length === 0) return `${view}: the same`;
  const rows = Map.groupBy(changes, ({ row }) => row?.join(' '));
  const lines = [...rows.values()].flatMap((its) => rowLines(its, told));
  return [view, ...lines.map((line) => `  ${line}`)].join('\n');
}

function rowLines(changes: readonly Change[], { events, names }: Told): string[] {
  const row = changes[0]?.row;
  if (!row) return changes.map((change) => changeText(change, names));
  const [list, id] = row;
  const head = `${list} ${named(id, names)}`;
  const whole = changes.find(({ path }) => path.length === 0);
  const lines = whole ? [] : changes.map((change) => `  ${changeText(change, names)}`);
  const what = whole
    ? [`${whole.then === undefined ? '+' : '-'} ${head}: ${brief(whole.now ?? whole.then, names)}`]
    : [`~ ${head}`];
  return [...what, ...lines, ...behind(id, events, names)];
}

/** Who said what about that row in between, where it is a commitment's or an organisation's; else that nobody did. */
function behind(id: string, events: readonly Item[], names: Names): string[] {
  const ids = new Set(id.split(' '));
  const found = events
    .filter(({ commitment, organisation }) => ids.has(commitment ?? organisation ?? ''))
    .map(({ event, type, by }) => `    ${event} ${words(type)}, by ${names[by] ?? by}`);
  const ofCommitment = [...ids].some((one) => one.startsWith('cmt_'));
  return found.length === 0 && ofCommitment ? ['    nothing was recorded of it in between'] : found;
}

function changeText({ path, then, now }: Change, names: Names): string {
  const where = named(path.join('/'), names);
  if (then === undefined) return `+ ${where}: ${valueText(now, names)}`;
  if (now === undefined) return `- ${where}: ${valueText(then, names)}`;
  return `~ ${where}: ${valueText(then, names)} → ${valueText(now, names)}`;
}

/** Organisations' ids by their names, but for those in links, which are to be asked as they stand. */
const named = (text: string, names: Names): string =>
  text.replaceAll(/(?<!=)org_[0-9a-z]{26}/g, (id) => names[id] ?? id);
const valueText = (value: unknown, names: Names): string =>
  named(typeof value === 'string' ? value : JSON.stringify(value), names);

/** A row in a line: its own words and numbers, without what stands deeper. */
const brief = (row: unknown, names: Names): string =>
  Object.entries(row as Readonly<Record<string, unknown>>)
    .filter(([name, value]) => name !== 'partnership' && typeof value !== 'object')
    .map(([name, value]) => `${name} ${valueText(value, names)}`)
    .join(' · ');
