import { join, register, vouch } from '../../apps/api/organisations.ts';
import { Client } from '../../apps/cli/client.ts';
import { FtsImport } from '../../apps/cli/import/fts-import.ts';
import { agency, donor, page, row } from '../../libs/interchange/fts/specification/made-up.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const LIST = '/v1/organisations/register-organisation';

/** A client that notes which commands it gave. */
class Noting extends Client {
  readonly given: string[] = [];

  override command<A>(path: string, body: object, key?: string): Promise<A> {
    this.given.push(path.split('/').at(-1) ?? '');
    return super.command(path, body, key);
  }
}

describe('an import of records whose organisations others claim to be', () => {
  const reported = (version: number, organization: string) => ({
    organization,
    reportChannel: 'Email',
    date: '2020-06-02T00:00:00.000Z',
    versionId: version,
  });
  const both = { reportDetails: [reported(1, donor.name), reported(1, agency.name)] };
  const files = [page('114', row({ id: '7', ...both }))];
  let served: ServedBook;
  let ocha: Party;
  let impostor: Party;
  let partnership: string;
  let base: string;

  beforeEach(async () => {
    served = await ServedBook.open();
    [ocha, impostor] = (await Promise.all(['OCHA', 'Impostor'].map((name) => served.party(name)))) as [
      Party,
      Party,
    ];
    const scope = { places: ['TR'], sdgTargets: [] };
    const { body } = await ocha.done('/v1/partnerships', { title: 'Aid', problem: 'P', scope });
    partnership = body.ids.partnership;
    base = `/v1/partnerships/${partnership}`;
    await ocha.done(`${base}/grant-mandate`, { organisation: ocha.id, source: 'fts' });
  });
  afterEach(() => served.close());

  const claim = (party: Party, number: string, agencyName = 'FTS') =>
    party.done(`/v1/organisations/${party.id}/change-organisation`, {
      change: 'detailed',
      identifier: { agency: agencyName, number },
    });
  const run = async (party = ocha) => {
    await served.settled();
    const client = new Noting(served.server.url, party.token);
    const outcome = await new FtsImport(client, { partnership }).run(files);
    await served.settled();
    return { ...outcome, given: client.given };
  };
  const ask = async (path: string) => (await served.anybody().ask(path)).body;
  /** Whose promise it is by the book, and who says in its name that it was received. */
  const told = async () => {
    const [commitment] = (await ask(`${base}/ledger`)).rows;
    const [observation] = (await ask(`${base}/observations`)).rows;
    return {
      owner: commitment.organisation as string,
      recipient: commitment.recipient?.organisation as string,
      source: commitment.sourceOrganisation?.organisation as string,
      observer: observation?.observer as string,
    };
  };

  it.each([donor, agency])('attributes nothing to one that says it is $name', async ({ id }) => {
    await claim(impostor, id);
    const first = await run();
    expect(first).toMatchObject({ new: 1, missed: [], corroborations: { new: 1 } });
    const { owner, recipient, source, observer } = await told();
    expect([owner, recipient, source, observer]).not.toContain(impostor.id);
    const standIn = id === donor.id ? owner : observer;
    expect(first.unproven).toEqual([
      { identifier: `FTS:${id}`, claimant: impostor.id, organisation: standIn },
    ]);
    expect(await ask(`/v1/organisations/${standIn}`)).toMatchObject({
      name: id === donor.id ? donor.name : agency.name,
      identifier: { proven: false, claimedBy: ocha.id },
    });
  });

  it('says who claims an identifier, itself or who listed it; of what is proven nobody does', async () => {
    await claim(impostor, '1');
    const identifier = { agency: 'FTS', number: '3' };
    const listed = (await impostor.done(LIST, { name: 'L', identifier })).body.ids.organisation;
    await served.settled();
    const identifierOf = async (id: string) => (await ask(`/v1/organisations/${id}`)).identifier;
    expect(await identifierOf(impostor.id)).toMatchObject({ proven: false, claimedBy: impostor.id });
    expect(await identifierOf(listed)).toMatchObject({ proven: false, claimedBy: impostor.id });
    await vouch(served.book, 'prove', { organisation: listed, identifier, reason: 'R' });
    await served.settled();
    expect(await identifierOf(listed)).not.toHaveProperty('claimedBy');
  });

  it('repeated, by whomever, changes nothing, and gives no command in vain', async () => {
    await claim(impostor, '1');
    const first = await run();
    const before = await told();
    const organisations = (await ask('/v1/organisations')).rows.length;
    for (const party of [ocha, await other()]) {
      const again = await run(party);
      expect(again).toMatchObject({ new: 0, unchanged: 1, missed: [], unproven: first.unproven });
      expect(again.given).toEqual(['corroborate-claim']);
    }
    expect(await told()).toEqual(before);
    // The other importer beside.
    expect((await ask('/v1/organisations')).rows).toHaveLength(organisations + 1);
  });
  /** Another organisation that imports from the same source. */
  async function other(): Promise<Party> {
    const party = await served.party('Another importer');
    await ocha.done(`${base}/grant-mandate`, { organisation: party.id, source: 'fts' });
    return party;
  }

  it('follows an amount that goes back to what it was: a mend to an earlier value is a mend', async () => {
    for (const [i, amount] of [100, 150, 100, 150].entries()) {
      const paid = { status: 'paid', originalAmount: amount, versionId: i + 1 } as const;
      await served.settled();
      const client = new Client(served.server.url, ocha.token);
      await new FtsImport(client, { partnership }).run([page('114', row({ id: '7', ...paid }))]);
      await served.settled();
      const [{ money }] = (await ask(`${base}/ledger`)).rows;
      expect(money.disbursed).toEqual([{ amount: `${amount}`, currency: 'EUR' }]);
    }
  });

  it('leaves a record standing that somebody disputed, also where the source has changed it since', async () => {
    const bring = async (says: object) => {
      await served.settled();
      const client = new Client(served.server.url, ocha.token);
      const outcome = await new FtsImport(client, { partnership }).run([
        page('114', row({ id: '8', ...says })),
      ]);
      await served.settled();
      return outcome;
    };
    await bring({ status: 'commitment', originalAmount: 100, versionId: 1 });
    const [{ commitment }] = (await ask(`${base}/ledger`)).rows;
    await ocha.done(`${base}/open-call`, { call: 'all', text: 'Whoever acts' });
    await impostor.done(`${base}/join-partnership`, { priorities: ['Aid'] });
    await impostor.done(`${base}/dispute-claim`, {
      claim: { about: 'commitment', commitment },
      text: 'Never promised',
    });
    await bring({ status: 'commitment', originalAmount: 150, versionId: 2 });
    const { notFollowed } = await bring({ status: 'pledge', originalAmount: 150, versionId: 3 });
    expect(notFollowed).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/a pledge again: others have spoken/) }),
    ]);
    const { rows } = await ask(`${base}/ledger`);
    expect(rows).toMatchObject([{ commitment, status: 'open', observations: { ofEarlierVersion: 1 } }]);
  });

  it('is fooled by none that claims and then calls itself by another identifier', async () => {
    await claim(impostor, '1');
    await claim(impostor, '2222', 'XM-DAC');
    // It has given the first up: the importer lists the donor under it.
    expect((await run()).unproven).toEqual([]);
    const { owner } = await told();
    expect(await ask(`/v1/organisations/${owner}`)).toMatchObject({
      name: donor.name,
      identifier: { number: '1', claimedBy: ocha.id },
    });
    expect((await run()).given).toEqual(['corroborate-claim']);
  });

  it('is fooled by nobody that lists another under the identifier, or has a mandate itself', async () => {
    const name = 'A friend of the impostor';
    await impostor.done(LIST, { name, identifier: { agency: 'FTS', number: '1' } });
    await ocha.done(`${base}/grant-mandate`, { organisation: impostor.id, source: 'fts' });
    await claim(impostor, '2');
    // What its mandate lets it list is followed, as what any importer of this book lists; what it says of itself is not.
    const { unproven } = await run();
    expect(unproven.map(({ identifier }) => identifier)).toEqual(['FTS:2']);
    await ocha.done(`${base}/revoke-mandate`, { organisation: impostor.id, source: 'fts', reason: 'R' });
    await served.settled();
    expect((await run()).unproven.map(({ identifier }) => identifier)).toEqual(['FTS:1', 'FTS:2']);
  });

  it('misses what it could say in an impostor’s name only, and says so', async () => {
    const first = await claim(impostor, '1').then(() => run());
    const { agency: standIn } = (await ask(`/v1/organisations/${first.unproven[0]?.organisation}`))
      .identifier;
    expect(standIn).toContain('FTS');
    const second = await served.party('Second');
    await claim(impostor, '9');
    await claim(second, '9', standIn);
    const more = [page('114', row({ id: '8', sourceObjects: [{ behavior: 'single', ...donor, id: '9' }] }))];
    await served.settled();
    const client = new Client(served.server.url, ocha.token);
    const outcome = await new FtsImport(client, { partnership }).run(more);
    expect(outcome).toMatchObject({ new: 0, missed: [{ row: 1, reason: expect.stringMatching(/FTS:9/) }] });
    expect(outcome.unproven).toEqual([{ identifier: 'FTS:9', claimant: impostor.id }]);
  });

  it('follows what an operator has proven, whoever claims it', async () => {
    const real = await register(served.book, { name: 'Utopia', reason: 'Seen' });
    await claim(impostor, '1');
    await vouch(served.book, 'prove', {
      organisation: real,
      identifier: { agency: 'FTS', number: '1' },
      reason: 'R',
    });
    expect((await run()).unproven).toEqual([]);
    expect((await told()).owner).toBe(real);
  });

  it('means the listing that is kept by what is proven for a duplicate of it', async () => {
    const [kept, twice] = [
      await register(served.book, { name: 'Utopia', reason: 'Seen' }),
      await register(served.book, {
        name: 'Republic of Utopia',
        reason: 'Seen',
        identifier: { agency: 'FTS', number: '1' },
      }),
    ];
    await join(served.book, { organisation: twice, kept, reason: 'Seen' });
    await served.settled();
    expect((await run()).unproven).toEqual([]);
    expect((await told()).owner).toBe(kept);
  });
});
