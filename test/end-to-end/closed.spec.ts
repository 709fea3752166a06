import { randomBytes } from 'node:crypto';
import { makeId } from '#kernel';
import { Closed, closedStream, Partnership, PartnershipClosed } from '#partnership';
import { guardLate } from '../../apps/api/late-guards.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const statement = 'Connect every school';

describe('a book that is closed', () => {
  let served: ServedBook;
  let [itu, gsma]: [itu: Party, gsma: Party] = [] as never;

  const convene = async (): Promise<string> => {
    const { body } = await itu.done('/v1/partnerships', {
      title: 'T',
      problem: 'P',
      scope: { places: [], sdgTargets: [] },
    });
    return body.ids.partnership as string;
  };
  const adopt = async (base: string, subject: string) => {
    await itu.done(`${base}/propose`, { proposal: subject, subject, text: `Our ${subject}` });
    await itu.done(`${base}/consent`, { proposal: subject });
    await served.settled();
  };

  beforeAll(async () => {
    served = await ServedBook.open();
    [itu, gsma] = [await served.party('ITU'), await served.party('GSMA')];
  });
  afterAll(() => served.close());

  it('opens nothing, asks nobody and shows what lapsed; reopened, it goes on and asks anew', async () => {
    const base = `/v1/partnerships/${await convene()}`;
    const canActOn = 'Networks';
    await itu.done(`${base}/invite-participant`, { invitation: 'a', organisation: gsma.id, canActOn });
    const shares = [itu, gsma].map(({ id: organisation }) => ({ organisation }));
    const promise = { statement, kind: 'programme' };
    const { jointCommitment } = (await itu.done(`${base}/propose-joint-commitment`, { ...promise, shares }))
      .body.ids;
    const { commitment } = (await itu.done(`${base}/make-pledge`, promise)).body.ids;
    await itu.done(`${base}/propose`, { proposal: 'goal', subject: 'goal', text: statement });
    await adopt(base, 'closing');

    expect((await itu.give(`${base}/make-commitment`, promise)).body).toMatchObject({
      code: 'partnership-closed',
    });
    expect((await gsma.give(`${base}/join-partnership`, { priorities: ['Reach'] })).status).toBe(422);
    await itu.done(`${base}/commitments/${commitment}/firm-pledge`);
    const joint = `${base}/joint-commitments/${jointCommitment}`;
    const lapsed = [{ answer: 'lapsed' }, { answer: 'lapsed' }];
    expect((await itu.ask(joint)).body).toMatchObject({
      status: 'not-formed',
      waitsFor: [],
      parties: lapsed,
    });
    expect((await itu.ask(base)).body).toMatchObject({
      closed: { text: 'Our closing' },
      open: [],
      invitations: [{ lapsed: true, accepted: false }],
      preliminaryGroup: [],
      proposals: [{ proposal: 'goal', lapsedOn: expect.any(String) }, { proposal: 'closing' }],
    });

    await adopt(base, 'reopening');
    const { body } = await itu.ask(base);
    expect(body).toMatchObject({ phase: 'soliciting', reopened: { text: 'Our reopening' } });
    expect(body).not.toHaveProperty('closed');
    await itu.done(`${base}/make-commitment`, promise);
    expect((await gsma.give(`${base}/join-partnership`, { priorities: ['Reach'] })).body).toMatchObject({
      code: 'not-invited',
    });
  });

  it('is guarded from the next start on, where an earlier version closed it', async () => {
    const { store, runner } = served.book;
    const partnership = await convene();
    const { data, type, version } = PartnershipClosed({
      partnership,
      proposal: 'end',
      consented: [itu.id],
      stoodAside: [],
      silent: [],
      text: 'It is done',
    });
    const stream = Partnership.stream({ partnership } as never);
    const metadata = { effectiveOn: new Date().toISOString().slice(0, 10) };
    const closed = { id: makeId('evt', Date.now(), randomBytes(16)), type, data, version, metadata };
    await store.append([{ stream, expected: 'exists', events: [closed] }]);
    const promise = () =>
      itu.give(`/v1/partnerships/${partnership}/make-commitment`, { statement, kind: 'programme' });
    expect((await promise()).status).toBe(201);
    const notes = new Map<string, string>();
    const kept = {
      note: async (name: string) => notes.get(name),
      makeNote: async (name: string, value: string) => void notes.set(name, value),
    };
    await guardLate({ store, kept, runner }, { again: false });
    expect(await runner.look(Closed, closedStream(partnership))).toMatchObject({ closed: true });
    expect((await promise()).body).toMatchObject({ code: 'partnership-closed' });
    expect(notes.size).toBe(2);
  });
});
