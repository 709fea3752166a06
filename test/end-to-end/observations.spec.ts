import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

describe('observations, over HTTP', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  let served: ServedBook;
  let itu: Party;
  let gsma: Party;
  let unicef: Party;
  let base: string;
  let commitment: string;
  /** What the answer names when the disbursement is corroborated. */
  let observation: string;

  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const paid = () => ({ about: 'entry', commitment, entry: 'one' });

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [itu, gsma, unicef] = (await Promise.all(
      ['ITU', 'GSMA', 'UNICEF'].map((name) => served.party(name)),
    )) as [Party, Party, Party];
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await itu.done(`${base}/open-call`, { call: 'all', text: 'Come' });
    await gsma.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    const promise = {
      statement: 'Connect 120 schools',
      kind: 'financial',
      money: usd('100'),
      recipient: { organisation: unicef.id },
    };
    commitment = (await itu.done(`${base}/make-commitment`, promise)).body.ids.commitment;
    await itu.done(`${base}/make-commitment`, { statement: 'Nobody looks', kind: 'policy' });
    const about = `${base}/commitments/${commitment}`;
    await itu.done(`${about}/record-disbursement`, { entry: 'one', money: usd('60') });
    observation = (await unicef.done(`${base}/corroborate-claim`, { claim: paid() })).body.ids.observation;
    clock.set('2021-02-10T09:00:00Z');
    await itu.done(`${about}/correct-entry`, { entry: 'one', money: usd('6'), reason: 'One zero too many' });
    await gsma.done(`${base}/dispute-claim`, { claim: paid(), text: 'We were told five' });
    await itu.done(`${base}/respond-to-observation`, {
      claim: paid(),
      observer: gsma.id,
      text: 'The bank says six',
    });
    const met = { meeting: 'm1', kind: 'working', attendees: [itu.id, gsma.id], agreed: ['To go on'] };
    await itu.done(`${base}/hold-meeting`, met);
    await gsma.done(`${base}/dispute-claim`, {
      claim: { about: 'meeting', meeting: 'm1' },
      text: 'Not all of us',
    });
    clock.set('2021-03-10T09:00:00Z');
    await served.settled();
  });
  afterAll(() => served.close());

  const ask = async (path: string, by: Party = served.anybody()) => {
    const answer = await by.ask(`${base}${path}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body;
  };
  const row = async (query = '') => {
    const { rows } = await ask(`/ledger${query}`);
    return rows.find((one: { commitment: string }) => one.commitment === commitment);
  };

  it('show who says what of whose claim: the version seen beside the one that stands, and what is answered', async () => {
    const { rows } = await ask('/observations');
    expect(rows).toMatchObject([
      {
        observation,
        claim: { about: 'entry', entry: 'one' },
        observer: unicef.id,
        organisation: itu.id,
        verdict: 'corroborated',
        voice: 'own',
        version: 1,
        present: 2,
        ofEarlierVersion: true,
      },
      {
        observer: gsma.id,
        organisation: itu.id,
        verdict: 'disputed',
        text: 'We were told five',
        version: 2,
        present: 2,
        ofEarlierVersion: false,
        answer: { text: 'The bank says six', by: itu.id },
        history: [{ said: 'disputed' }, { said: 'answered' }],
      },
    ]);
    for (const { event } of rows.flatMap(({ history }: { history: object[] }) => history))
      expect((await served.anybody().ask(`/v1/stored-events/${event}`)).status).toBe(200);
  });

  it('stand as they stood: before the mend it was of what stood', async () => {
    expect((await ask('/observations?asOf=2021-01-31')).rows).toMatchObject([
      { version: 1, present: 1, ofEarlierVersion: false },
    ]);
    expect(await row('?asOf=2021-01-31')).toMatchObject({ standing: 'corroborated' });
    expect((await ask('/observations?effective=2021-01-31')).rows).toHaveLength(1);
  });

  it('are filtered, and are text/csv for those who ask', async () => {
    for (const [query, length] of [
      ['verdict=disputed', 1],
      [`observer=${unicef.id}`, 1],
      [`organisation=${itu.id}`, 2],
      [`commitment=${commitment}&about=entry`, 2],
      ['about=silence', 0],
      ['voice=attributed', 0],
    ] as const)
      expect((await ask(`/observations?${query}`)).rows).toHaveLength(length);
    const csv = await gsma.ask(`${base}/observations`, { accept: 'text/csv' });
    expect(csv.text.split('\n')[0]).toMatch(/^observation,commitment,partnership/);
  });

  it('are counted in the row, which they change in nothing else, and by which it is found', async () => {
    expect(await row()).toMatchObject({
      voice: 'self-reported',
      standing: 'disputed',
      observations: { corroborated: 0, disputed: 1, noted: 0, ofEarlierVersion: 1, attributed: 0 },
      money: { disbursed: [usd('6')] },
    });
    expect((await ask('/ledger?observed=disputed')).rows).toHaveLength(1);
    expect((await ask('/ledger?observed=corroborated')).rows).toEqual([]);
    expect((await ask('/ledger?observed=corroborated&asOf=2021-01-31')).rows).toHaveLength(1);
    expect((await ask('/ledger/totals')).groups).toMatchObject([{ rows: 2, corroborated: 0, disputed: 1 }]);
  });

  it('stand in the dossier, both sides, and in its history', async () => {
    const body = await ask(`/commitments/${commitment}`);
    expect(body.observed).toEqual((await ask(`/observations?commitment=${commitment}`)).rows);
    expect(body.history.slice(-2)).toMatchObject([
      { type: 'ClaimDisputed', by: gsma.id },
      { type: 'ObservationAnswered', by: itu.id },
    ]);
  });

  it('of a meeting are for those inside, wherever it is asked', async () => {
    const hidden = (await ask('/observations?about=meeting', gsma)).rows;
    expect(hidden).toMatchObject([{ verdict: 'disputed', observer: gsma.id, organisation: itu.id }]);
    expect((await ask('/observations?about=meeting')).rows).toEqual([]);
    const { event } = hidden[0].history[0];
    expect((await served.anybody().ask(`/v1/stored-events/${event}`)).status).toBe(404);
    expect((await gsma.ask(`/v1/stored-events/${event}`)).status).toBe(200);
    const disputes = async (by?: Party) => (await ask('/timeline?type=ClaimDisputed', by)).rows.length;
    expect([await disputes(), await disputes(gsma)]).toEqual([1, 2]);
    const { events } = (await served.anybody().ask('/v1/events?limit=1000')).body;
    expect(events.map(({ id }: { id: string }) => id)).not.toContain(event);
    const told = events.filter(
      ({ data }: { data: { partnership?: string } }) => data.partnership !== undefined,
    );
    expect(told.map(({ sequence }: { sequence: string }) => Number(sequence))).toEqual(
      told.map((_: unknown, i: number) => i + 1),
    );
  });

  it('are told to everybody with the state they leave', async () => {
    const { events } = (await served.anybody().ask('/v1/events?type=pledgebook.claim-disputed.v1')).body;
    expect(events).toMatchObject([
      {
        subject: commitment,
        data: {
          organisation: itu.id,
          by: gsma.id,
          change: { observer: gsma.id, claim: { about: 'entry', entry: 'one' }, claimVersion: 2 },
          state: { standing: 'disputed', observations: { disputed: 1, ofEarlierVersion: 1 } },
        },
      },
    ]);
  });

  it('are refused with a word on what to do', async () => {
    const refused = async (by: Party, command: string, body: object) =>
      (await by.give(`${base}/${command}`, body)).body;
    const claim = paid();
    expect(await refused(itu, 'corroborate-claim', { claim })).toMatchObject({
      status: 403,
      code: 'own-claim',
    });
    expect(await refused(gsma, 'corroborate-claim', { claim: { ...claim, about: 'silence' } })).toMatchObject(
      { status: 422, code: 'claim-not-told', field: 'claim/entry' },
    );
    expect(await refused(gsma, 'corroborate-claim', { claim, version: 9 })).toMatchObject({
      code: 'version-never-was',
      field: 'version',
    });
    expect(
      await refused(unicef, 'respond-to-observation', { claim, observer: gsma.id, text: 'No' }),
    ).toMatchObject({ status: 403, code: 'not-your-claim' });
  });
});
