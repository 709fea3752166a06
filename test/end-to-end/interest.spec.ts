import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

/** What is said in a meeting that somebody attended, in one it did not, and in a proposal. */
const [ATTENDED, MISSED, PROPOSED] = ['we meet again in May', 'nobody tells the others', 'Half by 2025'];

describe('who only says that it is interested', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  let served: ServedBook;
  let itu: Party;
  let gsma: Party;
  let unicef: Party;
  let curious: Party;
  let base: string;

  const quietly = async (by: Party, audience: object, text: string) =>
    (await by.give(`${base}/disclose-constraint`, { text, audience })).body;
  const meeting = (id: string, attendees: readonly Party[], agreed: string) => ({
    meeting: id,
    kind: 'scoping',
    attendees: attendees.map((one) => one.id),
    agreed: [agreed],
  });

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [itu, gsma, unicef, curious] = (await Promise.all(
      ['ITU', 'GSMA', 'UNICEF', 'Curious'].map((name) => served.party(name)),
    )) as [Party, Party, Party, Party];
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    for (const one of [gsma, unicef]) {
      const canActOn = 'Networks';
      await itu.done(`${base}/invite-participant`, { invitation: one.id, organisation: one.id, canActOn });
    }
    await gsma.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    await itu.done(`${base}/propose`, { proposal: 'goal', subject: 'goal', text: PROPOSED });
    await curious.done(`${base}/express-interest`, { statement: 'We run ground stations' });
    await itu.done(`${base}/hold-meeting`, meeting('m1', [itu, gsma, curious], ATTENDED));
    await itu.done(`${base}/hold-meeting`, meeting('m2', [itu, gsma], MISSED));
    for (const id of ['m1', 'm2']) {
      const claim = { about: 'meeting', meeting: id };
      await gsma.done(`${base}/dispute-claim`, { claim, text: `Not so in ${id}` });
    }
    await served.settled();
  });
  afterAll(() => served.close());

  const everything = ['', '/timeline', '/history', '/observations', '/desk'];
  const seenIn = async (by: Party, views: readonly string[] = everything) => {
    const answers = await Promise.all(views.map((view) => by.ask(`${base}${view}`)));
    expect(answers.map(({ status }) => status)).toEqual(views.map(() => 200));
    return answers.map(({ text }) => text).join('\n');
  };

  it('is shown what anybody is, and the meetings it attended', async () => {
    const seen = await seenIn(curious);
    for (const hidden of [
      PROPOSED,
      MISSED,
      'Not so in m2',
      'canActOn',
      'ground stations',
      'preliminaryGroup',
    ])
      expect(seen).not.toContain(hidden);
    for (const view of ['', '/timeline', '/history'])
      expect(await seenIn(curious, [view])).toContain(ATTENDED);
    expect(await seenIn(curious, ['/observations'])).toContain('Not so in m1');
    expect(await seenIn(served.anybody())).not.toContain(ATTENDED);
    // What its desk has open and done is what everybody's has.
    const [its, anybodys] = await Promise.all(
      [curious, served.anybody()].map((one) => one.ask(`${base}/desk`)),
    );
    expect(its?.body.desks).toEqual(anybodys?.body.desks);
  });

  it('is shown of single events those alone, and what it said itself', async () => {
    const { events } = await served.book.store.readCategory(base.split('/')[3] ?? '', { after: '0' });
    const statusOf = async (by: Party, type: string, n = 0) => {
      const { id = '' } = events.filter((one) => one.type === type)[n] ?? {};
      return (await by.ask(`/v1/stored-events/${id}`)).status;
    };
    expect(await statusOf(curious, 'ProposalMade')).toBe(404);
    expect(await statusOf(curious, 'MeetingHeld', 0)).toBe(200);
    expect(await statusOf(curious, 'MeetingHeld', 1)).toBe(404);
    expect(await statusOf(curious, 'ClaimDisputed', 0)).toBe(200);
    expect(await statusOf(curious, 'ClaimDisputed', 1)).toBe(404);
    expect(await statusOf(curious, 'InterestExpressed')).toBe(200);
    expect(await statusOf(unicef, 'InterestExpressed')).toBe(200);
    expect(await statusOf(served.anybody(), 'InterestExpressed')).toBe(404);
  });

  it('discloses to participants by name, and is shown what names it', async () => {
    const named = { to: 'named', organisations: [itu.id] };
    const { disclosure } = (await quietly(curious, named, 'Our licence is late')).ids;
    expect((await itu.ask(`${base}/disclosures/${disclosure}`)).body.text).toBe('Our licence is late');
    for (const to of ['participants', 'public'])
      expect(await quietly(curious, { to }, 'Aloud')).toMatchObject({
        status: 403,
        code: 'interest-by-name',
        field: 'audience/to',
      });
    // Who else is invited it cannot find out by naming it.
    expect(await quietly(curious, { to: 'named', organisations: [unicef.id] }, 'x')).toMatchObject({
      code: 'audience-unknown',
    });
    const [told, kept] = [
      await quietly(itu, { to: 'named', organisations: [curious.id] }, 'We wait for you'),
      await quietly(itu, { to: 'participants' }, 'We are short of money'),
    ];
    const textOf = async ({ ids }: { ids: { disclosure: string } }) =>
      (await curious.ask(`${base}/disclosures/${ids.disclosure}`)).body.text;
    expect([await textOf(told), await textOf(kept)]).toEqual(['We wait for you', undefined]);
  });

  it('sees what is for participants once one of them has invited it', async () => {
    expect(await seenIn(unicef, [''])).toContain(PROPOSED);
    const invitation = { invitation: 'later', organisation: curious.id, canActOn: 'Ground stations' };
    await itu.done(`${base}/invite-participant`, invitation);
    await served.settled();
    const seen = await seenIn(curious);
    for (const shown of [PROPOSED, MISSED, 'Not so in m2', 'Ground stations']) expect(seen).toContain(shown);
    expect(await quietly(curious, { to: 'participants' }, 'To all')).toHaveProperty('ids');
    await curious.done(`${base}/decline-invitation`, { invitation: 'later' });
    await curious.done(`${base}/express-interest`, { statement: 'Still' });
    await served.settled();
    expect(await seenIn(curious)).not.toContain(PROPOSED);
  });
});
