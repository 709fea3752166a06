import { Already } from '#kernel';
import { given } from '#specification';
import { as, another, commitment, convener, joined, usd } from '../../specification/example.ts';
import {
  accepted,
  dated,
  declined,
  formed,
  joint,
  left,
  parties,
  proposed,
  share,
  whole,
} from '../specification/example.ts';
import { BookClosed, BookReopened, closedStream } from '#partnership';
import { declineShare } from '../decline-share/decline-share.ts';
import type { JointRow } from '../joint-commitments.ts';
import { asOfBook } from '../lapsed.ts';
import { acceptShare } from './accept-share.ts';

const [first, second, third] = parties;
const by = (organisation: string) => ({ ...as(organisation), opened: { commitment } });
const today = '2022-01-10';
const guard = closedStream(joint.partnership);
const closed = BookClosed(joint, guard);
const reopened = (on: string) => dated(on, BookReopened(joint, guard));

describe('AcceptShare', () => {
  it('is over once the partnership has closed, also when it is reopened; what is proposed since is not', () => {
    const asked = [dated('2022-01-03', proposed()), joined(first)];
    for (const [command, more] of [
      [acceptShare, joint],
      [declineShare, { ...joint, reason: 'No' }],
    ] as const) {
      given(...asked, closed)
        .when(command, more, by(first))
        .refuses('share-lapsed');
      given(...asked, closed, reopened('2022-01-04'))
        .when(command, more, by(first))
        .refuses('share-lapsed');
    }
    given(...asked, closed, reopened('2022-01-02'))
      .when(acceptShare, joint, by(first))
      .emits('ShareAccepted', 'CommitmentMade');
  });

  it('of a closed book is shown as lapsed by who is waited for, and by nobody who has answered', () => {
    const row = (effectiveOn: string) =>
      ({
        effectiveOn,
        status: 'proposed',
        waitsFor: [first],
        parties: [
          { organisation: first, answer: 'open' },
          { organisation: second, answer: 'accepted' },
        ],
      }) as unknown as JointRow;
    const word = (on: string) => ({ on, text: 'So' });
    const lapsed = {
      status: 'not-formed',
      waitsFor: [],
      parties: [{ answer: 'lapsed' }, { answer: 'accepted' }],
    };
    expect(asOfBook(row('2022-01-03'), { closed: word('2022-01-04') })).toMatchObject(lapsed);
    expect(asOfBook(row('2022-01-03'), { reopened: word('2022-01-04') })).toMatchObject(lapsed);
    for (const book of [{}, { reopened: word('2022-01-03') }])
      expect(asOfBook(row('2022-01-03'), book)).toMatchObject({ status: 'proposed', waitsFor: [first] });
  });

  it('opens the share, an ordinary commitment, with what the whole says, and its own money', () => {
    given(proposed(), joined(first))
      .when(acceptShare, joint, by(first))
      .then(
        accepted(first, commitment),
        share(first, { commitment, details: { ...whole, money: usd('100') } }),
      );
  });

  it('says with its own words what it says apart', () => {
    given(proposed(), joined(second))
      .when(acceptShare, joint, by(second))
      .then(
        accepted(second, commitment),
        share(second, { commitment, details: { ...whole, statement: 'The lines', money: usd('50') } }),
      );
  });

  it('forms the whole as the last answer, in the same breath', () => {
    given(proposed(), accepted(second), declined(third), joined(first))
      .when(acceptShare, joint, by(first))
      .then(
        accepted(first, commitment),
        dated(today, formed(first, second)),
        share(first, { commitment, details: { ...whole, money: usd('100') } }),
      );
  });

  it('forms it of those who then stand by it, from the latest of their days', () => {
    const late = dated('2022-01-05', left(third));
    given(proposed(), dated('2022-01-02', accepted(second)), accepted(third), late, joined(first))
      .when(acceptShare, { ...joint, effectiveOn: '2022-01-01' }, by(first))
      .then(
        accepted(first, commitment),
        dated('2022-01-05', formed(first, second)),
        share(first, { commitment, details: { ...whole, money: usd('100') } }),
      );
  });

  it.each([
    ['somebody has yet to answer', [accepted(second)]],
    ['all others declined', [declined(second), declined(third)]],
    ['all others are gone', [accepted(second), left(second), declined(third)]],
  ])('forms nothing while %s', (_, answers) => {
    given(proposed(), ...answers, joined(first))
      .when(acceptShare, joint, by(first))
      .emits('ShareAccepted', 'CommitmentMade');
  });

  it('is for those it names, while they take part', () => {
    given(proposed(), joined(convener)).when(acceptShare, joint, by(convener)).refuses('not-a-party');
    given(proposed()).when(acceptShare, joint, by(first)).refuses('not-a-participant');
    given(joined(first)).when(acceptShare, joint, by(first)).refuses('joint-commitment-unknown');
  });

  it('is done once: again, it names the share', () => {
    const { decision } = given(proposed(), accepted(second), joined(second)).when(
      acceptShare,
      joint,
      by(second),
    );
    expect(decision).toEqual(new Already({ commitment: another }));
  });

  it('does not follow a refusal, or leaving', () => {
    given(proposed(), declined(third), joined(third))
      .when(acceptShare, joint, by(third))
      .refuses('already-declined');
    given(proposed(), accepted(second), left(second), joined(second))
      .when(acceptShare, joint, by(second))
      .refuses('party-left');
  });

  it('is not dated before the proposal', () => {
    given(proposed(), joined(first))
      .when(acceptShare, { ...joint, effectiveOn: '2020-09-20' }, by(first))
      .refuses('before-last-change');
  });
});
