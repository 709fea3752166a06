import { given } from '#specification';
import { as, convener, joined, owner, stranger } from '../../specification/example.ts';
import { ClaimDisputed } from '../events.ts';
import {
  corroborated,
  disputed,
  inBook,
  meeting,
  met,
  paid,
  promised,
  recipient,
  saidBy,
} from '../specification/example.ts';
import { disputeClaim } from './dispute-claim.ts';

const text = 'Nothing came';
const says = { ...inBook, claim: paid, text };

describe('DisputeClaim', () => {
  it('says that a claim is not so, and why', () => {
    given(...promised())
      .when(disputeClaim, says, as(recipient))
      .then(ClaimDisputed(saidBy(recipient, { text })));
  });

  it('replaces a corroboration of before, which is named', () => {
    given(...promised(), corroborated(recipient))
      .when(disputeClaim, says, as(recipient))
      .then(ClaimDisputed(saidBy(recipient, { text, from: 'corroborated' })));
  });

  it('says nothing of what another observer says', () => {
    given(joined(convener), ...promised(), corroborated(recipient))
      .when(disputeClaim, says, as(convener))
      .then(ClaimDisputed(saidBy(convener, { text })));
  });

  it('confirms nothing: it is another word', () => {
    given(...promised(), corroborated(recipient, { attributed: true, recordedBy: stranger }))
      .when(disputeClaim, says, as(recipient))
      .then(ClaimDisputed(saidBy(recipient, { text, from: 'corroborated' })));
  });

  it('is nothing new when it comes again', () => {
    given(...promised(), disputed(recipient, text))
      .when(disputeClaim, says, as(recipient))
      .changesNothing();
  });

  it('is open to who attended, of the record of a meeting', () => {
    const { decision } = given(...met()).when(disputeClaim, { ...inBook, claim: meeting, text }, as(owner));
    expect(decision).toMatchObject([
      { type: 'ClaimDisputed', data: { organisation: convener, observer: owner, claim: meeting } },
    ]);
    expect(decision).not.toHaveProperty(['0', 'data', 'commitment']);
  });
});
