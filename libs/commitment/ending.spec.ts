import type { AnyCommand, NewEvent } from '#kernel';
import { given } from '#specification';
import { acceptTransfer } from './accept-transfer/accept-transfer.ts';
import { commitmentStream } from './commitment.ts';
import { DisbursementRecorded, ExpenditureRecorded, PledgeFirmed } from './events.ts';
import { fulfilCommitment } from './fulfil-commitment/fulfil-commitment.ts';
import { leaveJointCommitment } from './joint/leave-joint-commitment/leave-joint-commitment.ts';
import { accepted, joint, parties, proposed, share } from './joint/specification/example.ts';
import {
  about,
  another,
  as,
  disbursed,
  here,
  joined,
  made,
  madeToo,
  offered,
  owner,
  partnership,
  pledged,
  reported,
  stranger,
  usd,
} from './specification/example.ts';
import { supersedeCommitment } from './supersede-commitment/supersede-commitment.ts';
import { withdrawCommitment } from './withdraw-commitment/withdraw-commitment.ts';

const [, second] = parties;
const [BEFORE, LATER] = ['2021-04-30', '2021-05-01'];
const later = (event: NewEvent): NewEvent => ({ ...event, effectiveOn: LATER });

describe.each<[string, AnyCommand, object, string]>([
  ['FulfilCommitment', fulfilCommitment, {}, owner],
  ['WithdrawCommitment', withdrawCommitment, {}, owner],
  ['SupersedeCommitment', supersedeCommitment, { by: another }, owner],
  ['AcceptTransfer', acceptTransfer, { offer: 'offer-1' }, stranger],
])('%s', (_, command, says, by) => {
  it.each<[string, NewEvent, NewEvent]>([
    ['what was paid out', made(), disbursed()],
    ['what was spent', made(), ExpenditureRecorded({ ...about, entry: 's', money: usd('1') })],
    ['it was firmed', pledged(), PledgeFirmed(about)],
  ])('ends nothing before %s: recorded first, the end would have refused it', (_, promised, what) => {
    const book = given(promised, later(what), madeToo(), reported(), offered(), joined(stranger));
    const on = (effectiveOn: string) => book.when(command, { ...here, ...says, effectiveOn }, as(by));
    on(BEFORE).refuses('before-last-change');
    expect(on(LATER).decision).toEqual(expect.arrayContaining([expect.objectContaining({ version: 1 })]));
  });
});

describe('LeaveJointCommitment', () => {
  it('ends no share before what was paid out of it', () => {
    const paid = DisbursementRecorded(
      { ...here, commitment: another, organisation: second, entry: 'd', money: usd('1') },
      commitmentStream(partnership, another),
    );
    const book = given(proposed(), accepted(), share(second), later(paid));
    const leave = (effectiveOn: string) =>
      book.when(leaveJointCommitment, { ...joint, commitment: another, effectiveOn }, as(second));
    leave(BEFORE).refuses('before-last-change');
    leave(LATER).emits('PartyLeft', 'CommitmentWithdrawn');
  });
});
