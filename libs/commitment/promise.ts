import { decimal, normalText, refuse, relyOn, type Read, type Reads, type Refusal } from '#kernel';
import { refuseExpected, refusePeriod, relyOnListed } from '#partnership';
import { refuseCircle, relyOnLine } from './circle.ts';
import { collectiveReads, refuseCollective, type CollectiveRead } from './collective.ts';
import { Commitment, commitmentStream, type CommitmentState } from './commitment.ts';
import { NOT_STATED, type Details, type Field, type Particulars } from './input.ts';
import type { IndicatorValue } from '#vocabulary';
import { isWhole } from './figures/shares.ts';
import type { Party } from './particulars.ts';
import { relyOnSource, type SourceRecordState } from './source.ts';

/** Others that a field of a command names by id, and that have to be there. */
interface Named {
  readonly field: string;
  readonly is: 'organisation' | 'commitment';
  readonly of: (command: Particulars) => readonly Other[];
}
/** One of them. Of a commitment, the book that it is in; else that of the command. */
interface Other {
  readonly id: string;
  readonly book?: string | undefined;
}
const others = (...ids: readonly (string | undefined)[]): readonly Other[] =>
  ids.flatMap((id) => (id === undefined ? [] : [{ id }]));

const NAMED: readonly Named[] = [
  {
    field: 'onBehalfOf',
    is: 'organisation',
    of: ({ onBehalfOf }) => (onBehalfOf === NOT_STATED ? [] : others(onBehalfOf)),
  },
  {
    field: 'sourceOrganisation',
    is: 'organisation',
    of: ({ sourceOrganisation }) => others(sourceOrganisation?.organisation),
  },
  { field: 'recipient', is: 'organisation', of: ({ recipient }) => others(recipient?.organisation) },
  {
    field: 'partOf',
    is: 'commitment',
    of: ({ partOf }) => others(partOf?.commitment).map((one) => ({ ...one, book: partOf?.partnership })),
  },
  { field: 'with', is: 'organisation', of: ({ with: named = [] }) => others(...named) },
  {
    field: 'fundedBy',
    is: 'commitment',
    of: ({ fundedBy = [] }) => others(...fundedBy.map(({ commitment }) => commitment)),
  },
];

/** All that a command names, field by field. */
const namedBy = (command: Particulars) =>
  NAMED.flatMap(({ field, is, of }) => of(command).map((other) => ({ field, is, ...other })));

export interface Found extends CollectiveRead {
  readonly source: SourceRecordState;
  /** All that the command names, in that order. */
  readonly named: readonly object[];
}
/** Likewise of a commitment that is there already: what it becomes part of must not be part of it. */
export interface FoundAbove extends Found {
  readonly above: readonly CommitmentState[];
}

/** The record it comes from, and everything it names by id. */
export const found: Reads<Particulars, Found> = {
  source: relyOnSource,
  ...collectiveReads,
  named: (command) =>
    namedBy(command).map(({ is, id, book = command.partnership }) =>
      is === 'organisation'
        ? relyOnListed({ organisation: id })
        : relyOn<object>(Commitment, commitmentStream(book, id), 'existence'),
    ),
};
export const foundAbove: Reads<Particulars, FoundAbove> = {
  ...found,
  above: ({ partOf, partnership }) => partOf && relyOnLine(partOf, partnership),
};

function refuseUnknown(
  command: Particulars,
  { named = [] }: { readonly named?: readonly unknown[] | undefined },
): Refusal | undefined {
  const missing = namedBy(command).find((_, i) => !named[i]);
  if (!missing) return undefined;
  const { is, field } = missing;
  return is === 'organisation'
    ? refuse(
        'organisation-unknown',
        `"${field}" names an organisation that is not listed: RegisterOrganisation first.`,
        { field },
      )
    : refuse(
        'commitment-unknown',
        `"${field}" names a commitment that is not in the book: ${
          field === 'partOf' ? 'say "partnership" for one in another book, or "reference"' : 'use "reference"'
        } for one elsewhere.`,
        { field },
      );
}

const hasTwice = (ids: readonly string[]): boolean => new Set(ids).size < ids.length;

function refusePlaces({ places }: Partial<Details>): Refusal | undefined {
  if (!places) return undefined;
  if (hasTwice(places.map(({ place }) => place)))
    return refuse('place-twice', 'Name each place once.', { field: 'places' });
  const given = places.flatMap(({ percentage }) => percentage ?? []);
  return given.length === 0 || (given.length === places.length && isWhole(given))
    ? undefined
    : refuse(
        'percentages-not-100',
        'Give every place a percentage so that they total 100, but for 0.01 a place, or give none.',
        {
          field: 'places',
          total: decimal.sum(given),
        },
      );
}

/** A party that has neither an id nor a name. */
export const refuseUnnamed = (party: Party | undefined, field: string): Refusal | undefined =>
  party && !party.organisation && !party.name
    ? refuse('nothing-named', `Say in "${field}" an organisation's id or a name.`, { field })
    : undefined;

/** A window without any day. Amended to that, it takes away what was said. */
export const refuseOpenWindow = ({ window }: Partial<Details>): Refusal | undefined =>
  window && window.from === undefined && window.to === undefined
    ? refuse('nothing-said', 'Say in "window" from or until when, or leave it out.', { field: 'window' })
    : undefined;

/** An owner that names itself among others. */
export const refuseOwnPartner = ({ with: others }: Partial<Details>, owner: string): Refusal | undefined =>
  others?.includes(owner)
    ? refuse('own-partner', 'Name in "with" those that it is done with, its owner apart.', { field: 'with' })
    : undefined;

/** A link to another commitment that names none. */
function refuseLoose(details: Partial<Details>): Refusal | undefined {
  const links = { partOf: details.partOf ? [details.partOf] : [], fundedBy: details.fundedBy ?? [] };
  const loose = (['partOf', 'fundedBy'] as const).find((field) =>
    links[field].some(({ commitment, reference }) => !commitment && !reference),
  );
  return loose
    ? refuse('nothing-named', `Say in "${loose}" a commitment's id, or a reference to one elsewhere.`, {
        field: loose,
      })
    : undefined;
}

function refuseFunding({ fundedBy = [] }: Partial<Details>): Refusal | undefined {
  const keys = fundedBy.map(
    ({ commitment, reference = '' }) => commitment ?? normalText(reference).toUpperCase(),
  );
  return hasTwice(keys)
    ? refuse('funding-twice', 'Name once each what funds it.', { field: 'fundedBy' })
    : undefined;
}

function refuseIndicators(indicators: Details['indicators'] = []): Refusal | undefined {
  const field = 'indicators';
  if (hasTwice(indicators.map(({ id }) => id)))
    return refuse('indicator-twice', 'Give each indicator an id of its own.', { field });
  return indicators.map((indicator) => refuseExpected(indicator, field)).find(Boolean);
}

/** Why these details cannot be said of the commitment `self`. */
export function refuseDetails(
  command: Particulars,
  self: string,
  read: Partial<Read<Pick<Found, 'collective' | 'named'>>>,
): Refusal | undefined {
  if (command.partOf?.commitment === self || command.fundedBy?.some(({ commitment }) => commitment === self))
    return refuse('part-of-itself', 'A commitment is neither part of itself nor funded by itself.', {
      field: 'partOf',
    });
  return (
    refusePlaces(command) ??
    refusePeriod(command.window, 'window') ??
    refuseIndicators(command.indicators) ??
    refuseUnnamed(command.sourceOrganisation, 'sourceOrganisation') ??
    refuseUnnamed(command.recipient, 'recipient') ??
    refuseLoose(command) ??
    refuseFunding(command) ??
    refuseCollective(command, read) ??
    refuseUnknown(command, read)
  );
}

/** Why a commitment that is there cannot be part of what the command names. */
export const refuseUnder = (
  { commitment, said }: CommitmentState,
  { partOf }: Particulars,
  {
    effectiveOn,
    read,
  }: { readonly effectiveOn: string; readonly read: { readonly above?: FoundAbove['above'] } },
): Refusal | undefined =>
  partOf && refuseCircle({ commitment, parts: said.partOf }, { partOf, effectiveOn }, read.above ?? []);

/** Why these values cannot be reported. */
export function refuseValues(
  state: CommitmentState,
  values: readonly IndicatorValue[] = [],
): Refusal | undefined {
  const said = new Set((state.said.indicators ?? []).flatMap(({ value }) => value ?? []).map(({ id }) => id));
  const unknown = values.find(({ indicator }) => !said.has(indicator));
  if (unknown)
    return refuse(
      'indicator-unknown',
      `It has no indicator "${unknown.indicator}": say it first (DetailCommitment, or AmendCommitment).`,
      { field: 'values' },
    );
  return hasTwice(values.map(({ indicator }) => indicator))
    ? refuse('indicator-twice', 'Report each indicator once.', { field: 'values' })
    : undefined;
}

/** Names of fields, for a reason. */
export const listed = (fields: readonly Field[]): string => fields.map((field) => `"${field}"`).join(', ');
