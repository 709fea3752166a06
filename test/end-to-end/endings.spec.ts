import { randomBytes } from 'node:crypto';
import { makeId } from '#kernel';
import { Ending, ENDINGS, Organisation, OrganisationChanged, type Endings } from '#organisation';
import { guardLate } from '../../apps/api/late-guards.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

describe('an organisation that has ended', () => {
  let served: ServedBook;
  let [itu, gsma, old]: [itu: Party, gsma: Party, old: Party] = [] as never;

  beforeAll(async () => {
    served = await ServedBook.open();
    [itu, gsma, old] = [
      await served.party('ITU'),
      await served.party('GSMA'),
      await served.party('Old Federation'),
    ];
  });
  afterAll(() => served.close());

  it('answers nothing and promises nothing; the desk waits for it no more, and any other records what all answered', async () => {
    const scope = { places: [], sdgTargets: [] };
    const convened = await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    const base = `/v1/partnerships/${convened.body.ids.partnership}`;
    await itu.done(`${base}/open-call`, { call: 'all', text: 'Everybody' });
    for (const party of [gsma, old]) await party.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    await itu.done(`${base}/propose`, { proposal: 'goal', subject: 'goal', text: 'Connect every school' });
    await old.done(`${base}/object`, { proposal: 'goal', reason: 'Too little' });
    for (const party of [itu, gsma]) await party.done(`${base}/consent`, { proposal: 'goal' });

    await old.done(`/v1/organisations/${old.id}/change-organisation`, { change: 'dissolved' });
    await served.settled();
    for (const [command, says] of [
      ['consent', { proposal: 'goal' }],
      ['make-pledge', { statement: 'S', kind: 'policy' }],
    ] as const)
      expect((await old.give(`${base}/${command}`, says)).body).toMatchObject({ code: 'organisation-ended' });
    const { open } = (await itu.ask(base)).body;
    expect(open).toEqual([
      expect.objectContaining({
        what: 'proposal',
        waitsFor: [],
        says: expect.stringContaining('RecordAdoption'),
      }),
    ]);
    const desk = (await itu.ask(`${base}/desk`)).body.desks[0].steps[0];
    expect(JSON.stringify(desk.open)).not.toContain(old.id);

    await gsma.done(`${base}/record-adoption`, { proposal: 'goal' });
    await served.settled();
    expect((await itu.ask(base)).body.goal).toMatchObject({ text: 'Connect every school' });
  });

  it('is guarded from the next start on, where it ended in an earlier version', async () => {
    const { store, runner } = served.book;
    const late = await served.party('Late Federation');
    const details = { name: 'Late Federation' };
    const { data, type, version } = OrganisationChanged({
      organisation: late.id,
      change: 'dissolved',
      before: details,
      after: details,
    });
    const stream = Organisation.stream({ organisation: late.id } as never);
    const ended = { id: makeId('evt', Date.now(), randomBytes(16)), type, data, version };
    const metadata = { effectiveOn: '2021-05-01' };
    await store.append([{ stream, expected: 'exists', events: [{ ...ended, metadata }] }]);
    const kept = { note: async () => undefined, makeNote: async () => undefined };
    for (let start = 0; start < 2; start++) await guardLate({ store, kept, runner }, { again: false });
    const endings = (await runner.look(Ending, ENDINGS)) as Endings;
    expect(endings.endedOn.get(late.id)).toBe('2021-05-01');
    const events = (await store.readStream(ENDINGS)).events.filter(
      (event) => (event.data as { organisation: string }).organisation === late.id,
    );
    expect(events).toHaveLength(1);
  });
});
