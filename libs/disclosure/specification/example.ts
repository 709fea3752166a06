import type { NewEvent } from '#kernel';
import { dscId } from '#specification';
import { CommitmentMade, commitmentStream } from '#commitment';
import { MembershipClosed, MembershipOpened, memberStream, Partnership } from '#partnership';
import {
  convened,
  convener,
  dated,
  FIRST,
  interested,
  invited,
  left,
  partnership,
  second,
  third,
} from '../../partnership/specification/example.ts';
import { publishedStream } from '../disclosure.ts';
import type { Hearers } from '../events.ts';
import { Disclosed, DisclosurePublished, DisclosureRetracted } from '../events.ts';

/** What the specifications of this module begin with: two take part, one is invited, and one has disclosed something. */
export {
  convener,
  left,
  partnership,
  second,
  stranger,
  third,
} from '../../partnership/specification/example.ts';
export const disclosure = dscId('quiet');
export const text = 'We cannot pay before March';
export const here = { partnership, disclosure };
export const as = (organisation: string) => ({ actor: { organisation }, self: disclosure });

const inBook = (event: NewEvent): NewEvent => ({
  ...event,
  stream: event.stream ?? Partnership.stream({ partnership } as never),
});
const own = (organisation: string) => ({ partnership, organisation });
export const entered = (organisation: string): NewEvent =>
  MembershipOpened(own(organisation), memberStream(partnership, organisation));
/** The book has two participants, and one invited. */
export const book: readonly NewEvent[] = [
  ...[...convened(second), invited(third)].map(inBook),
  entered(convener),
  entered(second),
];
export const gone = (organisation: string): readonly NewEvent[] => [
  inBook(left(organisation)),
  MembershipClosed(own(organisation), memberStream(partnership, organisation)),
];

/** Says itself that it is interested; or was invited by one who takes part. */
export const keen = (organisation: string): NewEvent => inBook(interested(organisation));
export const asked = (organisation: string): NewEvent => inBook(invited(organisation, 'asked'));

/** The second has promised this. */
export const promised = (commitment: string): NewEvent =>
  CommitmentMade(
    {
      partnership,
      commitment,
      organisation: second,
      recordedBy: second,
      attributed: false,
      details: { statement: 'We build ten', kind: 'programme' },
    },
    commitmentStream(partnership, commitment),
  );

export const nobody: Hearers = { named: [], participants: [], public: false };
export const about = { partnership, disclosure, organisation: second };
export const said = { kind: 'constraint', speaksFor: 'organisation', bearsOn: [], text } as const;
/** The second has disclosed it, to these. */
export const disclosed = (audience: Partial<Hearers> = {}): NewEvent =>
  dated(FIRST, Disclosed({ ...about, ...said, audience: { ...nobody, ...audience } }));
export const retracted = dated(FIRST, DisclosureRetracted(about));
/** The second has told it to everybody. */
export const inPublic = dated(
  FIRST,
  DisclosurePublished({ ...about, ...said }, publishedStream(partnership, disclosure)),
);
