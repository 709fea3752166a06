import { organisationsIn, type Flow } from './flow.ts';
import type { Sighting } from './merge.ts';
import { moneyOf, type ImportMoney } from './money.ts';
import { NOT_STATED, organisationKey } from './organisations.ts';
import { provenance, type Tags } from './provenance.ts';

export interface PartOf {
  /** The record id of a parent in the files, to be replaced by its commitment; or, in `reference`, of any other. */
  readonly commitment?: string;
  readonly reference?: string;
  /** Whether the parent's sum still contains the part. */
  readonly contained: boolean;
}

/** The body of MakePledge or MakeCommitment; organisations by key and commitments by record id until `addressed`. */
export interface PromiseBody {
  readonly onBehalfOf: string;
  readonly with?: readonly string[];
  readonly source: {
    readonly system: 'fts';
    readonly record: string;
    readonly version: number;
    readonly url: string;
    readonly tags: Tags;
  };
  readonly effectiveOn: string;
  readonly statement: string;
  readonly kind: 'financial' | 'in-kind';
  readonly places?: readonly { readonly place: string }[];
  readonly theme?: string;
  readonly money: ImportMoney;
  readonly partOf?: PartOf;
  readonly sourceOrganisation?: { readonly organisation: string };
  readonly recipient?: { readonly organisation?: string; readonly name?: string };
}

/** The body of RecordDisbursement. */
export interface DisbursementBody {
  readonly entry: string;
  readonly amount: string;
  readonly currency: string;
  readonly effectiveOn: string;
}

/** One record of the source as the commands that bring it in. */
export interface ImportRecord {
  readonly record: string;
  readonly file: string;
  readonly row: number;
  readonly status: 'pledge' | 'commitment' | 'paid';
  readonly command: 'MakePledge' | 'MakeCommitment';
  readonly body: PromiseBody;
  readonly disbursement?: DisbursementBody;
}

/** What a record must know of the others. */
export interface Company {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly listed: ReadonlySet<string>;
}

const STATEMENT = 4000;

/**
 * The decision date, else `date`; and `date` where that lies before the decision, since what is paid cannot be paid
 * before it is committed.
 */
export const effectiveOn = ({ date, decisionDate }: Flow): string =>
  decisionDate === undefined || date < decisionDate ? date : decisionDate;

/** A *Parked* parent holds only what is not yet handed on, so its children count beside it. */
export function partOf({ parent }: Flow, flows: ReadonlyMap<string, Flow>): PartOf | undefined {
  if (parent === undefined) return undefined;
  const known = flows.get(parent);
  return known
    ? { commitment: parent, contained: known.flowType !== 'Parked' }
    : { reference: parent, contained: false };
}

/** The source's description; where it gives none, the bare facts. */
function statementOf({ description, sources, destinations, usd, status }: Flow): string {
  const names = (of: Flow['sources']) =>
    organisationsIn(of)
      .map(({ name }) => name)
      .join(', ') || 'not stated';
  const bare = `Flow of ${usd} USD (${status}). From: ${names(sources)}. To: ${names(destinations)}.`;
  return (description ?? bare).slice(0, STATEMENT).toWellFormed();
}

/** Several sources: the first owns the record, the others stand in `with`. FTS gives no shares, so none are made up. */
function partiesOf({ sources, destinations }: Flow, listed: ReadonlySet<string>) {
  const [owner, ...others] = organisationsIn(sources).map(({ id }) => organisationKey(id));
  const recipients = organisationsIn(destinations);
  const [first] = recipients;
  const recipient =
    first && recipients.length === 1 && listed.has(first.id)
      ? { organisation: organisationKey(first.id) }
      : first && { name: recipients.map(({ name }) => name).join('; ') };
  return {
    onBehalfOf: owner ?? NOT_STATED,
    ...(others.length > 0 ? { with: others } : {}),
    ...(owner ? { sourceOrganisation: { organisation: owner } } : {}),
    ...(recipient ? { recipient } : {}),
  };
}

function bodyOf(sighting: Sighting, { flows, listed }: Company): PromiseBody {
  const { flow } = sighting;
  const day = effectiveOn(flow);
  // One cluster is a theme; several stay provenance, never divided by guess.
  const [theme, ...more] = flow.destinations.filter(({ type }) => type === 'GlobalCluster');
  const part = partOf(flow, flows);
  return {
    ...partiesOf(flow, listed),
    source: {
      system: 'fts',
      record: flow.id,
      version: flow.version,
      url: `https://fts.unocha.org/flows/${flow.id}`,
      tags: provenance(sighting, day),
    },
    effectiveOn: day,
    statement: statementOf(flow),
    kind: flow.kind,
    ...(flow.places.length > 0 ? { places: flow.places.map((place) => ({ place })) } : {}),
    ...(theme && more.length === 0 ? { theme: theme.name } : {}),
    money: moneyOf(flow),
    ...(part ? { partOf: part } : {}),
  };
}

/** One record as commands: a pledge or a commitment, and for a paid flow its disbursement, effective on `date`. */
export function importRecord(sighting: Sighting, company: Company): ImportRecord {
  const { flow, file, row } = sighting;
  const body = bodyOf(sighting, company);
  const { amount, currency } = body.money;
  return {
    record: flow.id,
    file,
    row,
    status: flow.status,
    command: flow.status === 'pledge' ? 'MakePledge' : 'MakeCommitment',
    body,
    ...(flow.status === 'paid'
      ? { disbursement: { entry: `fts:${flow.id}`, amount, currency, effectiveOn: flow.date } }
      : {}),
  };
}
