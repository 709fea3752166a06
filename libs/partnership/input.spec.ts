import type { CommandClass } from '#kernel';
import { readInput } from '#input';
import { ConvenePartnership } from './convene-partnership/convene-partnership.ts';
import { HoldMeeting } from './hold-meeting/hold-meeting.ts';
import { partnershipCommands } from './index.ts';
import { InviteParticipant } from './invite-participant/invite-participant.ts';
import { JoinPartnership } from './join-partnership/join-partnership.ts';
import { LeavePartnership } from './leave-partnership/leave-partnership.ts';
import { NameCapability } from './name-capability/name-capability.ts';
import { ObjectInput } from './object/object.ts';
import { ProposeAgreement } from './propose-agreement/propose-agreement.ts';
import { Propose } from './propose/propose.ts';
import { RefineProblem } from './refine-problem/refine-problem.ts';
import { ResolveMissingVoice } from './resolve-missing-voice/resolve-missing-voice.ts';
import { counted, here, problem, scope, stranger, terms } from './specification/example.ts';
import { MeasureCollectiveIndicator } from './measure-collective-indicator/measure-collective-indicator.ts';
import { SharePractice } from './share-practice/share-practice.ts';
import { TakeNextStep } from './take-next-step/take-next-step.ts';

const rulesBroken = (input: CommandClass<object>, value: object) => {
  const read = readInput(input, value);
  return Array.isArray(read) ? read.map(({ field, rule }) => `${field} ${rule}`) : [];
};
const convene = (more: object) => ({ title: 'T', problem, scope, ...more });
const meeting = (more: object) => ({
  ...here,
  meeting: 'a',
  kind: 'scoping',
  attendees: [stranger],
  agreed: [],
  ...more,
});
const practice = (more: object) => ({ ...here, practice: 'a', title: 'T', text: 'T', ...more });
const goal = (more: object) => ({ ...here, proposal: 'a', subject: 'goal', text: 'T', ...more });
const sharing = (more: object) => ({ ...terms.sharing, ...more });

describe('What a command says', () => {
  it.each(partnershipCommands.map(({ input, creates }) => [input.name, input, creates] as const))(
    '%s takes its example',
    (_, input, creates) => {
      const ids = creates ? {} : here;
      expect(rulesBroken(input as CommandClass<object>, { ...ids, ...input.example })).toEqual([]);
    },
  );

  it.each<[string, CommandClass<object>, object, string]>([
    ['a problem of white space', ConvenePartnership, convene({ problem: ' ' }), '/problem isText5000'],
    ['without a scope', ConvenePartnership, convene({ scope: undefined }), '/scope required'],
    [
      'a place that is none',
      ConvenePartnership,
      convene({ scope: { ...scope, places: ['Mars'] } }),
      '/scope/places/0 isPlace',
    ],
    [
      'an SDG target that is none',
      ConvenePartnership,
      convene({ scope: { ...scope, sdgTargets: ['9.z'] } }),
      '/scope/sdgTargets/0 isSdgTarget',
    ],
    [
      'an invitation that says nothing',
      InviteParticipant,
      { ...here, invitation: 'a', organisation: stranger },
      '/canActOn required',
    ],
    ['a refinement without a reason', RefineProblem, { ...here, problem }, '/reason required'],
    ['joining without priorities', JoinPartnership, { ...here, priorities: [] }, '/priorities arrayMinSize'],
    ['a reason to leave in blame', LeavePartnership, { ...here, reason: 'broke its word' }, '/reason isIn'],
    ['a meeting of nobody', HoldMeeting, meeting({ attendees: [] }), '/attendees arrayMinSize'],
    ['a meeting with a name', HoldMeeting, meeting({ attendees: ['ITU'] }), '/attendees/0 isIdOf_org'],
    [
      'a meeting with one twice',
      HoldMeeting,
      meeting({ attendees: [stranger, stranger] }),
      '/attendees arrayUnique',
    ],
    [
      'a practice at no address',
      SharePractice,
      practice({ link: 'javascript:alert(1)' }),
      '/link isWebAddress',
    ],
    [
      'a measurement of one category twice',
      MeasureCollectiveIndicator,
      { ...here, ...counted, disaggregation: ['a', 'a'].map((category) => ({ category, value: '1' })) },
      '/disaggregation isEachCategoryOnce',
    ],
    ['another kind of meeting', HoldMeeting, meeting({ kind: 'tribunal' }), '/kind isIn'],
    [
      'another answer to a missing voice',
      ResolveMissingVoice,
      { ...here, voice: 'a', how: 'ignored' },
      '/how isIn',
    ],
    [
      'a capability that one could bring twice',
      NameCapability,
      { ...here, capability: 'a', text: 'T', organisations: [stranger, stranger] },
      '/organisations arrayUnique',
    ],
    ['a next step by some day', TakeNextStep, { ...here, step: 'a', text: 'T' }, '/due required'],
    ['a proposal on something else', Propose, goal({ subject: 'expulsion' }), '/subject isIn'],
    ['a day that does not exist', Propose, goal({ answerBy: '2021-02-30' }), '/answerBy isDay'],
    ['an objection without a reason', ObjectInput, { ...here, proposal: 'a' }, '/reason required'],
    [
      'a rhythm of no months',
      ProposeAgreement,
      { ...here, agreement: 'a', ...terms, sharing: sharing({ everyMonths: 0 }) },
      '/sharing/everyMonths min',
    ],
    [
      'an agreement that leaves open what is public',
      ProposeAgreement,
      { ...here, agreement: 'a', ...terms, sharing: sharing({ public: undefined }) },
      '/sharing/public required',
    ],
  ])('is not %s', (_, input, value, broken) => {
    expect(rulesBroken(input, value)).toContain(broken);
  });
});
