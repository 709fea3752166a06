import { ServedBook, type Party } from '../support/served-book.ts';

describe('who is named, over HTTP', () => {
  let served: ServedBook;
  let itu: Party;
  let school: Party;
  let book: string;
  beforeAll(async () => {
    served = await ServedBook.open();
    [itu, school] = (await Promise.all(['ITU', 'A school'].map((name) => served.party(name)))) as [
      Party,
      Party,
    ];
    const { body } = await itu.done('/v1/partnerships', {
      title: 'T',
      problem: 'P',
      scope: { places: ['CO'], sdgTargets: [] },
    });
    book = `/v1/partnerships/${body.ids.partnership}`;
  });
  afterAll(() => served.close());

  const rowsAt = async (path: string) => {
    await served.settled();
    const { status, body } = await served.anybody().ask(path);
    expect({ path, status, body }).toMatchObject({ status: 200 });
    return body.rows as readonly Record<string, unknown>[];
  };

  it('finds what others put on it in a book that it is not in, and rejects it: it is none of its figures, and counts on', async () => {
    const money = { amount: '1000000', currency: 'USD' };
    const promised = { statement: 'Pay', kind: 'financial', money, recipient: { organisation: school.id } };
    const { commitment } = (await itu.done(`${book}/make-commitment`, promised)).body.ids;
    const namings = `/v1/organisations/${school.id}/namings`;
    expect(await rowsAt(`${namings}?answer=unanswered`)).toMatchObject([
      { commitment, organisation: itu.id, promised: money, namings: [{ role: 'recipient', version: 1 }] },
    ]);
    expect(await rowsAt(`${book}/ledger?named=${school.id}`)).toHaveLength(1);
    const answer = { commitment, role: 'recipient', answer: 'rejected', reason: 'We get nothing' };
    expect(await itu.give(`${book}/answer-naming`, answer)).toMatchObject({ status: 403 });
    await school.done(`${book}/answer-naming`, answer);
    expect(await rowsAt(`${book}/ledger?named=${school.id}`)).toEqual([]);
    expect(await rowsAt(`${book}/ledger?tag=recipient=${school.id}`)).toEqual([]);
    expect(await rowsAt(namings)).toMatchObject([
      { namings: [{ answer: 'rejected', ofEarlierVersion: false }] },
    ]);
    const [row] = await rowsAt(`${book}/ledger`);
    expect(row).toMatchObject({ namings: [{ answer: 'rejected' }], money: { promised: money } });
    await itu.done(`${book}/commitments/${commitment}/amend-commitment`, {
      statement: 'Pay it all',
      reason: 'So',
    });
    expect(await rowsAt(`${namings}?answer=rejected`)).toMatchObject([
      { namings: [{ ofEarlierVersion: true }] },
    ]);
    const claim = { about: 'commitment', commitment };
    await school.done(`${book}/dispute-claim`, { claim, text: 'Nobody asked us' });
  });

  it('is told beside whoever is called so as to look the same, and whose identifier it is', async () => {
    const twin = await served.party('\u0406TU');
    const identifier = { agency: 'XI-LEI', number: '529900' };
    const change = { change: 'detailed', identifier };
    await twin.done(`/v1/organisations/${twin.id}/change-organisation`, change);
    const operator = await served.party('Operator', ['operator']);
    const said = { identifier, reason: 'As its register says' };
    await operator.done(`/v1/organisations/${itu.id}/prove-identifier`, said);
    await served.settled();
    const told = async (of: Party) => (await served.anybody().ask(`/v1/organisations/${of.id}`)).body;
    expect(await told(twin)).toMatchObject({
      identifier: { proven: false, claimedBy: twin.id, provenFor: itu.id },
      looksLike: [{ organisation: itu.id, name: 'ITU', identifier: { proven: true } }],
    });
    expect(await told(itu)).toMatchObject({
      identifier: { proven: true },
      looksLike: [{ organisation: twin.id }],
    });
    await operator.done(`/v1/organisations/${itu.id}/unprove-identifier`, said);
    await served.settled();
    expect((await told(twin)).identifier).not.toHaveProperty('provenFor');
  });
});
