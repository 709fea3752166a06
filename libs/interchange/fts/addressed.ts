import type { CorroborationBody, PartOf, PromiseBody } from './bodies.ts';
import { NOT_STATED } from './organisations.ts';

/** What the book has called them: organisations by key, commitments by record id. */
export interface Addresses {
  readonly organisations: ReadonlyMap<string, string>;
  readonly commitments: ReadonlyMap<string, string>;
}

/** A parent that did not get into the book stays a reference, and then nothing of it can contain the part. */
function parentOf({ commitment, ...rest }: PartOf, { commitments }: Addresses): PartOf {
  if (commitment === undefined) return rest;
  const known = commitments.get(commitment);
  return known === undefined ? referenceTo(commitment) : { ...rest, commitment: known };
}

/** A parent by its record id, where it is no commitment of the book. */
export const referenceTo = (reference: string): PartOf => ({
  reference,
  contained: false,
  paymentsContained: false,
});

/** A record names an organisation that the book has under no id. */
export class NotListed extends Error {}

function organisationIn({ organisations }: Addresses, key: string): string {
  const id = key === NOT_STATED ? key : organisations.get(key);
  if (id === undefined)
    throw new NotListed(
      `${key.toUpperCase()} is no organisation that an import may follow: say whose it is (pledgebook prove)`,
    );
  return id;
}

/** What the recipient says, of the commitment that was made of the record. */
export const addressedTo = (commitment: string, body: CorroborationBody, ids: Addresses) => ({
  ...body,
  onBehalfOf: organisationIn(ids, body.onBehalfOf),
  claim: { ...body.claim, commitment },
});

/**
 * The body with the book's own ids in place of the source's.
 *
 * @throws NotListed an organisation in it has no id
 */
export function addressed(body: PromiseBody, ids: Addresses): PromiseBody {
  const idOf = (key: string): string => organisationIn(ids, key);
  const { with: others, ...rest } = body;
  const { sourceOrganisation, recipient, partOf } = rest;
  const onBehalfOf = idOf(body.onBehalfOf);
  // The book may know several of the source's organisations as one.
  const partners = new Set((others ?? []).map(idOf));
  partners.delete(onBehalfOf);
  return {
    ...rest,
    onBehalfOf,
    ...(partners.size > 0 ? { with: [...partners] } : {}),
    ...(sourceOrganisation
      ? { sourceOrganisation: { organisation: idOf(sourceOrganisation.organisation) } }
      : {}),
    ...(recipient?.organisation ? { recipient: { organisation: idOf(recipient.organisation) } } : {}),
    ...(partOf ? { partOf: parentOf(partOf, ids) } : {}),
  };
}
