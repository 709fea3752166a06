import { ServedBook, SetClock, type Answer, type Party } from '../support/served-book.ts';

interface Asked {
  readonly what: string;
  readonly id?: string;
  readonly commitments?: number;
  readonly observations?: number;
  readonly ledger?: string;
  readonly overdue?: boolean;
  readonly ask: readonly {
    organisation: string;
    commitments?: number;
    observations?: number;
    ledger?: string;
    list?: string;
  }[];
}
interface Step {
  readonly step: string;
  readonly done: readonly { what: string; count: number; lastOn?: string }[];
  readonly open: readonly Asked[];
}

/** Whatever day another test has come to. */
const FIRST_DAY = '?effective=2021-01-10';
const onFirstDay = (ledger = '') => `${ledger}&effective=2021-01-10`;

describe('the convener’s desk, over HTTP', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  let served: ServedBook;
  let itu: Party;
  let gsma: Party;
  let unicef: Party;
  let partnership: string;
  let base: string;

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [itu, gsma, unicef] = (await Promise.all(
      ['ITU', 'GSMA', 'UNICEF'].map((name) => served.party(name)),
    )) as [Party, Party, Party];
    partnership = await convene('Forum');
    await itu.admitted('Forum', [partnership]);
    base = `/v1/partnerships/${partnership}`;
    await meet();
    await promise();
  });
  afterAll(() => served.close());

  async function convene(programme: string): Promise<string> {
    const { body } = await itu.done('/v1/partnerships', {
      title: 'Connectivity',
      problem: 'P',
      scope: { places: ['CO'], sdgTargets: ['9.c'] },
      programme,
    });
    return body.ids.partnership as string;
  }
  /** Another book, with the two of them in it. */
  async function together(): Promise<string> {
    const own = `/v1/partnerships/${await convene('Elsewhere')}`;
    await itu.done(`${own}/open-call`, { call: 'all', text: 'Come' });
    await gsma.done(`${own}/join-partnership`, { priorities: ['Reach'] });
    return own;
  }

  async function meet() {
    const invite = (invitation: string, { id: organisation }: Party) =>
      itu.done(`${base}/invite-participant`, { invitation, organisation, canActOn: 'Networks' });
    await invite('gsma', gsma);
    await gsma.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    await invite('unicef', unicef);
    await itu.done(`${base}/flag-missing-voice`, { voice: 'pupils', who: 'Pupils', why: 'It is for them' });
    await itu.done(`${base}/name-capability`, {
      capability: 'masts',
      text: 'Masts in the valleys',
      organisations: [gsma.id],
    });
    await gsma.done(`${base}/take-next-step`, { step: 'map', text: 'Send the map', due: '2021-02-01' });
    await itu.done(`${base}/propose`, { proposal: 'goal', subject: 'goal', text: 'Everybody online' });
    await itu.done(`${base}/consent`, { proposal: 'goal' });
    await gsma.done(`${base}/object`, { proposal: 'goal', reason: 'By when?' });
  }

  async function promise() {
    const make = (by: Party, body: object) =>
      by.done(`${base}/make-commitment`, { statement: 'S', kind: 'programme', ...body });
    const { body } = await make(itu, { places: [{ place: 'CO' }], outcomes: ['Reach'], with: [gsma.id] });
    // Until it says so itself, whoever is named represents nobody.
    await gsma.done(`${base}/answer-naming`, {
      commitment: body.ids.commitment,
      role: 'partner',
      answer: 'confirmed',
    });
    await itu.done(`${base}/commitments/${body.ids.commitment}/plan-milestone`, {
      entry: 'first',
      title: 'First',
      due: '2021-03-01',
    });
    for (let i = 0; i < 3; i++) await make(gsma, { reportEveryMonths: 2 });
  }

  async function desk(by: Party, query = '', of = base): Promise<Step[]> {
    await served.settled();
    const { body }: Answer = await by.ask(`${of}/desk${query}`);
    expect(body.desks).toHaveLength(1);
    return body.desks[0].steps as Step[];
  }
  const open = (steps: readonly Step[], what: string) =>
    steps.flatMap((step) => step.open).find((one) => one.what === what);

  it('says per step what is open, and whom to ask', async () => {
    const steps = await desk(itu, FIRST_DAY);
    expect(steps.map(({ step }) => step)).toEqual([
      'scoping',
      'soliciting',
      'pause',
      'agreement',
      'executing',
      'scaling',
    ]);
    expect(open(steps, 'invitation')).toMatchObject({ id: 'unicef', ask: [{ organisation: unicef.id }] });
    expect(open(steps, 'missing-voice')).toMatchObject({ id: 'pupils', ask: [] });
    expect(open(steps, 'capability')).toMatchObject({ id: 'masts', ask: [{ organisation: gsma.id }] });
    expect(open(steps, 'proposal')?.ask).toEqual(
      expect.arrayContaining([expect.objectContaining({ organisation: gsma.id })]),
    );
    expect(open(steps, 'next-step')).toMatchObject({ id: 'map', ask: [{ organisation: gsma.id }] });
    expect(open(steps, 'next-step')).not.toHaveProperty('overdue');
  });

  it('counts the commitments that lack something by owner, and each count is that of the rows it leads to', async () => {
    const steps = await desk(itu, FIRST_DAY);
    const asked = steps.flatMap((step) => step.open).filter(({ commitments }) => commitments !== undefined);
    expect(asked.map(({ what, commitments }) => [what, commitments])).toEqual([
      ['commitments without places', 3],
      ['commitments without representation', 3],
      ['commitments without milestones', 3],
      ['commitments without budget', 4],
      ['commitments without outcomes', 3],
    ]);
    for (const { commitments, ledger = '', ask } of asked) {
      expect((await itu.ask(onFirstDay(ledger))).body.rows).toHaveLength(commitments ?? 0);
      for (const one of ask) {
        const { body } = await itu.ask(onFirstDay(one.ledger));
        expect(body.rows).toHaveLength(one.commitments ?? 0);
        expect(
          body.rows.every((row: { organisation: string }) => row.organisation === one.organisation),
        ).toBe(true);
      }
    }
  });

  it('asks who was offered a commitment, or named for a share, until it has answered', async () => {
    const own = await together();
    const { body } = await itu.done(`${own}/make-commitment`, { statement: 'To hand over', kind: 'policy' });
    const { commitment } = body.ids;
    await itu.done(`${own}/commitments/${commitment}/offer-transfer`, { offer: 'o', to: gsma.id });
    const joint = await itu.done(`${own}/propose-joint-commitment`, {
      statement: 'Masts together',
      kind: 'programme',
      shares: [{ organisation: itu.id }, { organisation: gsma.id }],
    });
    const { jointCommitment } = joint.body.ids;
    const accept = (by: Party) => by.done(`${own}/joint-commitments/${jointCommitment}/accept-share`);
    await accept(itu);
    const before = await desk(gsma, '', own);
    expect(open(before, 'transfer')).toMatchObject({ id: commitment, ask: [{ organisation: gsma.id }] });
    expect(open(before, 'joint commitment')).toMatchObject({
      id: jointCommitment,
      ask: [{ organisation: gsma.id }],
    });
    await gsma.done(`${own}/commitments/${commitment}/accept-transfer`, { offer: 'o' });
    await accept(gsma);
    const after = await desk(gsma, '', own);
    expect(open(after, 'transfer') ?? open(after, 'joint commitment')).toBeUndefined();
  });

  it('asks whose claim is disputed, until it answers or mends it, and whoever sees it of a meeting or measurement', async () => {
    const own = await together();
    const { body } = await gsma.done(`${own}/make-commitment`, { statement: 'To pay', kind: 'financial' });
    const { commitment } = body.ids;
    const say = (command: string, says: object) =>
      gsma.done(`${own}/commitments/${commitment}/${command}`, says);
    const claim = (entry: string) => ({ about: 'entry', commitment, entry });
    for (const entry of ['one', 'two']) {
      await say('record-disbursement', { entry, money: { amount: '1000', currency: 'USD' } });
      await itu.done(`${own}/dispute-claim`, { claim: claim(entry), text: 'It was a hundred' });
    }
    const about = { about: 'meeting', meeting: 'review' };
    const held = {
      meeting: 'review',
      kind: 'scoping',
      attendees: [itu.id, gsma.id],
      agreed: ['All is well'],
    };
    await itu.done(`${own}/hold-meeting`, held);
    await gsma.done(`${own}/dispute-claim`, { claim: about, text: 'Not all of it' });
    expect(open(await desk(itu, '', own), 'disputes unanswered')).toMatchObject({
      commitments: 1,
      ask: [{ organisation: gsma.id, commitments: 1 }],
    });
    const [scoping] = await desk(itu, '', own);
    expect(scoping?.open).toContainEqual(
      expect.objectContaining({ what: 'dispute', id: 'review', ask: [{ organisation: itu.id }] }),
    );
    expect(open(await desk(served.anybody(), '', own), 'dispute')).toBeUndefined();
    await say('correct-entry', { entry: 'one', money: { amount: '100', currency: 'USD' }, reason: 'A zero' });
    expect(open(await desk(itu, '', own), 'disputes unanswered')).toMatchObject({ commitments: 1 });
    const answer = (by: Party, of: object, observer: Party) =>
      by.done(`${own}/respond-to-observation`, { claim: of, observer: observer.id, text: 'It is so' });
    await answer(gsma, claim('two'), itu);
    await answer(itu, about, gsma);
    const after = await desk(itu, '', own);
    expect(open(after, 'disputes unanswered') ?? open(after, 'dispute')).toBeUndefined();
    const { body: disputed } = await itu.ask(`${own}/observations?verdict=disputed`);
    expect(disputed.rows).toHaveLength(3);
    expect((await itu.ask(`${own}/observations?unanswered=yes`)).body.rows).toMatchObject([
      { claim: { entry: 'one' }, ofEarlierVersion: true },
    ]);
  });

  it('asks nobody about a dispute that is withdrawn, on a record nobody owns up to, or on a promise that stands no more', async () => {
    const own = await together();
    await itu.done(`${own}/grant-mandate`, { organisation: itu.id, source: 'fts' });
    const make = async (by: Party, more: object = {}) => {
      const says = { statement: 'To pay', kind: 'financial', ...more };
      return (await by.done(`${own}/make-commitment`, says)).body.ids.commitment as string;
    };
    const dispute = (commitment: string, by = itu, more: object = {}) =>
      by.done(`${own}/dispute-claim`, { claim: { about: 'commitment', commitment }, text: 'No', ...more });
    const about = { onBehalfOf: gsma.id, source: { system: 'fts', record: own, version: 1 } };
    const [stands, ended, withdrawn] = [await make(gsma), await make(gsma), await make(gsma)];
    const [recorded, confirmed] = [
      await make(itu, about),
      await make(gsma, { recipient: { organisation: unicef.id } }),
    ];
    for (const one of [stands, ended, withdrawn]) await dispute(one);
    await unicef.done(`${own}/join-partnership`, { priorities: ['Reach'] });
    await dispute(recorded, unicef);
    const said = { onBehalfOf: unicef.id, source: { ...about.source, record: `${own} said` } };
    await dispute(confirmed, itu, said);
    await gsma.done(`${own}/commitments/${ended}/withdraw-commitment`, { reason: 'No money' });
    await itu.done(`${own}/withdraw-observation`, {
      claim: { about: 'commitment', commitment: withdrawn },
      reason: 'It was so',
    });
    const asked = open(await desk(itu, '', own), 'disputes unanswered');
    expect(asked).toMatchObject({ commitments: 1, ask: [{ organisation: gsma.id, commitments: 1 }] });
    const { rows } = (await itu.ask(asked?.ledger ?? '')).body;
    expect(rows.map(({ commitment }: { commitment: string }) => commitment)).toEqual([stands]);
    const { body } = await itu.ask(`${own}/observations?unanswered=yes`);
    const waiting = body.rows.map(({ commitment }: { commitment: string }) => commitment);
    expect(waiting.sort()).toEqual([stands, ended, recorded].sort());
  });

  it('asks those in whose name an observation was recorded to say so themselves, and nobody about its own claim', async () => {
    const own = await together();
    await itu.done(`${own}/grant-mandate`, { organisation: itu.id, source: 'fts' });
    const promised = async (recipient: Party) => {
      const says = { statement: 'To pay', kind: 'financial', recipient: { organisation: recipient.id } };
      return (await gsma.done(`${own}/make-commitment`, says)).body.ids.commitment as string;
    };
    const [one, other] = [await promised(unicef), await promised(unicef)];
    const say = (by: Party, command: string, commitment: string, more: object = {}) =>
      by.done(`${own}/${command}`, { claim: { about: 'commitment', commitment }, ...more });
    for (const commitment of [one, other]) {
      const source = { system: 'fts', record: `${commitment}:recipient`, version: 1 };
      await say(itu, 'corroborate-claim', commitment, { onBehalfOf: unicef.id, source });
    }
    const asked = async () => open(await desk(served.anybody(), '', own), 'observations unconfirmed');
    const first = await asked();
    expect(first).toMatchObject({ observations: 2, ask: [{ organisation: unicef.id, observations: 2 }] });
    const { rows } = (await itu.ask(first?.ask[0]?.list ?? '')).body;
    expect(rows.map(({ commitment }: { commitment: string }) => commitment).sort()).toEqual(
      [one, other].sort(),
    );
    await say(unicef, 'corroborate-claim', one);
    expect(await asked()).toMatchObject({ observations: 1 });
    await say(unicef, 'withdraw-observation', other, { reason: 'We never said so' });
    expect(await asked()).toBeUndefined();
  });

  it('tells what was due once its day has passed, of the day that is asked for', async () => {
    clock.set('2021-04-15T09:00:00Z');
    const steps = await desk(itu);
    expect(open(steps, 'next-step')).toMatchObject({ overdue: true });
    expect(open(steps, 'milestones due')).toMatchObject({
      commitments: 1,
      ask: [{ organisation: itu.id, commitments: 1 }],
    });
    expect(open(steps, 'reports due')).toMatchObject({ commitments: 3, ask: [{ organisation: gsma.id }] });
    const then = await desk(itu, '?effective=2021-02-20');
    expect(open(then, 'milestones due')).toBeUndefined();
    expect(open(then, 'reports due')).toBeUndefined();
    expect(open(await desk(itu, '?asOf=2021-01-10'), 'reports due')).toBeUndefined();
  });

  it('shows nobody outside what is for participants, and what is public all the same', async () => {
    const steps = await desk(served.anybody());
    expect(open(steps, 'commitments without places')).toMatchObject({ commitments: 3 });
    expect(open(steps, 'capability')).toMatchObject({ id: 'masts', ask: [{ organisation: gsma.id }] });
    for (const what of ['invitation', 'missing-voice', 'proposal', 'objection', 'next-step'])
      expect(open(steps, what)).toBeUndefined();
  });

  it('is asked of a whole programme: one desk for each of its partnerships', async () => {
    const { body } = await itu.ask('/v1/programmes/Forum/desk');
    expect(body.desks).toMatchObject([{ partnership }]);
    const { text } = await itu.ask(`${base}/desk`, { accept: 'text/csv' });
    expect(text).toMatch(/^partnership,step,how,what/);
    expect(text).toMatch(/,open,invitation,.*,UNICEF,/);
  });
});
