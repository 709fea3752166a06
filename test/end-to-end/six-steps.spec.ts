import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

describe('the six steps, over HTTP', () => {
  const clock = new SetClock('2020-06-01T09:00:00Z');
  let served: ServedBook;
  let itu: Party;
  let gsma: Party;
  let unicef: Party;
  let stranger: Party;
  let base: string;
  /** How the partnership read after each step. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of it
  const after: Record<string, any> = {};

  const overview = async (query = '', by: Party = itu) => (await by.ask(`${base}${query}`)).body;
  const freshly = async (by: Party, command: string, body: unknown = {}) => {
    const { freshness } = (await by.done(`${base}/${command}`, body)).body;
    return overview(`?atLeast=${freshness}`);
  };

  async function convene() {
    const convened = await itu.done('/v1/partnerships', {
      title: 'Connectivity',
      problem: 'Half of the world is not connected',
      scope: { places: ['global'], sdgTargets: ['9.c'] },
      programme: 'UN75',
      priorities: ['Everybody online'],
    });
    base = `/v1/partnerships/${convened.body.ids.partnership}`;
    after['convened'] = await overview(`?atLeast=${convened.body.freshness}`);
  }
  async function solicit() {
    for (const [invitation, party] of Object.entries({ networks: gsma, schools: unicef }))
      await itu.done(`${base}/invite-participant`, {
        invitation,
        organisation: party.id,
        canActOn: invitation,
      });
    after['uninvited'] = (await stranger.give(`${base}/join-partnership`, { priorities: ['x'] })).body;
    for (const party of [gsma, unicef])
      await party.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    const met = {
      meeting: 'scoping_1',
      kind: 'scoping',
      attendees: [itu.id, gsma.id, unicef.id],
      agreed: ['A goal'],
    };
    after['met'] = await freshly(itu, 'hold-meeting', met);
  }
  async function adoptGoal() {
    await itu.done(`${base}/propose`, { proposal: 'goal_1', subject: 'goal', text: 'Connect every school' });
    await itu.done(`${base}/consent`, { proposal: 'goal_1' });
    after['objected'] = await freshly(gsma, 'object', { proposal: 'goal_1', reason: 'And every clinic' });
    await gsma.done(`${base}/withdraw-objection`, { proposal: 'goal_1' });
    await gsma.done(`${base}/stand-aside`, { proposal: 'goal_1' });
    after['consented'] = await freshly(unicef, 'consent', { proposal: 'goal_1' });
  }
  async function agree() {
    clock.set('2020-07-01T09:00:00Z');
    after['paused'] = await freshly(itu, 'open-pause');
    clock.set('2020-08-01T09:00:00Z');
    after['resumed'] = await freshly(itu, 'close-pause');
    const met = { meeting: 'agreement_1', kind: 'agreement', attendees: [itu.id, gsma.id], agreed: [] };
    await itu.done(`${base}/hold-meeting`, met);
    const sharing = { everyMonths: 6, channel: 'platform', public: 'all' };
    const agreement = { agreement: 'together', title: 'Together', text: 'We build together', sharing };
    await itu.done(`${base}/propose-agreement`, agreement);
    await itu.done(`${base}/endorse-agreement`, { agreement: 'together' });
    after['agreed'] = await freshly(gsma, 'endorse-agreement', { agreement: 'together' });
  }
  async function close() {
    clock.set('2020-10-01T09:00:00Z');
    await unicef.done(`${base}/leave-partnership`, { reason: 'completed' });
    await itu.done(`${base}/propose`, { proposal: 'end_1', subject: 'closing', text: 'It is done' });
    await itu.done(`${base}/consent`, { proposal: 'end_1' });
    after['closed'] = await freshly(gsma, 'consent', { proposal: 'end_1' });
  }

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [itu, gsma, unicef, stranger] = (await Promise.all(
      ['ITU', 'GSMA', 'UNICEF', 'Stranger'].map((name) => served.party(name)),
    )) as [Party, Party, Party, Party];
    await convene();
    clock.set('2020-06-10T09:00:00Z');
    await solicit();
    await adoptGoal();
    await agree();
    await close();
    clock.set('2020-11-01T09:00:00Z');
    await served.settled();
  });
  afterAll(() => served.close());

  it('are walked one after another, and the phase follows', () => {
    expect(after).toMatchObject({
      convened: { phase: 'scoping', convener: itu.id, names: { [itu.id]: 'ITU' } },
      uninvited: { status: 422, code: 'not-invited' },
      met: { phase: 'soliciting', participants: [{}, {}, {}], meetings: [{ meeting: 'scoping_1' }] },
      objected: {
        open: [
          { what: 'proposal', id: 'goal_1', waitsFor: [gsma.id, unicef.id] },
          { what: 'objection', id: 'goal_1', waitsFor: [gsma.id] },
        ],
      },
      consented: { goal: { text: 'Connect every school', adoptedOn: '2020-06-10' }, open: [] },
      paused: { phase: 'pause', phaseSince: '2020-07-01' },
      resumed: { phase: 'agreement' },
      agreed: { phase: 'executing', agreements: [{ endorsers: [itu.id, gsma.id], formedOn: '2020-08-01' }] },
      closed: { phase: 'closed', closed: { text: 'It is done' }, former: [{ organisation: unicef.id }] },
    });
  });

  it.each([
    ['2020-06-05', 'scoping'],
    ['2020-06-15', 'soliciting'],
    ['2020-07-15', 'pause'],
    ['2020-08-02', 'executing'],
    ['2020-10-02', 'closed'],
  ])('on %s stood at %s, by the book and in the world', async (day, phase) => {
    expect(await overview(`?asOf=${day}`)).toMatchObject({ phase });
    expect(await overview(`?effective=${day}`)).toMatchObject({ phase });
  });

  it.each([
    ['2020-05-01', 404, 'partnership-unknown'],
    ['2020-12-02', 422, 'as-of-in-future'],
    ['yesterday', 400, 'invalid-moment'],
  ])('cannot be seen as of %s', async (day, status, code) => {
    expect(await overview(`?asOf=${day}`)).toMatchObject({ status, code });
  });

  it('show to anybody what is public, and no more', async () => {
    const outside = await overview('', served.anybody());
    const { names: _, ...rest } = await overview('', stranger);
    expect(outside).toMatchObject(rest);
    const steps = ['missingVoices', 'nextSteps', 'workingGroups'];
    for (const hidden of [
      'proposals',
      'invitations',
      'meetings',
      'interests',
      'preliminaryGroup',
      'open',
      ...steps,
    ])
      expect(outside).not.toHaveProperty(hidden);
    expect(await overview('', gsma)).toMatchObject({ meetings: [{}, {}], proposals: [{}, {}] });
  });

  it('tell in the timeline what is for participants to them alone, and to auditors', async () => {
    const types = async (party: Party): Promise<Set<string>> => {
      const { rows } = (await party.ask(`${base}/timeline?limit=1000`)).body as { rows: { type: string }[] };
      return new Set(rows.map(({ type }) => type));
    };
    const forThem = ['Objected', 'ProposalMade', 'MeetingHeld', 'ParticipantInvited', 'AgreementProposed'];
    for (const party of [gsma, await served.party('Court of Auditors', ['auditor'])])
      expect([...(await types(party))]).toEqual(expect.arrayContaining(forThem));
    for (const party of [stranger, served.anybody()]) {
      const seen = await types(party);
      expect(seen).toContain('GoalAdopted');
      expect(forThem.filter((type) => seen.has(type))).toEqual([]);
    }
  });

  it('can be listed, by phase and programme', async () => {
    const { rows } = (await served.anybody().ask('/v1/partnerships?phase=closed&programme=UN75')).body;
    expect(rows).toMatchObject([{ title: 'Connectivity', participants: 2, goal: 'Connect every school' }]);
    expect((await served.anybody().ask('/v1/partnerships?phase=pause')).body.rows).toEqual([]);
  });
});
