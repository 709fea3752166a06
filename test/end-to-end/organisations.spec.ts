import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

describe('an organisation through its names and successors, over HTTP', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  let served: ServedBook;
  let a: Party;
  let b: Party;
  let c: Party;
  let base: string;
  let made: string;

  const change = (party: Party, says: object) =>
    party.give(`/v1/organisations/${party.id}/change-organisation`, says);

  const accept = (party: Party, ended: Party) =>
    party.give(`/v1/organisations/${ended.id}/accept-succession`);

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [a, b, c] = (await Promise.all(['Old A', 'B', 'C'].map((name) => served.party(name)))) as [
      Party,
      Party,
      Party,
    ];
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await a.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    const promise = { statement: 'Under the old name', kind: 'policy' };
    made = (await a.done(`${base}/make-commitment`, promise)).body.ids.commitment;
    clock.set('2021-03-01T09:00:00Z');
    await change(a, { change: 'renamed', name: 'New A' });
    await a.done(`${base}/commitments/${made}/report-progress`, { entry: 'r', narrative: 'Well' });
    clock.set('2021-05-01T09:00:00Z');
    await change(a, { change: 'merged', successor: b.id });
    await accept(b, a);
    clock.set('2021-07-01T09:00:00Z');
    await change(b, { change: 'dissolved', successor: c.id });
    await accept(c, b);
    clock.set('2021-09-01T09:00:00Z');
    await served.settled();
  });
  afterAll(() => served.close());

  const ask = async (path: string) => (await served.anybody().ask(path)).body;
  const oldName = () => ({ [a.id]: 'Old A' });
  const told = (row: { type: string; named?: object }) => [row.type, row.named];

  it('has what happened stand under the name it had then', async () => {
    const { rows, names } = await ask(`${base}/timeline?organisation=${a.id}`);
    expect(names).toMatchObject({ [a.id]: 'New A' });
    expect(rows.map(told)).toEqual([
      ['PartnershipConvened', oldName()],
      ['ParticipantJoined', oldName()],
      ['CommitmentMade', oldName()],
      ['ProgressReported', undefined],
    ]);
  });

  it('has a row and each chapter of its dossier stand under the name of its day', async () => {
    const dossier = await ask(`${base}/commitments/${made}`);
    expect(dossier).toMatchObject({ named: oldName(), names: { [a.id]: 'New A' } });
    expect(dossier.history.map(told)).toEqual([
      ['CommitmentMade', oldName()],
      ['ProgressReported', undefined],
    ]);
    expect((await ask(`${base}/ledger`)).rows).toMatchObject([{ named: oldName() }]);
    const before = await ask(`${base}/ledger?effective=2021-02-01`);
    expect(before.names).toEqual(oldName());
    expect(before.rows[0]).not.toHaveProperty('named');
  });

  it('is called in a table what it was called on the day of the row', async () => {
    const { text } = await served.anybody().ask(`${base}/timeline`, { accept: 'text/csv' });
    const [head, ...lines] = text.trimEnd().split('\n');
    expect(head).not.toContain('named');
    const isNew = lines.map((line) => line.includes('New A'));
    expect(isNew).toEqual([false, false, false, true]);
  });

  it('names who goes on for it at last, and who ended in its favour, from the day on', async () => {
    const last = await ask(`/v1/organisations/${c.id}`);
    const ended = (party: Party, how: string, on: string, successor: Party) => ({
      organisation: party.id,
      name: expect.any(String),
      how,
      on,
      successor: successor.id,
      accepted: true,
    });
    const ofB = ended(a, 'merged', '2021-05-01', b);
    expect(last.predecessors).toEqual([ended(b, 'dissolved', '2021-07-01', c), ofB]);
    expect(await ask(`/v1/organisations/${a.id}`)).toMatchObject({ goesOnAs: c.id, predecessors: [] });
    expect(await ask(`/v1/organisations/${a.id}?effective=2021-06-01`)).toMatchObject({ goesOnAs: b.id });
    expect((await ask(`/v1/organisations/${b.id}?asOf=2021-06-01`)).predecessors).toEqual([ofB]);
    expect((await ask(`/v1/organisations/${b.id}?effective=2021-04-30`)).predecessors).toEqual([]);
    const { rows } = await ask(`/v1/organisations?successor=${b.id}`);
    expect(rows).toMatchObject([{ organisation: a.id }]);
  });

  it('does not come to succeed itself, even where two name each other at once', async () => {
    const { body } = await change(c, { change: 'merged', successor: a.id });
    expect(body).toMatchObject({ code: 'successor-circle', field: 'successor' });
    const [d, e] = (await Promise.all(['D', 'E'].map((name) => served.party(name)))) as [Party, Party];
    await change(d, { change: 'merged', successor: e.id });
    await change(e, { change: 'merged', successor: d.id });
    const answers = await Promise.all([accept(d, e), accept(e, d)]);
    const refused = answers.filter(({ status }) => status >= 300);
    expect(refused).toMatchObject([{ body: { code: 'successor-circle' } }]);
  });
});
