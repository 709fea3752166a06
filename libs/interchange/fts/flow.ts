import {
  asFields,
  asList,
  currencyIn,
  dayIn,
  lineIn,
  matching,
  oneOf,
  required,
  textIn,
  textsIn,
  type Fields,
} from './guards.ts';
import { placeNamed } from './places.ts';

/** What a flow comes from or goes to: an organisation, a place, a plan, a cluster, a year … */
export interface Part {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  /** An organisation's, in the source's own words. */
  readonly types: readonly string[];
  readonly subTypes: readonly string[];
}
export interface Report {
  readonly by?: string;
  readonly channel?: string;
  readonly on?: string;
}

/** A flow that was understood: whatever could not be has been refused before. */
export interface Flow {
  readonly id: string;
  readonly version: number;
  readonly status: 'pledge' | 'commitment' | 'paid';
  readonly flowType: string;
  readonly kind: 'financial' | 'in-kind';
  readonly usd: string;
  readonly originalAmount?: string;
  readonly originalCurrency?: string;
  readonly rate?: string;
  readonly date: string;
  readonly decisionDate?: string;
  readonly description?: string;
  readonly parent?: string;
  readonly sources: readonly Part[];
  readonly destinations: readonly Part[];
  readonly places: readonly string[];
  readonly reports: readonly Report[];
  readonly boundary: string;
  readonly onBoundary: string;
  /** Further fields, for provenance, as FTS names and words them. */
  readonly facts: Readonly<Record<string, string>>;
}

const AMOUNT = [/^(0|[1-9]\d{0,17})(\.\d{1,6})?$/, 'a decimal, zero or more'] as const;
const ID = [/^[A-Za-z0-9]{1,40}$/, 'an id of letters and digits'] as const;
const VERSION = [/^[1-9]\d{0,8}$/, 'a whole number from 1'] as const;
const FACTS = [
  'contributionType',
  'method',
  'budgetYear',
  'grandBargainEarmarkingType',
  'keywords',
  'refCode',
  'createdAt',
  'updatedAt',
];

function partOf(value: unknown): Part {
  const part = asFields(value, 'an object of source or destination');
  return {
    type: required(lineIn(part, 'type'), 'type of a source or destination'),
    id: required(matching(part, 'id', ID), 'id of a source or destination'),
    name: required(lineIn(part, 'name'), 'name of a source or destination'),
    types: textsIn(part, 'organizationTypes'),
    subTypes: textsIn(part, 'organizationSubTypes'),
  };
}

function reportOf(value: unknown): Report {
  const report = asFields(value, 'an item of reportDetails');
  return {
    by: lineIn(report, 'organization'),
    channel: lineIn(report, 'reportChannel'),
    on: dayIn(report, 'date'),
  };
}

const factsOf = (row: Fields) =>
  Object.fromEntries([
    ...FACTS.map((field) => [field, textsIn(row, field).join('; ')]),
    ['firstReportedDate', dayIn(row, 'firstReportedDate') ?? ''],
    ['newMoney', typeof row['newMoney'] === 'boolean' ? String(row['newMoney']) : ''],
  ]) as Record<string, string>;

/**
 * Understands one row of a page.
 *
 * @throws Unreadable with the field and what it should be
 */
export function flowFrom(value: unknown): Flow {
  const row = asFields(value, 'the row');
  const destinations = asList(row['destinationObjects'], 'destinationObjects').map(partOf);
  const locations = destinations.filter(({ type }) => type === 'Location');
  return {
    id: required(matching(row, 'id', ID), 'id'),
    version: Number(required(matching(row, 'versionId', VERSION), 'versionId')),
    status: oneOf(row, 'status', ['pledge', 'commitment', 'paid']),
    flowType: required(lineIn(row, 'flowType'), 'flowType'),
    kind: oneOf(row, 'contributionType', ['financial', 'in kind']) === 'financial' ? 'financial' : 'in-kind',
    usd: required(matching(row, 'amountUSD', AMOUNT), 'amountUSD'),
    originalAmount: matching(row, 'originalAmount', AMOUNT),
    originalCurrency: currencyIn(row, 'originalCurrency'),
    rate: matching(row, 'exchangeRate', AMOUNT),
    date: required(dayIn(row, 'date'), 'date'),
    decisionDate: dayIn(row, 'decisionDate'),
    description: textIn(row, 'description'),
    parent: matching(row, 'parentFlowId', ID),
    sources: asList(row['sourceObjects'], 'sourceObjects').map(partOf),
    destinations,
    places: [...new Set(locations.map(({ name }) => placeNamed(name)))],
    reports: asList(row['reportDetails'], 'reportDetails').map(reportOf),
    boundary: required(lineIn(row, 'boundary'), 'boundary'),
    onBoundary: required(lineIn(row, 'onBoundary'), 'onBoundary'),
    facts: factsOf(row),
  };
}

/** The organisations among the parts of one side. */
export const organisationsIn = (parts: readonly Part[]): readonly Part[] =>
  parts.filter(({ type }) => type === 'Organization');
