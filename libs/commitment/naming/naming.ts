import { digestOf, EVER, type Entity, type StoredEvent } from '#kernel';
import { dayItTells } from '#partnership';
import { everEntryOf, type CommitmentState, type Entry } from '../commitment.ts';
import type { Details, Field } from '../input.ts';
import { standing } from '../series.ts';
import { ANSWER_OF, type NamedAs, type NamingAnswer, type NamingAnswered } from './events.ts';

/** Which naming of a commitment is meant. */
export interface WhichNaming {
  readonly role: NamedAs;
  readonly entry?: string;
}
export interface Naming extends WhichNaming {
  readonly named: string;
}

/** What every answer to a naming is found by. */
export const namingOf = (commitment: string, { role, entry = '', named }: Naming): string =>
  digestOf(commitment, entry, role, named);

/** The latest answer to a naming. */
export interface NamingState extends Pick<NamingAnswered, 'namingVersion' | 'reason'> {
  readonly answer: NamingAnswer;
  /** The day of the latest answer: the next is not dated before it. */
  readonly on: string;
}
const answered = (_: NamingState | undefined, event: StoredEvent<string, NamingAnswered>): NamingState => {
  const { namingVersion, reason } = event.data;
  const answer = ANSWER_OF[event.type] as NamingAnswer;
  return { answer, on: dayItTells(event), namingVersion, ...(reason === undefined ? {} : { reason }) };
};

export const NamingEntity: Entity<NamingState> = {
  kind: 'naming',
  stream: ({ partnership, naming }: { partnership: string; naming: string }) =>
    `${partnership}-naming-${naming}`,
  evolve: { NamingConfirmed: answered, NamingRejected: answered },
};
export const NAMING_EVENTS: readonly string[] = Object.keys(NamingEntity.evolve);
export const isNaming = ({ type }: { readonly type: string }): boolean => NAMING_EVENTS.includes(type);

/** The field of a promise that names organisations in a role. */
const FIELD_OF = {
  partner: 'with',
  source: 'sourceOrganisation',
  recipient: 'recipient',
} as const satisfies Record<NamedAs, Field>;

type Names = { readonly [F in (typeof FIELD_OF)[NamedAs]]?: Details[F] | undefined };
/** Of a promise, whoever it names by id. */
function namedBy({ with: partners = [], sourceOrganisation, recipient }: Names): Naming[] {
  return [
    ...partners.map((named): Naming => ({ role: 'partner', named })),
    ...(sourceOrganisation?.organisation
      ? [{ role: 'source', named: sourceOrganisation.organisation } as const]
      : []),
    ...(recipient?.organisation ? [{ role: 'recipient', named: recipient.organisation } as const] : []),
  ];
}
const namedIn = ({ entry }: Entry, values: Entry['values']): Naming[] =>
  values.recipient?.organisation ? [{ role: 'recipient', entry, named: values.recipient.organisation }] : [];

/** That its owner names itself is its own word, or what it confirms with the whole record (ConfirmAttribution). */
const isOfAnother =
  ({ organisation }: CommitmentState) =>
  ({ named }: Naming): boolean =>
    named !== organisation;

/** Whom a commitment and its entries name on a day, its owner apart. */
export const namingsOn = (state: CommitmentState, date: string): Naming[] =>
  [
    ...namedBy({
      with: standing(state.said.with, date),
      sourceOrganisation: standing(state.said.sourceOrganisation, date),
      recipient: standing(state.said.recipient, date),
    }),
    ...state.entries.filter(({ on }) => on <= date).flatMap((entry) => namedIn(entry, entry.values)),
  ].filter(isOfAnother(state));

/** Whom a commitment and its entries ever named: an amendment silences nobody. */
export function everNamed(state: CommitmentState): Naming[] {
  const { with: partners = [], sourceOrganisation = [], recipient = [] } = state.said;
  return [
    ...partners.flatMap(({ value }) => namedBy({ with: value ?? [] })),
    ...sourceOrganisation.flatMap(({ value }) => (value ? namedBy({ sourceOrganisation: value }) : [])),
    ...recipient.flatMap(({ value }) => (value ? namedBy({ recipient: value }) : [])),
    ...[...state.entries, ...(state.voided ?? [])].flatMap((entry) =>
      [entry.first, entry.values].flatMap((values) => (values ? namedIn(entry, values) : [])),
    ),
  ].filter(isOfAnother(state));
}

export const isSameNaming = (a: Naming, b: Naming): boolean =>
  a.role === b.role && a.entry === b.entry && a.named === b.named;

/**
 * The version of a naming that stands on a day: another once the statement, the money or whoever has that role is said
 * anew. Of an entry: once its money or its recipient is mended.
 */
export function namingVersion(state: CommitmentState, { role, entry }: WhichNaming, date = EVER): number {
  if (entry !== undefined) return 1 + (everEntryOf(state, entry)?.termsMended ?? 0);
  const terms = new Set<Field>(['statement', 'money', FIELD_OF[role]]);
  const changes = (state.termsChanged ?? []).filter(({ fields }) => fields.some((one) => terms.has(one)));
  return changes.findLastIndex(({ on }) => on <= date) + 2;
}
