import type { NewEvent } from '#kernel';
import { given, stateAfter } from '#specification';
import { BookClosed, BookReopened, closedStream } from './closed.ts';
import { consent } from './consent/consent.ts';
import { Consented } from './proposals.ts';
import { expressInterest } from './express-interest/express-interest.ts';
import { guardClosed } from './guard-closed/guard-closed.ts';
import { joinPartnership } from './join-partnership/join-partnership.ts';
import { object } from './object/object.ts';
import { Partnership, preliminaryAs, type PartnershipState } from './partnership.ts';
import { propose } from './propose/propose.ts';
import { recordAdoption } from './record-adoption/record-adoption.ts';
import { PartnershipClosed, PartnershipReopened } from './subjects.ts';
import {
  as,
  called,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  here,
  invited,
  objected,
  partnership,
  paused,
  proposal,
  proposed,
  second,
  stranger,
  third,
} from './specification/example.ts';
import { ofParticipants } from './specification/every-command.ts';

const text = 'It is done';
const anew = 'There is more to do';
const adoption = { partnership, consented: [convener], stoodAside: [], silent: [] };
const inGuard = closedStream(partnership);
const closed = PartnershipClosed({ ...adoption, proposal: 'end', text });
const reopened = PartnershipReopened({ ...adoption, proposal: 'again', text: anew });
const reopening = { ...here, proposal: 'again', subject: 'reopening', text: anew } as const;
const asked = proposed({ proposal: 'again', subject: 'reopening', text: anew });
const stateOf = (...events: readonly NewEvent[]) => stateAfter(Partnership, events);

/** What opens nothing: it is told of what stands, or ends it. */
const GO_ON = new Set([
  'LeavePartnership',
  'ResolveMissingVoice',
  'FinishNextStep',
  'DropNextStep',
  'CloseWorkingGroup',
  'RevokeMandate',
  'MeasureCollectiveIndicator',
]);
/** What is said on a proposal, which has lapsed. */
const ON_PROPOSALS = new Set(['Consent', 'StandAside', 'Object', 'WithdrawObjection', 'RecordAdoption']);

describe('A closed partnership', () => {
  const decided = ({ 1: command, 2: says, 3: after }: (typeof ofParticipants)[number]) =>
    given(...convened(second), ...after, closed).when(command, { ...here, ...says }, as(second));

  it.each(ofParticipants.filter(([name]) => GO_ON.has(name)))('has %s, which opens nothing', (...row) => {
    expect(Array.isArray(decided(row).decision)).toBe(true);
  });

  it.each(ofParticipants.filter(([name]) => !GO_ON.has(name)))('has no %s any more', (...row) => {
    decided(row).refuses(ON_PROPOSALS.has(row[0]) ? 'proposal-lapsed' : 'partnership-closed');
  });

  it('is joined by nobody, nor asked by anybody, whoever was invited', () => {
    const before = [...convened(), invited(third), called(), closed];
    given(...before)
      .when(joinPartnership, { ...here, priorities: ['Reach'] }, as(third))
      .refuses('partnership-closed');
    given(...before)
      .when(expressInterest, { ...here, statement: 'We can help' }, as(stranger))
      .refuses('partnership-closed');
    expect(preliminaryAs(stateOf(...before) as PartnershipState, third)).toBeUndefined();
  });

  it('is closed once: what else was proposed lapses, also where one answer would complete both', () => {
    given(...convened(), proposed({ subject: 'closing', text }), proposed({ proposal: 'b' }))
      .when(consent, { ...here, proposal }, as(convener))
      .emits('Consented', 'PartnershipClosed', 'BookClosed');
    given(...convened(), closed, proposed({ proposal: 'b', subject: 'goal' }))
      .when(consent, { ...here, proposal: 'b' }, as(convener))
      .refuses('proposal-lapsed');
  });

  it('is closed on no day before that of what it ends', () => {
    const ending = dated(FIRST, proposed({ subject: 'closing', text }));
    const { decision } = given(...convened(), ending, dated(EARLY, invited(third))).when(
      consent,
      { ...here, proposal, effectiveOn: EARLIER },
      as(convener),
    );
    expect(decision).toMatchObject([{}, { effectiveOn: EARLY }, { effectiveOn: EARLY }]);
  });
});

describe('Reopening', () => {
  it('is proposed of a closed partnership alone, and not for a day before', () => {
    given(...convened())
      .when(propose, reopening, as(convener))
      .refuses('not-closed');
    given(...convened(), dated(EARLY, closed))
      .when(propose, { ...reopening, effectiveOn: EARLIER }, as(convener))
      .refuses('before-last-change');
    given(...convened(), closed)
      .when(propose, reopening, as(stranger))
      .refuses('not-a-participant');
    given(...convened(), closed)
      .when(propose, reopening, as(convener))
      .emits('ProposalMade');
  });

  it('leaves thirty days to answer', () => {
    given(...convened(), closed)
      .when(propose, { ...reopening, answerBy: '2020-10-20' }, as(convener))
      .refuses('answer-by-too-soon');
  });

  it('is adopted by those active at that instant, and opens the guard', () => {
    const yes = { ...here, proposal: 'again' };
    given(...convened(second), closed, asked)
      .when(consent, yes, as(second))
      .emits('Consented');
    given(...convened(), closed, asked)
      .when(consent, yes, as(convener))
      .then(Consented({ ...yes, organisation: convener }), reopened, BookReopened({ partnership }, inGuard));
    given(...convened(), closed, asked)
      .when(object, { ...yes, reason: 'No' }, as(convener))
      .emits('Objected');
    given(...convened(), closed, asked)
      .when(recordAdoption, yes, as(convener))
      .refuses('answers-awaited');
  });

  it('brings back nothing that lapsed: who was invited is invited anew, and what was proposed is proposed anew', () => {
    const before = [...convened(second), invited(third), called(), proposed(), objected(second), closed];
    const after = [...before, asked, reopened];
    given(...after)
      .when(joinPartnership, { ...here, priorities: ['Reach'] }, as(third))
      .refuses('not-invited');
    given(...after)
      .when(consent, { ...here, proposal }, as(convener))
      .refuses('proposal-lapsed');
    given(...after, invited(third, 'b'))
      .when(joinPartnership, { ...here, priorities: ['Reach'] }, as(third))
      .emits('ParticipantJoined', 'MembershipOpened');
  });

  it('leads back to the phase of before, and lets nothing new be dated before it', () => {
    const before = [...convened(), paused(), closed];
    expect(stateOf(...before)?.phase.said).toBe('closed');
    expect(stateOf(...before, asked, reopened)).toMatchObject({ phase: { said: 'pause' } });
    const reopenedThen = [...convened(), dated(EARLIER, closed), dated(EARLY, reopened)];
    given(...reopenedThen)
      .when(propose, { ...here, proposal: 'b', subject: 'goal', text, effectiveOn: EARLIER }, as(convener))
      .refuses('before-last-change');
    given(...reopenedThen)
      .when(propose, { ...here, proposal: 'b', subject: 'goal', text, effectiveOn: EARLY }, as(convener))
      .emits('ProposalMade');
  });
});

describe('The guard of a book that was closed before there was one', () => {
  const operator = { actor: { organisation: 'operator', roles: ['operator'] }, self: partnership };
  const inBook = (event: NewEvent): NewEvent => ({
    ...event,
    stream: Partnership.stream({ partnership } as never),
  });
  const old = [...convened(), closed].map(inBook);
  const guard = { ...BookClosed({ partnership }), stream: inGuard };

  it('is given once, and only while the book is closed', () => {
    given(...old)
      .when(guardClosed, here, operator)
      .then(BookClosed({ partnership }));
    given(...old, guard)
      .when(guardClosed, here, operator)
      .changesNothing();
    given(...old, inBook(reopened))
      .when(guardClosed, here, operator)
      .changesNothing();
    given(...old)
      .when(guardClosed, here, as(convener))
      .refuses('role-missing');
  });
});
