/* oxlint-disable max-lines -- one table of subjects, and all that holds of each of them */
import { Refusal, type NewEvent } from '#kernel';
import { given } from '#specification';
import { CollectiveIndicatorOpened, indicatorStream } from './collective.ts';
import { BookClosed, closedStream } from './closed.ts';
import { consent } from './consent/consent.ts';
import { leavePartnership } from './leave-partnership/leave-partnership.ts';
import { MembershipClosed, memberStream } from './membership.ts';
import { ParticipantLeft, ProblemRefined, ScopeRefined } from './events.ts';
import { propose } from './propose/propose.ts';
import { recordAdoption } from './record-adoption/record-adoption.ts';
import {
  adoptedOnline,
  as,
  consented,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  goal as text,
  here,
  joined,
  left,
  objected,
  online,
  partnership,
  problem,
  proposal,
  proposed,
  scope,
  second,
  stoodAside,
  stranger,
  third,
} from './specification/example.ts';
import { ProgrammeRegistered } from './programme/index.ts';
import { standAside } from './stand-aside/stand-aside.ts';
import {
  BelongingAdopted,
  CollectiveIndicatorAdopted,
  ExpansionAdopted,
  GoalAdopted,
  LeadHandedOver,
  SUBJECTS,
  PartnershipClosed,
  type Subject,
} from './subjects.ts';
import { withdrawObjection } from './withdraw-objection/withdraw-objection.ts';

const programme = 'prg_f0rum000000000000000000000'.slice(0, 30);
const adds = { places: ['global', 'CO'], sdgTargets: ['4.a'] };
const wider = { places: ['global', 'CO'], sdgTargets: ['9.c', '4.a'] };
const PARTICULARS: Readonly<Record<Subject, object>> = {
  goal: {},
  problem: { problem: 'Another' },
  scope: { scope: wider },
  'collective-indicator': { indicator: online },
  expansion: { adds },
  'hand-over': { to: second },
  belonging: { programme, programmeName: 'Forum' },
  closing: {},
  reopening: {},
};
const onSubject = (subject: Subject, more: object = {}): NewEvent =>
  proposed({ subject, ...PARTICULARS[subject], ...more });
const adoption = { partnership, proposal, consented: [convener, second], stoodAside: [], silent: [] };
const opened = CollectiveIndicatorOpened(
  { partnership, indicator: online.id, unit: online.unit, aggregation: online.aggregation },
  indicatorStream(partnership, online.id),
);
const closedNow = PartnershipClosed({ ...adoption, proposal: 'end', text });
const OUTCOMES: readonly (readonly [Subject, readonly NewEvent[]])[] = [
  ['goal', [GoalAdopted({ ...adoption, goal: text })]],
  ['problem', [ProblemRefined({ ...adoption, from: problem, to: 'Another', reason: text })]],
  ['scope', [ScopeRefined({ ...adoption, from: scope, to: wider, reason: text })]],
  ['collective-indicator', [CollectiveIndicatorAdopted({ ...adoption, indicator: online, text }), opened]],
  ['expansion', [ExpansionAdopted({ ...adoption, text, from: scope, to: wider })]],
  ['hand-over', [LeadHandedOver({ ...adoption, organisation: second, from: convener, text })]],
  ['belonging', [BelongingAdopted({ ...adoption, text, programme, name: 'Forum' })]],
  [
    'closing',
    [PartnershipClosed({ ...adoption, text }), BookClosed({ partnership }, closedStream(partnership))],
  ],
];
const yes = { ...here, proposal };
const leaving = (organisation: string): readonly [NewEvent, NewEvent] => [
  ParticipantLeft({ partnership, organisation }),
  MembershipClosed({ partnership, organisation }, memberStream(partnership, organisation)),
];

describe.each(OUTCOMES)('A proposal on %s', (subject, outcome) => {
  const others = [...convened(second, third), onSubject(subject), consented(convener), consented(second)];

  it('is adopted in the same append as the last answer', () => {
    const { decision } = given(...convened(second), onSubject(subject), consented(convener)).when(
      consent,
      yes,
      as(second),
    );
    expect(JSON.parse(JSON.stringify(decision))).toMatchObject(
      JSON.parse(JSON.stringify([{ type: 'Consented' }, ...outcome])),
    );
  });

  it('is completed by the departure of who was silent, or alone objected', () => {
    const [left, closed] = leaving(third);
    for (const before of [[], [objected(third)], [consented(third), objected(third)]])
      given(...others, ...before)
        .when(leavePartnership, here, as(third))
        .then(left, ...outcome, closed);
  });

  it('is completed by who withdraws the last objection', () => {
    const { decision } = given(...others, consented(third), objected(third)).when(
      withdrawObjection,
      yes,
      as(third),
    );
    expect(decision).toHaveLength(1 + outcome.length);
  });

  it('is recorded as adopted once the answer-by date has passed', () => {
    const { decision } = given(
      ...convened(second, third),
      onSubject(subject, { answerBy: '2020-09-20' }),
      consented(convener),
      consented(second),
    ).when(recordAdoption, yes, as(third));
    const [first, ...others] = outcome;
    expect(decision).toMatchObject([{ type: first?.type, data: { silent: [third] } }, ...others]);
  });
});

describe('Propose', () => {
  const says = (subject: string, more: object) => ({ ...here, proposal: 'b', subject, text, ...more });

  it.each(Object.keys(SUBJECTS) as Subject[])('takes what belongs to %s, and stores it', (subject) => {
    const forum = ProgrammeRegistered(
      { programme, organisation: stranger, name: 'Forum' },
      `programme-programme-${programme}`,
    );
    const { decision } = given(
      forum,
      ...convened(second),
      ...(subject === 'reopening' ? [closedNow] : []),
    ).when(propose, says(subject, PARTICULARS[subject]), as(second));
    const stored = subject === 'hand-over' ? { to: second } : PARTICULARS[subject];
    expect(decision).toMatchObject([{ type: 'ProposalMade', data: { subject, ...stored } }]);
  });

  it.each([
    ['goal', { indicator: online }, 'not-of-this-subject', 'indicator'],
    ['goal', { to: second }, 'not-of-this-subject', 'to'],
    ['closing', { adds }, 'not-of-this-subject', 'adds'],
    ['collective-indicator', {}, 'particulars-missing', 'indicator'],
    ['collective-indicator', { indicator: online, to: second }, 'not-of-this-subject', 'to'],
    [
      'collective-indicator',
      {
        indicator: {
          ...online,
          expected: [{ period: { from: '2021-02-01', to: '2021-01-01' }, value: '1' }],
        },
      },
      'window-reversed',
      'indicator',
    ],
    ['expansion', { indicator: online }, 'not-of-this-subject', 'indicator'],
    ['expansion', { adds: scope }, 'already-in-scope', 'adds'],
    ['hand-over', {}, 'particulars-missing', 'to'],
    ['hand-over', { to: stranger }, 'receiver-not-active', 'to'],
    ['hand-over', { to: convener }, 'already-convener', 'to'],
  ])('on %s refuses %j: %s', (subject, more, code, field) => {
    const { decision } = given(...convened(second)).when(propose, says(subject, more), as(second));
    expect(decision).toBeInstanceOf(Refusal);
    expect(decision).toMatchObject({ code, details: { field } });
  });

  it('takes an expansion that widens no scope', () => {
    given(...convened(second), onSubject('expansion', { adds: undefined }), consented(convener))
      .when(consent, yes, as(second))
      .then({ ...consented(second) }, ExpansionAdopted({ ...adoption, text }));
  });
});

describe('A hand-over of the lead', () => {
  const begun = [...convened(second, third), onSubject('hand-over'), consented(convener), consented(third)];

  it('is not adopted by the receiver standing aside, and is once it consents', () => {
    given(...begun)
      .when(standAside, yes, as(second))
      .emits('StoodAside');
    given(...begun, stoodAside(second))
      .when(consent, yes, as(second))
      .emits('Consented', 'LeadHandedOver');
  });

  it('is not adopted by the receiver leaving, nor by anybody once it has left', () => {
    given(...begun)
      .when(leavePartnership, here, as(second))
      .then(...leaving(second));
    given(
      ...convened(second, third),
      onSubject('hand-over'),
      consented(convener),
      consented(second),
      left(second),
    )
      .when(consent, yes, as(third))
      .emits('Consented');
  });

  it.each([
    ['silent', []],
    ['standing aside', [stoodAside(second)]],
    ['gone, having consented', [consented(second), left(second)]],
  ])('is not recorded as adopted with its receiver %s: the refusal names it', (_, before) => {
    const { decision } = given(
      ...convened(second),
      onSubject('hand-over', { answerBy: '2020-09-20' }),
      consented(convener),
      ...before,
    ).when(recordAdoption, yes, as(convener));
    expect(decision).toMatchObject({ code: 'receiver-consent-missing', details: { receiver: second } });
  });

  it('brings no right: who led before may still do everything', () => {
    const handed = LeadHandedOver({ ...adoption, organisation: second, from: convener, text });
    given(...convened(second), onSubject('hand-over'), consented(convener), consented(second), handed)
      .when(propose, { ...here, proposal: 'b', subject: 'hand-over', text, to: convener }, as(convener))
      .emits('ProposalMade');
  });
});

describe('An expansion', () => {
  it('builds on another that the same departure completes', () => {
    const more = { proposal: 'e-2', adds: { places: ['PE'], sdgTargets: [] } };
    const alsoConsented = {
      ...consented(convener),
      data: { ...here, proposal: 'e-2', organisation: convener },
    };
    const { decision } = given(
      ...convened(third),
      onSubject('expansion'),
      onSubject('expansion', more),
      consented(convener),
      alsoConsented,
    ).when(leavePartnership, here, as(third));
    const to = { ...wider, places: [...wider.places, 'PE'] };
    expect(decision).toMatchObject([
      { type: 'ParticipantLeft' },
      { type: 'ExpansionAdopted', data: { proposal, to: wider } },
      { type: 'ExpansionAdopted', data: { proposal: 'e-2', from: wider, to } },
      { type: 'MembershipClosed' },
    ]);
  });

  it('stands from no earlier day than the scope that it widens', () => {
    const refined = ScopeRefined({
      partnership,
      from: scope,
      to: { ...scope, places: ['419'] },
      reason: 'R',
    });
    const { decision } = given(
      ...convened(),
      dated(FIRST, onSubject('expansion')),
      dated(EARLY, refined),
    ).when(consent, { ...yes, effectiveOn: EARLIER }, as(convener));
    expect(decision).toMatchObject([
      { type: 'Consented' },
      { type: 'ExpansionAdopted', effectiveOn: EARLY, data: { to: { places: ['419', 'global', 'CO'] } } },
    ]);
  });
});

describe('A collective indicator', () => {
  const sharper = { ...online, name: 'People online each week' };

  it('is defined anew under its id, and keeps what it was', () => {
    const { decision } = given(
      ...convened(),
      adoptedOnline(),
      onSubject('collective-indicator', { indicator: sharper }),
    ).when(consent, yes, as(convener));
    expect(decision).toMatchObject([
      { type: 'Consented' },
      { type: 'CollectiveIndicatorAdopted', data: { indicator: sharper, from: online } },
      { type: 'CollectiveIndicatorOpened' },
    ]);
  });

  it('stands from no earlier day than the definition that it replaces, whatever day another one stands from', () => {
    const other = { ...online, id: 'other' };
    for (const [indicator, day] of [
      [sharper, EARLY],
      [other, EARLIER],
    ] as const) {
      const { decision } = given(
        ...convened(),
        dated(FIRST, onSubject('collective-indicator', { proposal: 'online-1' })),
        dated(EARLY, adoptedOnline()),
        dated(FIRST, onSubject('collective-indicator', { indicator })),
      ).when(consent, { ...yes, effectiveOn: EARLIER }, as(convener));
      const days = (decision as readonly NewEvent[]).map(({ effectiveOn = EARLIER }) => effectiveOn);
      expect(days).toEqual([EARLIER, day, day]);
    }
  });

  it('opens its guard on the day it is adopted, also where that is another than the last word', () => {
    const { decision } = given(
      ...convened(second),
      dated(FIRST, onSubject('collective-indicator')),
      dated(EARLY, consented(convener)),
    ).when(consent, { ...yes, effectiveOn: EARLIER }, as(second));
    expect(decision).toMatchObject([
      { type: 'Consented' },
      { type: 'CollectiveIndicatorAdopted', effectiveOn: EARLY },
      { type: 'CollectiveIndicatorOpened', effectiveOn: EARLY },
    ]);
  });

  it('is asked of newcomers like everything', () => {
    given(...convened(), onSubject('collective-indicator'), joined(second))
      .when(consent, yes, as(convener))
      .emits('Consented');
  });
});
