import { tellOfOrganisations } from './broad-organisations.ts';
import { CARRIED_OUT, everything, indicator, usd, women } from './broad-promise.ts';
import type { ServedBook, Party } from './served-book.ts';

/** Who takes part in the history, and what stands in it. */
export interface BroadHistory {
  readonly itu: Party;
  readonly gsma: Party;
  readonly unicef: Party;
  /** Records what a source says about others, under a mandate. */
  readonly ocha: Party;
  /** The partnership in which everything happens; it is closed in the end. */
  readonly full: string;
  /** Another, which goes on. */
  readonly other: string;
}

const reason = 'It had to be';
type Says = readonly (readonly [command: string, body?: object])[];

class Told {
  constructor(
    private readonly base: string,
    private readonly parties: Omit<BroadHistory, 'full' | 'other'>,
  ) {}

  async gather(): Promise<void> {
    const { itu, gsma, unicef, ocha } = this.parties;
    await itu.done(`${this.base}/invite-participant`, {
      invitation: 'gsma',
      organisation: gsma.id,
      canActOn: 'Networks',
    });
    await itu.done(`${this.base}/open-call`, { call: 'all', text: 'Come' });
    await itu.done(`${this.base}/refine-problem`, { problem: 'Schools are offline', reason });
    const scope = { places: ['global', 'CO'], sdgTargets: ['9.c', '4.a'] };
    await itu.done(`${this.base}/refine-scope`, { scope, reason });
    for (const party of [gsma, unicef, ocha])
      await party.done(
        `${this.base}/join-partnership`,
        { priorities: ['Reach'] },
        { 'idempotency-key': party.id },
      );
    await this.adopt('goal', [itu, gsma, unicef, ocha]);
  }

  /** With an objection on the way, which is taken back. */
  async adopt(
    subject: string,
    [first, second, ...others]: readonly Party[],
    {
      proposal = `a-${subject}`,
      ...terms
    }: { readonly proposal?: string; readonly [term: string]: unknown } = {},
  ): Promise<void> {
    await first?.done(`${this.base}/propose`, { proposal, subject, text: `Our ${subject}`, ...terms });
    await second?.done(`${this.base}/object`, { proposal, reason });
    await second?.done(`${this.base}/withdraw-objection`, { proposal });
    await second?.done(`${this.base}/stand-aside`, { proposal });
    for (const party of [first, ...others]) await party?.done(`${this.base}/consent`, { proposal });
  }

  async agree(): Promise<void> {
    const { itu, gsma } = this.parties;
    const met = {
      meeting: 'm1',
      kind: 'agreement',
      attendees: [itu.id, gsma.id],
      agreed: ['To build together'],
    };
    await itu.done(`${this.base}/hold-meeting`, met);
    const sharing = { everyMonths: 6, channel: 'platform', public: 'all' };
    await itu.done(`${this.base}/propose-agreement`, {
      agreement: 'together',
      title: 'T',
      text: 'T',
      sharing,
    });
    for (const party of [itu, gsma])
      await party.done(`${this.base}/endorse-agreement`, { agreement: 'together' });
    // Told to nobody outside: it is of a meeting.
    const claim = { about: 'meeting', meeting: 'm1' };
    await gsma.done(`${this.base}/dispute-claim`, { claim, text: 'We agreed to less' });
    await itu.done(`${this.base}/respond-to-observation`, { claim, observer: gsma.id, text: 'To this' });
  }

  /** What is measured together, where it goes, and who leads. */
  async steer(): Promise<void> {
    const { itu, gsma, unicef, ocha } = this.parties;
    await itu.done(`${this.base}/open-pause`, { reason });
    await itu.done(`${this.base}/close-pause`);
    const all = [itu, gsma, unicef, ocha];
    await this.adopt('collective-indicator', all, { indicator });
    await gsma.done(`${this.base}/measure-collective-indicator`, {
      measurement: 'm1',
      indicator: indicator.id,
      period: { from: '2020-01-01', to: '2020-06-30' },
      value: '12',
      disaggregation: [women],
      method: 'Counted',
      source: 'Ministries',
    });
    const claim = { about: 'measurement', measurement: 'm1' };
    await itu.done(`${this.base}/dispute-claim`, { claim, text: 'Some are counted twice' });
    await this.adopt('expansion', all, { adds: { places: ['PE'], sdgTargets: [] } });
    await this.adopt('hand-over', [gsma, unicef, itu, ocha], { to: gsma.id });
  }

  /** What is missing, needed, to be done and told; some of it is for those inside alone. */
  async work(): Promise<void> {
    const { itu, gsma, unicef } = this.parties;
    const say = async (by: Party, steps: Says) => {
      for (const [command, body] of steps) await by.done(`${this.base}/${command}`, body);
    };
    await say(itu, [
      ['flag-missing-voice', { voice: 'v1', who: 'Teachers', why: 'They know' }],
      ['resolve-missing-voice', { voice: 'v1', how: 'consulted' }],
      ['name-capability', { capability: 'c1', text: 'Backhaul', organisations: [gsma.id] }],
      ['take-next-step', { step: 's1', text: 'Send the map', due: '2030-01-31', meeting: 'm1' }],
      ['finish-next-step', { step: 's1' }],
      ['take-next-step', { step: 's2', text: 'Draw a map', due: '2030-01-31' }],
      ['drop-next-step', { step: 's2', reason }],
      ['announce-decision', { decision: 'd1', text: 'We begin in Colombia', meeting: 'm1' }],
      ['share-practice', { practice: 'p1', title: 'Masts', text: 'Shared', link: 'https://example.org' }],
      ['form-working-group', { group: 'g1', purpose: 'Spectrum' }],
    ]);
    await say(gsma, [['offer-capability', { capability: 'c1', text: 'Two satellites' }]]);
    await say(unicef, [
      ['join-working-group', { group: 'g1' }],
      ['close-working-group', { group: 'g1', reason }],
    ]);
  }

  async promise(): Promise<void> {
    const { itu, gsma } = this.parties;
    const whole = everything({ itu: itu.id, gsma: gsma.id });
    const carriedOut = await this.open(itu, 'make-commitment', whole, CARRIED_OUT);
    await this.observe({ about: 'entry', commitment: carriedOut, entry: 'one' });
    for (const answer of ['confirmed', 'rejected'])
      await gsma.done(`${this.base}/answer-naming`, {
        commitment: carriedOut,
        role: 'partner',
        answer,
        version: 1,
        reason,
      });
    await this.open(gsma, 'make-pledge', { statement: 'Speak up', kind: 'advocacy' }, [
      ['firm-pledge'],
      ['withdraw-commitment', { reason }],
    ]);
    const by = await this.open(itu, 'make-commitment', { statement: 'Go on', kind: 'policy' });
    const before = { statement: 'Begin', kind: 'policy' };
    await this.open(itu, 'make-commitment', before, [['supersede-commitment', { by, reason }]]);
  }

  async transfer(): Promise<void> {
    const { itu, gsma } = this.parties;
    const money = { statement: 'Pay', kind: 'financial', money: usd('100') };
    const commitment = await this.open(itu, 'make-commitment', money, [
      ['offer-transfer', { offer: 'rest', to: gsma.id, money: usd('40'), note: 'What is left' }],
    ]);
    await gsma.done(`${this.base}/commitments/${commitment}/accept-transfer`, { offer: 'rest' });
  }

  async observe(claim: object): Promise<void> {
    const { itu, gsma } = this.parties;
    await gsma.done(`${this.base}/corroborate-claim`, { claim, version: 1 });
    await gsma.done(`${this.base}/dispute-claim`, { claim, text: 'Half of it came' });
    await itu.done(`${this.base}/respond-to-observation`, { claim, observer: gsma.id, text: 'All was sent' });
    await gsma.done(`${this.base}/note-observation`, { claim, text: 'The rest came later' });
    await gsma.done(`${this.base}/withdraw-observation`, { claim, reason });
  }

  async together(): Promise<void> {
    const { itu, gsma, ocha } = this.parties;
    const { body } = await itu.done(`${this.base}/propose-joint-commitment`, {
      statement: 'Connect every school',
      kind: 'programme',
      places: [{ place: 'CO', percentage: '100' }],
      theme: 'Education',
      sdgTargets: ['9.c'],
      window: { from: '2020-01-01' },
      outcomes: ['Everybody online'],
      shares: [
        { organisation: itu.id, money: usd('100') },
        { organisation: gsma.id, money: usd('50'), statement: 'The lines' },
        { organisation: ocha.id },
      ],
    });
    const joint = `${this.base}/joint-commitments/${body.ids.jointCommitment}`;
    await itu.done(`${joint}/accept-share`);
    const { commitment } = (await gsma.done(`${joint}/accept-share`)).body.ids;
    await ocha.done(`${joint}/decline-share`, { reason });
    await gsma.done(`${joint}/leave-joint-commitment`, { commitment, reason });
  }

  /** One quietly, which nobody outside is told of; one to everybody. */
  async disclose(): Promise<void> {
    const { itu, gsma } = this.parties;
    const text = 'We cannot pay before March';
    await itu.done(`${this.base}/disclose-incentive`, { text, audience: { to: 'participants' } });
    const open = { text, bearsOn: [{ on: 'resources' }], audience: { to: 'public' } };
    const { disclosure } = (await itu.done(`${this.base}/disclose-constraint`, open)).body.ids;
    const path = `${this.base}/disclosures/${disclosure}`;
    await gsma.done(`${path}/answer-disclosure`, { answer: 'a1', text: 'We wait' });
    await itu.done(`${path}/supersede-disclosure`, { text: 'We pay in February', reason });
    await itu.done(`${path}/retract-disclosure`, { reason });
    const { person } = (
      await itu.done(`${this.base}/name-focal-point`, { name: 'Ana Duarte', email: 'ana@example.org' })
    ).body.ids;
    await itu.done(`${this.base}/withdraw-focal-point`, { person });
    await itu.done(`${this.base}/disclose-interest`, {
      text: 'We want to learn',
      audience: { to: 'public' },
    });
  }

  async attribute(): Promise<void> {
    const { itu, unicef, ocha } = this.parties;
    await itu.done(`${this.base}/grant-mandate`, { organisation: ocha.id, source: 'fts' });
    const record = (id: string, onBehalfOf: string) => ({
      statement: 'Pay',
      kind: 'financial',
      onBehalfOf,
      source: { system: 'fts', record: id, version: 2, url: 'https://example.org', tags: { status: 'paid' } },
    });
    await this.open(ocha, 'make-commitment', record('nobody', 'not-stated'));
    const [gone, ended] = [record('gone', unicef.id), { onBehalfOf: unicef.id, ended: 'removed', reason }];
    const resumes = await this.open(ocha, 'make-commitment', gone, [['end-record', ended]]);
    await this.open(ocha, 'make-commitment', { ...gone, resumes });
    for (const command of ['confirm-attribution', 'reject-attribution']) {
      const commitment = await this.open(ocha, 'make-commitment', record(command, unicef.id));
      await unicef.done(`${this.base}/commitments/${commitment}/${command}`);
    }
    await itu.done(`${this.base}/revoke-mandate`, { organisation: ocha.id, source: 'fts', reason });
    await unicef.done(`${this.base}/leave-partnership`, { reason: 'completed' });
  }

  private async open(by: Party, command: string, body: object, then: Says = []): Promise<string> {
    const { ids } = (await by.done(`${this.base}/${command}`, body)).body;
    for (const [next, says] of then)
      await by.done(`${this.base}/commitments/${ids.commitment}/${next}`, says);
    return ids.commitment as string;
  }
}

/** Tells a history over HTTP in which every public type of event occurs that somebody gives a command for, beside much that is only for participants. */
export async function tellBroadHistory(served: ServedBook): Promise<BroadHistory> {
  const [itu, gsma, unicef, ocha] = (await Promise.all(
    ['ITU', 'GSMA', 'UNICEF', 'OCHA'].map((name) => served.party(name)),
  )) as [Party, Party, Party, Party];
  const convene = async (by: Party) => {
    const scope = { places: ['global', '419', 'CO'], sdgTargets: ['9.c'] };
    const { body } = await by.done('/v1/partnerships', {
      title: 'T',
      problem: 'P',
      scope,
      programme: 'UN75',
    });
    return body.ids.partnership as string;
  };
  await tellOfOrganisations(served, { itu, gsma });
  const full = await convene(itu);
  const other = await convene(gsma);
  const programme = await itu.admitted('UN75', [full, other]);
  await itu.done(`/v1/partnerships/${full}/end-belonging`, { programme, reason });
  const parties = { itu, gsma, unicef, ocha };
  const told = new Told(`/v1/partnerships/${full}`, parties);
  await told.gather();
  await told.agree();
  await told.work();
  await told.steer();
  await told.adopt('belonging', [itu, gsma, unicef, ocha], { programme });
  await itu.done(`/v1/partnerships/${full}/admit-partnership`, { programme });
  await gsma.done(`/v1/partnerships/${other}/make-commitment`, { statement: 'Elsewhere', kind: 'programme' });
  await told.promise();
  await told.transfer();
  await told.together();
  await told.disclose();
  await told.attribute();
  await told.adopt('closing', [itu, gsma, ocha]);
  await told.adopt('reopening', [itu, gsma, ocha]);
  await told.adopt('closing', [itu, gsma, ocha], { proposal: 'b-closing' });
  await served.settled();
  return { ...parties, full, other };
}
