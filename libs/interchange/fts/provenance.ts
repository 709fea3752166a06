import { shortened } from '#vocabulary';
import { differsInUsd } from './money.ts';
import { organisationsIn, type Flow, type Part } from './flow.ts';
import type { Sighting } from './merge.ts';

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

/** What the record's own fields leave out: the other date, and a currency or a rate that no original amount goes with. */
function leftOver(flow: Flow, effectiveOn: string): Tags {
  const { date, decisionDate = '', originalAmount, originalCurrency, rate } = flow;
  const reported = originalAmount !== undefined && originalCurrency !== undefined;
  return {
    decisionDate: decisionDate === effectiveOn ? '' : decisionDate,
    date: date === effectiveOn ? '' : date,
    originalAmount: reported ? '' : (originalAmount ?? ''),
    originalCurrency: reported ? '' : (originalCurrency ?? ''),
    exchangeRate: reported ? '' : (rate ?? ''),
    amountUSD: differsInUsd(flow) ? flow.usd : '',
  };
}

/**
 * Where a record comes from, as short texts by name; fields keep the names FTS gives them. Nothing said, no tag. Those
 * that totals filter by (`search-114.boundary`) come first, so that the limit on tags never costs one of them.
 */
export function provenance({ flow, searches }: Sighting, effectiveOn: string): Tags {
  const { status, flowType, reports, facts } = flow;
  const tags: Tags = {
    status,
    flowType,
    ...Object.fromEntries(
      [...searches].flatMap(([search, { boundary, onBoundary }]) => [
        [`search-${search}.boundary`, boundary],
        [`search-${search}.onBoundary`, onBoundary],
      ]),
    ),
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
