import { defineCommand, Refusal } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { type PartnershipState, refuseBefore } from '#partnership';
import { hearersOf } from '../audience.ts';
import { Disclosure, type DisclosureState } from '../disclosure.ts';
import { Disclosed } from '../events.ts';
import { inside, standingReads } from '../guard.ts';
import { bearingReads, bearingsOf, refuseBearing, Saying, type Borne } from '../input.ts';

export class RecordTalk extends Saying {
  static readonly example = {
    with: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w',
    text: 'They can move first if somebody else carries the risk of the first year',
    bearsOn: [{ on: 'resources' }],
  };

  /** Whom you talked with: it alone reads the note, beside you. */
  @IsIdOf('org')
  with!: string;
}

export const recordTalk = defineCommand<RecordTalk, DisclosureState, { book: PartnershipState } & Borne>({
  input: RecordTalk,
  entity: Disclosure,
  creates: 'dsc',
  summary: 'Note what was said in a quiet talk between two: for the two alone, and for good.',
  allow: inside,
  reads: { book: standingReads.book, ...bearingReads },
  decide: (_, { partnership, text, bearsOn, with: other }, { actor, self, effectiveOn, read }) => {
    const book = read.book as PartnershipState;
    const { organisation } = actor;
    const hearers = hearersOf({ to: 'named', organisations: [other] }, organisation, book);
    if (hearers instanceof Refusal) return new Refusal(hearers.code, hearers.reason, { field: 'with' });
    const refusal = refuseBearing(bearsOn, read) ?? refuseBefore(book.on, effectiveOn);
    if (refusal) return refusal;
    const about = {
      partnership,
      disclosure: self,
      organisation,
      kind: 'talk',
      speaksFor: 'organisation',
    } as const;
    return [Disclosed({ ...about, bearsOn: bearingsOf(bearsOn), text, audience: hearers })];
  },
});
