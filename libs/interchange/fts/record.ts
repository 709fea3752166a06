import { dayOf } from '#kernel';
import { isDay, shortened } from '#vocabulary';
import { referenceTo } from './addressed.ts';
import type { ImportRecord, PartOf, PromiseBody } from './bodies.ts';
import { corroboration } from './corroborated.ts';
import { organisationsIn, type Flow, type Part } from './flow.ts';
import type { Sighting } from './merge.ts';
import { moneyOf } from './money.ts';
import { NOT_STATED, organisationKey } from './organisations.ts';
import { provenance } from './provenance.ts';

/** What a record must know of the others. */
export interface Company {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly listed: ReadonlySet<string>;
}

/** What the commands accept at most. */
const MOST = { statement: 4000, theme: 100, name: 300, with: 20 };

/**
 * The decision date, else `date`; and `date` where that lies before the decision, since what is paid cannot be paid
 * before it is committed.
 */
export const effectiveOn = ({ date, decisionDate }: Flow): string =>
  decisionDate === undefined || date < decisionDate ? date : decisionDate;

/**
 * A *Parked* parent holds only what is not yet handed on, so its children count beside it, and so does what was paid to
 * them. Every other parent is the whole flow: what was paid of it holds what was paid to its children.
 */
export function partOf({ parent }: Flow, flows: ReadonlyMap<string, Flow>): PartOf | undefined {
  if (parent === undefined) return undefined;
  const known = flows.get(parent);
  if (!known) return referenceTo(parent);
  const contained = known.flowType !== 'Parked';
  return { commitment: parent, contained, paymentsContained: contained };
}

const names = (parts: readonly Part[]): string => parts.map(({ name }) => name).join('; ') || 'not stated';

/** The source's description; where it gives none, the bare facts. */
function statementOf({ description, sources, destinations, usd, status }: Flow): string {
  const [from, to] = [sources, destinations].map((side) => names(organisationsIn(side)));
  const bare = `Flow of ${usd} USD (${status}). From: ${from}. To: ${to}.`;
  return shortened(description ?? bare, MOST.statement);
}

/** Several sources: the first owns the record, the others stand in `with`. FTS gives no shares, so none are made up. */
function partiesOf({ sources, destinations }: Flow, listed: ReadonlySet<string>) {
  const [owner, ...others] = new Set(organisationsIn(sources).map(({ id }) => organisationKey(id)));
  const recipients = organisationsIn(destinations);
  const [first] = recipients;
  const recipient =
    first && recipients.length === 1 && listed.has(first.id)
      ? { organisation: organisationKey(first.id) }
      : first && { name: shortened(names(recipients), MOST.name) };
  return {
    onBehalfOf: owner ?? NOT_STATED,
    ...(others.length > 0 ? { with: others.slice(0, MOST.with) } : {}),
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
    ...(theme && more.length === 0 ? { theme: shortened(theme.name, MOST.theme) } : {}),
    money: moneyOf(flow),
    ...(part ? { partOf: part } : {}),
  };
}

/** The source's own day of change: `updatedAt`. */
const changedOn = ({ facts }: Flow): string | undefined => {
  const day = dayOf(facts['updatedAt'] ?? '');
  return isDay(day) ? day : undefined;
};

/** One record as commands: a pledge or a commitment, for a paid flow its disbursement on `date`, and what its recipient says. */
export function importRecord(sighting: Sighting, company: Company): ImportRecord {
  const { flow, file, row } = sighting;
  const body = bodyOf(sighting, company);
  const corroborated = corroboration(flow, flow.status === 'paid' ? flow.date : body.effectiveOn);
  return {
    record: flow.id,
    file,
    row,
    status: flow.status,
    command: flow.status === 'pledge' ? 'MakePledge' : 'MakeCommitment',
    body,
    ...(changedOn(flow) === undefined ? {} : { changedOn: changedOn(flow) }),
    ...(flow.status === 'paid'
      ? { disbursement: { entry: `fts:${flow.id}`, money: body.money, effectiveOn: flow.date } }
      : {}),
    ...(corroborated ? { corroboration: corroborated } : {}),
  };
}
