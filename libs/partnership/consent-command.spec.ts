import { ENDINGS, OrganisationEnded } from '#organisation';
import { given } from '#specification';
import { Consented } from './proposals.ts';
import { consent } from './consent/consent.ts';
import { endorseAgreement } from './endorse-agreement/endorse-agreement.ts';
import { joinPartnership } from './join-partnership/join-partnership.ts';
import { leavePartnership } from './leave-partnership/leave-partnership.ts';
import { object } from './object/object.ts';
import { openPause } from './open-pause/open-pause.ts';
import { proposeAgreement } from './propose-agreement/propose-agreement.ts';
import { propose } from './propose/propose.ts';
import { recordAdoption } from './record-adoption/record-adoption.ts';
import {
  agreed,
  agreement,
  as,
  called,
  consented,
  convened,
  convener,
  dated,
  endorsed,
  goal,
  here,
  met,
  objected,
  partnership,
  proposal,
  proposed,
  reason,
  second,
  terms,
  third,
} from './specification/example.ts';
import { GoalAdopted } from './subjects.ts';

const yes = { ...here, proposal };
const ENDED_ON = '2020-08-01';
const ended = (organisation: string) =>
  dated(ENDED_ON, OrganisationEnded({ organisation, how: 'dissolved' }, ENDINGS));
const adoption = { partnership, proposal, consented: [convener, second], stoodAside: [], silent: [], goal };

describe('An organisation that has ended', () => {
  it('is waited for no more: the next answer completes without it', () => {
    given(...convened(second, third), proposed(), consented(convener), ended(third))
      .when(consent, yes, as(second))
      .then(Consented({ ...yes, organisation: second }), GoalAdopted(adoption));
  });

  it('takes its objection along, and its answer', () => {
    given(...convened(second, third), proposed(), objected(third), consented(convener), ended(third))
      .when(consent, yes, as(second))
      .emits('Consented', 'GoalAdopted');
    given(...convened(second, third), proposed(), consented(third), consented(convener), ended(third))
      .when(consent, yes, as(second))
      .then(Consented({ ...yes, organisation: second }), GoalAdopted(adoption));
  });

  it('leaves what all others have answered to be recorded by any of them, from the day of its ending at the earliest', () => {
    const answered = [
      dated('2020-02-02', proposed()),
      ...[convener, second].map((each) => dated('2020-02-03', consented(each))),
    ];
    const record = [recordAdoption, { ...yes, effectiveOn: '2020-05-01' }, as(second)] as const;
    given(...convened(second, third), ...answered)
      .when(...record)
      .refuses('answers-awaited');
    given(...convened(second, third), ...answered, ended(third))
      .when(...record)
      .then(dated(ENDED_ON, GoalAdopted(adoption)));
  });

  it('is counted by nobody who leaves, either', () => {
    given(...convened(second, third), proposed(), consented(convener), ended(third))
      .when(leavePartnership, here, as(second))
      .emits('ParticipantLeft', 'GoalAdopted', 'MembershipClosed');
  });

  it('proposes and endorses no agreement, and forms none with whoever endorses it next; it opens no pause', () => {
    const held = [...convened(second, third), met('agreement')];
    const endorse = { ...here, agreement };
    given(...held, ended(third))
      .when(proposeAgreement, { ...endorse, ...terms }, as(third))
      .refuses('organisation-ended');
    given(...held, agreed(), endorsed(second), ended(third))
      .when(endorseAgreement, endorse, as(third))
      .refuses('organisation-ended');
    given(...held, agreed(), endorsed(third), ended(third))
      .when(endorseAgreement, endorse, as(second))
      .emits('AgreementEndorsed');
    given(...held, ended(third))
      .when(openPause, here, as(third))
      .refuses('organisation-ended');
  });

  it('answers nothing, proposes nothing and joins nothing; it may leave', () => {
    const book = [...convened(second, third), proposed(), called(), ended(third)];
    for (const [command, says] of [
      [consent, yes],
      [object, { ...yes, reason }],
      [recordAdoption, yes],
      [propose, { ...here, proposal: 'another', subject: 'goal', text: 'T' }],
    ] as const)
      given(...book)
        .when(command as typeof consent, says, as(third))
        .refuses('organisation-ended');
    given(...convened(second), called(), ended(third))
      .when(joinPartnership, { ...here, priorities: ['Reach'] }, as(third))
      .refuses('organisation-ended');
    given(...book)
      .when(leavePartnership, here, as(third))
      .emits('ParticipantLeft', 'MembershipClosed');
  });
});
