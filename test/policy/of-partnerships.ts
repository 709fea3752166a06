import { ofPartnership, own, reason, row, type Row } from './rows.ts';
import type { Ids, Scene } from './scene.ts';

const indicator = {
  id: 'i',
  name: 'People',
  level: 'outcome',
  unit: 'people',
  direction: 'increase',
  aggregation: 'sum',
};
const met = async (scene: Scene) => {
  const { third } = scene.cast;
  await scene.give(third, 'HoldMeeting', { meeting: 'm', kind: 'agreement', attendees: [third], agreed: [] });
};

let programmes = 0;
/** It owns a programme, which a partnership of another names. */
const registers = async (scene: Scene): Promise<Ids> => {
  const name = `Programme ${programmes++}`;
  const { programme = '' } = await scene.give(scene.cast.own, 'RegisterProgramme', { name });
  const says = { title: 'T', problem: 'P', scope: { places: [], sdgTargets: [] }, programme: name };
  const { partnership: named = '' } = await scene.give(scene.cast.third, 'ConvenePartnership', says);
  return { programme, named };
};
const admits = async (scene: Scene): Promise<Ids> => {
  const ids = await registers(scene);
  const says = { partnership: ids['named'], programme: ids['programme'] };
  await scene.give(scene.cast.own, 'AdmitPartnership', says);
  return ids;
};

export const THE_PARTNERSHIP: readonly Row[] = [
  row('nothing yet')('ConvenePartnership', {
    title: 'Another',
    problem: 'P',
    scope: { places: ['CO'], sdgTargets: [] },
  }),
  row('nothing yet')('RegisterProgramme', () => ({ name: `Programme ${programmes++}` })),
  row('a programme of its own', registers, (_, { programme, named }) => ({ partnership: named, programme }))(
    'AdmitPartnership',
  ),
  row('a programme of its own', admits, (_, { programme, named }) => ({ partnership: named, programme }))(
    'EndBelonging',
  ),
  ofPartnership('RefineProblem', { problem: 'Another problem', reason }),
  ofPartnership('RefineScope', { scope: { places: ['PE'], sdgTargets: [] }, reason }),
  ofPartnership('InviteParticipant', ({ cast }) => ({
    invitation: 'x',
    organisation: cast.fourth,
    canActOn: 'All',
  })),
  ofPartnership('OpenCall', { call: 'c', text: 'Come' }),
  ofPartnership('ExpressInterest', { statement: 'We can help' }),
  ofPartnership('JoinPartnership', { priorities: ['Reach'] }),
  row('a partnership with an open call', async (scene) => {
    await scene.give(scene.cast.third, 'OpenCall', { call: 'c', text: 'Come' });
  })('JoinPartnership', { priorities: ['Reach'] }),
  row('an invitation')('DeclineInvitation', (scene) => ({ invitation: scene.invitationOf(scene.cast.own) })),
  ofPartnership('LeavePartnership'),
  ofPartnership('FlagMissingVoice', { voice: 'x', who: 'Teachers', why: 'They know' }),
  row('a missing voice', own('FlagMissingVoice', { voice: 'x', who: 'Teachers', why: 'They know' }))(
    'ResolveMissingVoice',
    { voice: 'x', how: 'consulted' },
  ),
  ofPartnership('HoldMeeting', ({ cast }) => ({
    meeting: 'x',
    kind: 'working',
    attendees: [cast.third],
    agreed: [],
  })),
  ofPartnership('TakeNextStep', { step: 'x', text: 'Send the map', due: '2030-01-31' }),
  ...['FinishNextStep', 'DropNextStep'].map((command) =>
    row('a next step', own('TakeNextStep', { step: 'x', text: 'Send the map', due: '2030-01-31' }))(command, {
      step: 'x',
    }),
  ),
  ofPartnership('OpenPause'),
  row('a pause', own('OpenPause', {}))('ClosePause'),
  ofPartnership('NameCapability', { capability: 'x', text: 'Backhaul' }),
  row('a capability that is needed', own('NameCapability', { capability: 'x', text: 'Backhaul' }))(
    'OfferCapability',
    { capability: 'x', text: 'Two satellites' },
  ),
  ofPartnership('AnnounceDecision', { decision: 'x', text: 'We begin in Colombia' }),
  ofPartnership('SharePractice', { practice: 'x', title: 'Masts', text: 'One builds, both use' }),
  ofPartnership('FormWorkingGroup', { group: 'x', purpose: 'Spectrum' }),
  ...['JoinWorkingGroup', 'CloseWorkingGroup'].map((command) =>
    row('a working group', own('FormWorkingGroup', { group: 'x', purpose: 'Spectrum' }))(command, {
      group: 'x',
    }),
  ),
];

const proposal = { proposal: 'x', subject: 'goal', text: 'Connect every school' };
const DAY = 86_400_000;
/** Days pass until nobody has to be waited for any more. */
const overdue = async (scene: Scene) => {
  const { clock, cast } = scene;
  const daysOn = (days: number) => new Date(clock.now().getTime() + days * DAY).toISOString();
  await scene.give(cast.own, 'Propose', { ...proposal, answerBy: daysOn(14).slice(0, 10) });
  for (const each of [cast.own, cast.third]) await scene.give(each, 'Consent', { proposal: 'x' });
  clock.set(daysOn(16));
};
const objected = async (scene: Scene) => {
  await scene.give(scene.cast.third, 'Propose', proposal);
  await scene.give(scene.cast.own, 'Object', { proposal: 'x', reason });
};
const measurement = {
  measurement: 'x',
  indicator: 'i',
  period: { to: '2020-12-31' },
  value: '100',
  method: 'Survey',
  source: 'S',
};
const adopted = async (scene: Scene) => {
  const { own, third } = scene.cast;
  await scene.give(third, 'Propose', { ...proposal, subject: 'collective-indicator', indicator });
  for (const each of [third, own]) await scene.give(each, 'Consent', { proposal: 'x' });
};
const agreement = {
  agreement: 'x',
  title: 'T',
  text: 'T',
  sharing: { everyMonths: 6, channel: 'C', public: 'P' },
};
export const DECIDING: readonly Row[] = [
  ofPartnership('Propose', proposal),
  ...['Consent', 'StandAside', 'Object'].map((command) =>
    row('a proposal', own('Propose', proposal))(command, {
      proposal: 'x',
      ...(command === 'Object' ? { reason } : {}),
    }),
  ),
  row('a proposal whose day to answer has passed', overdue)('RecordAdoption', { proposal: 'x' }),
  row('an objection', objected)('WithdrawObjection', { proposal: 'x' }),
  row('the partnership', met)('ProposeAgreement', agreement),
  row('an agreement that is proposed', async (scene) => {
    await met(scene);
    await own('ProposeAgreement', agreement)(scene);
  })('EndorseAgreement', { agreement: 'x' }),
  row('the partnership', adopted)('MeasureCollectiveIndicator', measurement),
  row('a measurement', async (scene) => {
    await adopted(scene);
    await own('MeasureCollectiveIndicator', measurement)(scene);
  })('MeasureCollectiveIndicator', { ...measurement, measurement: 'y', replaces: 'x', value: '90', reason }),
  ofPartnership('GrantMandate', ({ cast }) => ({ organisation: cast.fourth, source: 'fts' })),
  row('a mandate that it gave', async (scene) => {
    await scene.give(scene.cast.own, 'GrantMandate', { organisation: scene.cast.fourth, source: 'fts' });
  })('RevokeMandate', ({ cast }) => ({ organisation: cast.fourth, source: 'fts' })),
];
