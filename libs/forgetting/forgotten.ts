import { event, OURS, sealedStream, type Entity } from '#kernel';
import type { DisclosureId, OrganisationId, PartnershipId, PersonId } from '#vocabulary';

/** Their keys were destroyed. What is told of them here is all that is left. */
export const DisclosureForgotten = event<{
  disclosure: DisclosureId;
  partnership: PartnershipId;
  organisation: OrganisationId;
}>()('DisclosureForgotten', 'guard');
export const PersonForgotten = event<{
  person: PersonId;
  organisation: OrganisationId;
  /** Wherever it was named. */
  partnerships: readonly PartnershipId[];
}>()('PersonForgotten', 'guard');

/** All that was ever forgotten, by id: sealed as the book's own, with a key that stays. */
export type ForgottenState = ReadonlySet<string>;
export const FORGOTTEN = sealedStream('forgotten', OURS);

const also = (state: ForgottenState | undefined, id: string): ForgottenState => new Set(state).add(id);
export const Forgotten: Entity<ForgottenState> = {
  kind: 'forgotten',
  stream: () => FORGOTTEN,
  evolve: {
    DisclosureForgotten: (state, { data }: { data: { disclosure: string } }) => also(state, data.disclosure),
    PersonForgotten: (state, { data }: { data: { person: string } }) => also(state, data.person),
  },
};
