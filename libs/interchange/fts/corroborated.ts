import { shortened } from '#vocabulary';
import type { CorroborationBody } from './bodies.ts';
import { organisationsIn, type Flow, type Part, type Report } from './flow.ts';
import { organisationKey } from './organisations.ts';

/** A recipient that reported a flow to FTS itself, as its source did. */
export interface Corroborating {
  readonly recipient: Part;
  readonly reports: readonly Report[];
}

const plain = (name: string): string => name.trim().toLowerCase();
const namesOf = (parts: readonly Part[]): ReadonlySet<string> =>
  new Set(parts.map(({ name }) => plain(name)));

/**
 * Where source and recipient are not the same, and both reported, each has seen what the other says; where one alone
 * reported, who did is provenance. FTS names reporters and gives no ids. Of several recipients none is the recipient.
 */
export function corroborating({ sources, destinations, reports }: Flow): Corroborating | undefined {
  const givers = namesOf(organisationsIn(sources));
  const [recipient, ...others] = organisationsIn(destinations);
  if (!recipient || others.length > 0 || givers.has(plain(recipient.name))) return undefined;
  const said = reports.filter(({ by }) => by !== undefined);
  const own = said.filter(({ by = '' }) => plain(by) === plain(recipient.name));
  return own.length > 0 && said.some(({ by = '' }) => givers.has(plain(by)))
    ? { recipient, reports: own }
    : undefined;
}

const first = (days: readonly (string | undefined)[]): string | undefined =>
  days.filter((day) => day !== undefined).sort()[0];
const list = (texts: readonly (string | undefined)[]): string =>
  shortened([...new Set(texts.filter((text) => text !== undefined))].join('; '), 200);

/** What the recipient says of a flow: of its payment, where it is paid, else of the promise. */
export function corroboration(flow: Flow, claimedOn: string): CorroborationBody | undefined {
  const found = corroborating(flow);
  if (!found) return undefined;
  const { recipient, reports } = found;
  const reportedOn = first(reports.map(({ on }) => on)) ?? claimedOn;
  const channel = list(reports.map(({ channel }) => channel));
  return {
    onBehalfOf: organisationKey(recipient.id),
    claim: flow.status === 'paid' ? { about: 'entry', entry: `fts:${flow.id}` } : { about: 'commitment' },
    source: {
      system: 'fts',
      record: `${flow.id}:recipient`,
      version: flow.version,
      url: `https://fts.unocha.org/flows/${flow.id}`,
      tags: { reportedOn: list(reports.map(({ on }) => on)), ...(channel ? { reportChannel: channel } : {}) },
    },
    // Some report before the day of the payment; nothing is said of it before.
    effectiveOn: reportedOn < claimedOn ? claimedOn : reportedOn,
  };
}
