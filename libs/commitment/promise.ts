import { decimal, normalText, refuse, relyOn, type Reads, type Refusal, type Reliance } from '#kernel';
import { Organisation } from '#organisation';
import { refuseExpected, refusePeriod } from '#partnership';
import { refuseCircle, relyOnLine } from './circle.ts';
import { collectiveReads, refuseCollective } from './collective.ts';
import { Commitment, commitmentStream, type CommitmentState } from './commitment.ts';
import { MOST_NAMED, NOT_STATED, type Details, type Field, type Particulars } from './input.ts';
import type { IndicatorValue } from '#vocabulary';
import { isWhole } from './figures/shares.ts';
import type { Party } from './particulars.ts';
import { relyOnSource, type SourceRecordState } from './source.ts';

/** Another that a command names by id, and that has to be there. */
interface Named {
  readonly slot: string;
  readonly field: string;
  readonly is: 'organisation' | 'commitment';
  readonly id: (command: Particulars) => string | undefined;
  /** Of a commitment, the book that it is in; else that of the command. */
  readonly book?: (command: Particulars) => string | undefined;
}
const each = (field: string, is: Named['is'], id: (command: Particulars, i: number) => string | undefined) =>
  Array.from({ length: MOST_NAMED }, (_, i): Named => ({
    slot: `${field}${i}`,
    field,
    is,
    id: (command) => id(command, i),
  }));

/** What is read is fixed beforehand, so a list has a slot for each item it may have. */
const NAMED: readonly Named[] = [
  {
    slot: 'owner',
    field: 'onBehalfOf',
    is: 'organisation',
    id: ({ onBehalfOf }) => (onBehalfOf === NOT_STATED ? undefined : onBehalfOf),
  },
  {
    slot: 'giver',
    field: 'sourceOrganisation',
    is: 'organisation',
    id: ({ sourceOrganisation }) => sourceOrganisation?.organisation,
  },
  {
    slot: 'receiver',
    field: 'recipient',
    is: 'organisation',
    id: ({ recipient }) => recipient?.organisation,
  },
  {
    slot: 'parent',
    field: 'partOf',
    is: 'commitment',
    id: ({ partOf }) => partOf?.commitment,
    book: ({ partOf }) => partOf?.partnership,
  },
  ...each('with', 'organisation', (command, i) => command.with?.[i]),
  ...each('fundedBy', 'commitment', ({ fundedBy }, i) => fundedBy?.[i]?.commitment),
];

const relyOnNamed = (named: Named, command: Particulars, id: string): Reliance<object> =>
  named.is === 'organisation'
    ? relyOn<object>(Organisation, `organisation-organisation-${id}`, 'existence')
    : relyOn<object>(
        Commitment,
        commitmentStream(named.book?.(command) ?? command.partnership, id),
        'existence',
      );

export type Found = { readonly source: SourceRecordState } & { readonly [slot: string]: object };
/** Likewise of a commitment that is there already: what it becomes part of must not be part of it. */
export type FoundAbove = Found & { readonly above: readonly CommitmentState[] };

/** The record it comes from, and everything it names by id. */
export const found = {
  source: relyOnSource,
  ...collectiveReads,
  ...Object.fromEntries(
    NAMED.map((named) => [
      named.slot,
      (command: Particulars) => {
        const id = named.id(command);
        return id === undefined ? undefined : relyOnNamed(named, command, id);
      },
    ]),
  ),
} as Reads<Particulars, Found>;
export const foundAbove = {
  ...found,
  above: ({ partOf, partnership }: Particulars) => partOf && relyOnLine(partOf, partnership),
} as Reads<Particulars, FoundAbove>;

function refuseUnknown(
  command: Particulars,
  read: { readonly [slot: string]: unknown },
): Refusal | undefined {
  const missing = NAMED.find((named) => named.id(command) !== undefined && !read[named.slot]);
  if (!missing) return undefined;
  const { is, field } = missing;
  return is === 'organisation'
    ? refuse(
        'organisation-unknown',
        `"${field}" names an organisation that is not listed: RegisterOrganisation first.`,
        {
          field,
        },
      )
    : refuse(
        'commitment-unknown',
        `"${field}" names a commitment that is not in the book: ${
          field === 'partOf' ? 'say "partnership" for one in another book, or "reference"' : 'use "reference"'
        } for one elsewhere.`,
        {
          field,
        },
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
  read: { readonly [slot: string]: unknown },
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
