import { shortened } from '#vocabulary';
import { isReported, moneyOf } from './money.ts';
import { organisationsIn, type Flow, type Part } from './flow.ts';
import type { Seen, Sighting } from './merge.ts';

export type Tags = Readonly<Record<string, string>>;

const MOST_TAGS = 40;
const LONGEST = 200;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

const list = (texts: Iterable<string | undefined>): string =>
  [...new Set([...texts].filter((text) => text !== undefined))].join('; ');
const short = (text: string): string => (text.length <= LONGEST ? text : `${shortened(text, LONGEST - 1)}…`);

/** Plans, clusters, years, places … of one side, by the source's names: `destination.globalCluster`. */
function partTags(side: 'source' | 'destination', parts: readonly Part[]): Tags {
  const others = Object.groupBy(parts, ({ type }) => `${side}.${type[0]?.toLowerCase()}${type.slice(1)}`);
  delete others[`${side}.organization`];
  const organisations = organisationsIn(parts);
  return {
    [`${side}.organisationType`]: list(organisations.flatMap(({ types }) => types)),
    [`${side}.organisationSubType`]: list(organisations.flatMap(({ subTypes }) => subTypes)),
    ...Object.fromEntries(
      Object.entries(others).map(([name, of = []]) => [name, list(of.map((part) => part.name))]),
    ),
  };
}

/** What the record's own fields leave out: the other date, and what of the money is not kept with it. */
function leftOver(flow: Flow, effectiveOn: string): Tags {
  const { date, decisionDate = '', originalAmount, originalCurrency, rate } = flow;
  const reported = isReported(flow);
  const { equivalent } = moneyOf(flow);
  return {
    decisionDate: decisionDate === effectiveOn ? '' : decisionDate,
    date: date === effectiveOn ? '' : date,
    originalAmount: reported ? '' : (originalAmount ?? ''),
    originalCurrency: reported ? '' : (originalCurrency ?? ''),
    exchangeRate: reported ? '' : (rate ?? ''),
    amountUSD: reported && !equivalent ? flow.usd : '',
  };
}

/** The tag of a record that a search found, and what it says. */
export const searchTag = (search: string): string => `search-${search}`;
const SEARCH = /^search-[\w-]+$/;
export const seenAs = ({ boundary, onBoundary }: Seen): string => `${boundary}/${onBoundary}`;

/** How searches saw it. Those that saw it on one boundary alone come first, since totals count these. */
const searchTags = (searches: Sighting['searches']): Tags =>
  Object.fromEntries(
    [...searches]
      .sort(
        ([, { onBoundary: one }], [, { onBoundary: other }]) =>
          Number(other === 'single') - Number(one === 'single'),
      )
      .map(([search, seen]) => [searchTag(search), seenAs(seen)]),
  );

/**
 * Where a record comes from, as short texts by name; fields keep the names FTS gives them. Nothing said, no tag. Those
 * that totals filter by (`search-location-114-year-2020`) come first, so that the limit on tags never costs one of them.
 */
export function provenance({ flow, searches }: Sighting, effectiveOn: string): Tags {
  const { status, flowType, reports, facts } = flow;
  const tags: Tags = {
    status,
    flowType,
    ...searchTags(searches),
    firstReportedDate: facts['firstReportedDate'] ?? '',
    reportedBy: list(reports.map(({ by }) => by)),
    reportChannel: list(reports.map(({ channel }) => channel)),
    reportedOn: list(reports.map(({ on }) => on)),
    ...leftOver(flow, effectiveOn),
    ...facts,
    ...partTags('source', flow.sources),
    ...partTags('destination', flow.destinations),
  };
  const said = Object.entries(tags).filter(([name, text]) => text !== '' && NAME.test(name));
  return Object.fromEntries(said.slice(0, MOST_TAGS).map(([name, text]) => [name, short(text)]));
}

/** The names of the searches that a record was seen by. */
export const searchesIn = (tags: Tags): string[] =>
  Object.keys(tags).flatMap((name) => (SEARCH.test(name) ? name.slice('search-'.length) : []));

/** What a record's tags say, and how other searches saw it that these files tell nothing of: `known`, but for `told`. */
export function withSearches(tags: Tags, known: Tags, told: ReadonlySet<string>): Tags {
  const others = searchesIn(known).filter((search) => !told.has(search));
  const kept = Object.fromEntries(
    others.map((search) => [searchTag(search), known[searchTag(search)] ?? '']),
  );
  const { status = '', flowType = '', ...rest } = tags;
  const all = Object.entries({ status, flowType, ...kept, ...rest }).filter(([, text]) => text !== '');
  return Object.fromEntries(all.slice(0, MOST_TAGS));
}
