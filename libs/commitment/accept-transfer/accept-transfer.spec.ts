import { Already, type NewEvent } from '#kernel';
import { given } from '#specification';
import { MembershipClosed, memberStream } from '#partnership';
import { commitmentStream } from '../commitment.ts';
import {
  CommitmentAmended,
  CommitmentDetailed,
  CommitmentMade,
  CommitmentResumed,
  CommitmentSuperseded,
  CommitmentSuspended,
  CommitmentWithdrawn,
  PledgeFirmed,
  PledgeMade,
  type Opened,
} from '../events.ts';
import {
  about,
  another,
  as,
  convener,
  disbursed,
  here,
  joined,
  made,
  offered,
  owner,
  partnership,
  pledged,
  promise,
  schools,
  stranger,
  usd,
} from '../specification/example.ts';
import { acceptTransfer } from './accept-transfer.ts';

const accept = { ...here, offer: 'offer-1' };
const byReceiver = { ...as(stranger), opened: { commitment: another } };
const superseded = CommitmentSuperseded({ ...about, by: another, to: stranger, part: false });
const opened = {
  partnership,
  commitment: another,
  organisation: stranger,
  recordedBy: stranger,
  attributed: false,
  transferOf: { commitment: about.commitment, organisation: owner },
};
const stream = commitmentStream(partnership, another);

describe('AcceptTransfer', () => {
  it('opens it anew as the receiver’s own, and ends the old one in its favour', () => {
    given(made(), offered(), joined(stranger))
      .when(acceptTransfer, accept, byReceiver)
      .then(CommitmentMade({ ...opened, details: promise }, stream), superseded);
  });

  it('takes over everything that stands, with the money as offered; entries stay where they are', () => {
    const details = { places: [{ place: 'CO' }], indicators: [schools], money: usd('100'), with: [convener] };
    given(made(details), disbursed(), offered({ money: usd('40') }), disbursed('b'), joined(stranger))
      .when(acceptTransfer, accept, byReceiver)
      .then(
        CommitmentMade({ ...opened, details: { ...promise, ...details, money: usd('40') } }, stream),
        CommitmentSuperseded({ ...about, by: another, to: stranger, part: true }),
      );
    given(made(details), offered({ money: usd('100.00') }), joined(stranger))
      .when(acceptTransfer, accept, byReceiver)
      .then(
        CommitmentMade({ ...opened, details: { ...promise, ...details, money: usd('100.00') } }, stream),
        superseded,
      );
  });

  it('leaves out what names the owner or the receiver of before: who gives now, and is no partner of itself', () => {
    const giver = (organisation: string) => ({ sourceOrganisation: { organisation } });
    const takes = (before: object, after: object) =>
      given(made(before), offered(), joined(stranger))
        .when(acceptTransfer, accept, byReceiver)
        .then(CommitmentMade({ ...opened, details: { ...promise, ...after } }, stream), superseded);
    takes({ with: [stranger, convener], ...giver(owner) }, { with: [convener], ...giver(stranger) });
    takes({ with: [stranger], ...giver(convener) }, giver(convener));
  });

  it('names those whose it was before, where it is taken over once more', () => {
    const taken = { transferOf: { commitment: here.commitment, organisation: convener } };
    const before = made();
    given({ ...before, data: { ...(before.data as Opened), ...taken } }, offered(), joined(stranger))
      .when(acceptTransfer, accept, byReceiver)
      .then(CommitmentMade({ ...opened, formerOwners: [convener], details: promise }, stream), superseded);
  });

  it('leaves a pledge a pledge, and what was firmed firm', () => {
    given(pledged(), offered(), joined(stranger))
      .when(acceptTransfer, accept, byReceiver)
      .then(PledgeMade({ ...opened, details: promise }, stream), superseded);
    given(pledged(), PledgeFirmed(about), offered(), joined(stranger))
      .when(acceptTransfer, accept, byReceiver)
      .emits('CommitmentMade', 'CommitmentSuperseded');
  });

  it('is for the organisation it was offered to, while it takes part', () => {
    const book = given(made(), offered(), joined(), joined(convener));
    for (const other of [owner, convener])
      book.when(acceptTransfer, accept, as(other)).refuses('not-the-receiver');
    book.when(acceptTransfer, accept, byReceiver).refuses('not-a-participant');
    const left = MembershipClosed(
      { partnership, organisation: stranger },
      memberStream(partnership, stranger),
    );
    given(made(), offered(), joined(stranger), left)
      .when(acceptTransfer, accept, byReceiver)
      .refuses('not-a-participant');
  });

  it('needs an offer, of a commitment that is there', () => {
    given(made(), joined(stranger)).when(acceptTransfer, accept, byReceiver).refuses('offer-unknown');
    given(joined(stranger)).when(acceptTransfer, accept, byReceiver).refuses('commitment-unknown');
  });

  it.each<[string, NewEvent]>([
    ['amended', CommitmentAmended({ ...about, before: {}, after: { theme: 'Health' }, reason: 'R' })],
    ['detailed', CommitmentDetailed({ ...about, details: { theme: 'Education' } })],
    ['suspended', CommitmentSuspended(about)],
    ['resumed', CommitmentResumed(about)],
    ['firmed', PledgeFirmed(about)],
    ['offered to another', offered({ offer: 'b', to: convener })],
  ])('is refused once the commitment was %s: it is no longer what was offered', (_, change) => {
    given(made(), offered(), change, joined(stranger))
      .when(acceptTransfer, accept, byReceiver)
      .refuses('transfer-outdated');
  });

  it('stands again when it is offered anew', () => {
    given(made(), offered(), CommitmentSuspended(about), offered({ offer: 'b' }), joined(stranger))
      .when(acceptTransfer, { ...accept, offer: 'b' }, byReceiver)
      .emits('CommitmentMade', 'CommitmentSuperseded');
  });

  it.each([
    ['withdrawn', CommitmentWithdrawn(about)],
    ['superseded by its owner', CommitmentSuperseded({ ...about, by: another })],
  ])('is refused once the commitment was %s', (_, end) => {
    given(made(), offered(), end, joined(stranger))
      .when(acceptTransfer, accept, byReceiver)
      .refuses('commitment-ended');
  });

  it('is done once: again, it names the commitment that it opened', () => {
    const { decision } = given(made(), offered(), superseded, joined(stranger)).when(
      acceptTransfer,
      accept,
      byReceiver,
    );
    expect(decision).toEqual(new Already({ commitment: another }));
  });

  it('is not dated before the offer', () => {
    const late = { ...offered(), effectiveOn: '2021-05-01' };
    const dated = (effectiveOn: string) => ({ ...accept, effectiveOn });
    const book = given(made(), late, joined(stranger));
    book.when(acceptTransfer, dated('2021-04-30'), byReceiver).refuses('before-last-change');
    book
      .when(acceptTransfer, dated('2021-05-01'), byReceiver)
      .emits('CommitmentMade', 'CommitmentSuperseded');
  });
});
