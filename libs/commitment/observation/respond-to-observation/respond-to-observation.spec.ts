import { given } from '#specification';
import { MembershipClosed, memberStream } from '#partnership';
import { as, convener, joined, owner, partnership, stranger } from '../../specification/example.ts';
import { observationStream } from '../claim.ts';
import { ClaimDisputed, ObservationAnswered } from '../events.ts';
import {
  corroborated,
  disputed,
  inBook,
  meeting,
  paid,
  recipient,
  saidBy,
} from '../specification/example.ts';
import { respondToObservation } from './respond-to-observation.ts';

const text = 'It was sent to your regional office';
const says = { ...inBook, claim: paid, observer: recipient, text };
const { attributed: _, recordedBy: _by, ...which } = saidBy(recipient);
const answered = (more: object = {}) => ObservationAnswered({ ...which, text, to: 'disputed', ...more });
const left = MembershipClosed({ partnership, organisation: owner }, memberStream(partnership, owner));

describe('RespondToObservation', () => {
  const disputes = disputed(recipient, 'Nothing came');

  it('is the answer of the organisation whose claim it is, after leaving, too', () => {
    given(disputes).when(respondToObservation, says, as(owner)).then(answered());
    given(joined(owner), left, disputes).when(respondToObservation, says, as(owner)).then(answered());
  });

  it('is refused to all others, observer and convener included', () => {
    for (const other of [recipient, convener, stranger])
      given(joined(convener), disputes).when(respondToObservation, says, as(other)).refuses('not-your-claim');
  });

  it('tells nobody else whether something was said of a meeting', () => {
    const about = { ...inBook, claim: meeting, observer: owner, text };
    const said = ClaimDisputed(
      {
        ...saidBy(owner, { organisation: convener, claim: { about: 'meeting', meeting: 'scoping-1' } }),
        text: 'Not so',
      },
      observationStream({ partnership, claim: meeting }, owner),
    );
    for (const book of [given(said), given()])
      book.when(respondToObservation, about, as(stranger)).refuses('observation-unknown');
    given(said).when(respondToObservation, about, as(convener)).emits('ObservationAnswered');
  });

  it('is refused where nothing was observed', () => {
    given().when(respondToObservation, says, as(owner)).refuses('observation-unknown');
  });

  it('is nothing new when it comes again; with other words, or to another word, it is', () => {
    const said = [disputes, answered()];
    given(...said)
      .when(respondToObservation, says, as(owner))
      .changesNothing();
    given(...said)
      .when(respondToObservation, { ...says, text: 'We have a receipt' }, as(owner))
      .then(answered({ text: 'We have a receipt' }));
    given(...said, corroborated(recipient))
      .when(respondToObservation, says, as(owner))
      .then(answered({ to: 'corroborated' }));
  });

  it('is not dated before what it answers', () => {
    given(disputes)
      .when(respondToObservation, { ...says, effectiveOn: '2020-09-20' }, as(owner))
      .refuses('before-last-change');
  });
});
