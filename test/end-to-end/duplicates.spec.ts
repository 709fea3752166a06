import { commands } from '#domain';
import { Envelope } from '#cqrs';
import { SPEAKERS } from '#kernel';
import { registerOrganisation } from '#organisation';
import { routeOf } from '../../apps/api/http/routes.ts';
import { join, organisationFor, organisationNamed, vouch } from '../../apps/api/organisations.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const reason = 'Listed by two importers';
/** Ids of nothing that is there, in the form of each kind. */
const ID = (prefix: string) => `${prefix}_01hzy3v7qk8m4n2p6r9s0t1v5w`;
const IDS: Readonly<Record<string, string>> = {
  partnership: ID('ptn'),
  commitment: ID('cmt'),
  jointCommitment: ID('jnt'),
  disclosure: ID('dsc'),
  programme: ID('prg'),
  person: ID('per'),
};

describe('a duplicate', () => {
  let served: ServedBook;
  let itu: Party;
  let operator: Party;
  let base: string;
  let names = 0;
  /** Another listing, made by ITU, and whoever holds a token for it. */
  const listedTwice = async (): Promise<Party> => {
    const said = { name: `Union ${names++}` };
    const { organisation } = (await itu.done('/v1/organisations/register-organisation', said)).body.ids;
    const token = await served.book.issuer.issue({ person: 'per_1', organisation, roles: ['participant'] });
    return Object.assign(served.withToken(token), { id: organisation as string });
  };
  const of = ({ id }: Party, command: string) => `/v1/organisations/${id}/${command}`;
  const joining = (twice: Party) => operator.give(of(twice, 'join-duplicate'), { kept: itu.id, reason });
  const acting = (party: Party) => party.give('/v1/organisations/register-organisation', { name: 'Another' });
  const shown = async ({ id }: Party) => {
    await served.settled();
    return (await served.anybody().ask(`/v1/organisations/${id}`)).body;
  };
  const codeOf = (asked: Promise<unknown>) =>
    asked.then(String, ({ refusal }: { refusal: { code: string } }) => refusal.code);

  beforeAll(async () => {
    served = await ServedBook.open();
    itu = await served.party('ITU');
    operator = await served.party('Operations', ['operator']);
    const scope = { places: ['CO'], sdgTargets: [] };
    const convened = await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${convened.body.ids.partnership}`;
  });
  afterAll(() => served.close());

  it('as which nobody acted is joined by an operator alone, is mute at every command, and speaks again once it is undone', async () => {
    const twice = await listedTwice();
    expect(await itu.give(of(twice, 'join-duplicate'), { kept: itu.id, reason })).toMatchObject({
      status: 403,
    });
    expect(await joining(twice)).toMatchObject({ status: 200 });
    const refused = await Promise.all(
      commands
        .filter(({ allow }) => (allow.roles ?? SPEAKERS).includes('participant'))
        .map(async (command) => {
          const { path } = routeOf(command);
          const at = path.replaceAll(/:(\w+)/g, (_, kind: string) => IDS[kind] ?? twice.id);
          const { status, body } = await twice.give(at, { ...command.input.example });
          return [command.input.name, status, body.code, body.organisation];
        }),
    );
    expect(refused.length).toBeGreaterThan(80);
    expect(refused.filter(([, status, code]) => status !== 403 || code !== 'organisation-joined')).toEqual(
      [],
    );
    expect(new Set(refused.map(([, , , organisation]) => organisation))).toEqual(new Set([itu.id]));
    expect((await twice.ask(`${base}`)).status).toBe(200);
    expect(await codeOf(organisationFor(served.book, twice.id))).toBe('organisation-joined');
    await join(served.book, { organisation: twice.id, reason });
    expect((await acting(twice)).status).toBe(201);
    expect(await organisationFor(served.book, twice.id)).toBe(twice.id);
  });

  it('is shown at both, joined and not', async () => {
    const twice = await listedTwice();
    await joining(twice);
    const on = expect.any(String);
    expect(await shown(twice)).toMatchObject({
      joinedTo: { organisation: itu.id, on, reason },
      names: { [itu.id]: 'ITU' },
    });
    expect(await shown(itu)).toMatchObject({ alsoListedAs: [{ organisation: twice.id, on, reason }] });
    await operator.done(of(twice, 'undo-join'), { reason });
    expect(await shown(twice)).not.toHaveProperty('joinedTo');
    expect(await shown(itu)).not.toHaveProperty('alsoListedAs');
  });

  it('as which somebody acted is joined by the word of both listings', async () => {
    const twice = await listedTwice();
    await twice.done(of(twice, 'change-organisation'), { change: 'detailed', country: 'CH' });
    const missing = { status: 422, body: { code: 'word-missing', organisations: [twice.id, itu.id] } };
    expect(await joining(twice)).toMatchObject(missing);
    await twice.done(of(twice, 'confirm-duplicate'), { listing: itu.id, keep: itu.id });
    expect(await shown(twice)).toMatchObject({ saysDuplicates: [{ organisation: itu.id, keep: itu.id }] });
    expect(await shown(itu)).not.toHaveProperty('saysDuplicates');
    await itu.done(of(itu, 'confirm-duplicate'), { listing: twice.id, keep: itu.id });
    expect(await joining(twice)).toMatchObject({ status: 200 });
    expect(await acting(twice)).toMatchObject({ status: 403, body: { code: 'organisation-joined' } });
    expect(await shown(twice)).not.toHaveProperty('saysDuplicates');
  });

  it('that takes part somewhere is waited for by nobody, until it speaks again', async () => {
    const twice = await listedTwice();
    await itu.done(`${base}/open-call`, { call: 'all', text: 'Come' });
    await twice.done(`${base}/join-partnership`, { priorities: ['P'] });
    await itu.done(`${base}/propose`, { proposal: 'goal', subject: 'goal', text: 'Connect every school' });
    await twice.done(`${base}/object`, { proposal: 'goal', reason: 'Too little' });
    await itu.done(`${base}/consent`, { proposal: 'goal' });
    const waitsFor = async () => {
      await served.settled();
      const open: readonly { what: string; waitsFor: string[] }[] = (await itu.ask(base)).body.open;
      return open.flatMap(({ what, waitsFor }) => (what === 'proposal' ? [waitsFor] : []));
    };
    for (const [party, listing] of [
      [twice, itu],
      [itu, twice],
    ] as const)
      await party.done(of(party, 'confirm-duplicate'), { listing: listing.id, keep: itu.id });
    expect(await waitsFor()).toEqual([[twice.id]]);
    await joining(twice);
    expect(await waitsFor()).toEqual([[]]);
    await operator.done(of(twice, 'undo-join'), { reason });
    expect(await waitsFor()).toEqual([[twice.id]]);
    for (const party of [twice, itu])
      await party.done(of(party, 'confirm-duplicate'), {
        listing: party === itu ? twice.id : itu.id,
        keep: itu.id,
      });
    await joining(twice);
    await itu.done(`${base}/record-adoption`, { proposal: 'goal' });
  });

  it('admits those whom a provider names by its proven identifier as the listing that is kept, until that is undone', async () => {
    const twice = await listedTwice();
    const identifier = { agency: 'XM-DAC', number: '41302' };
    await vouch(served.book, 'prove', { organisation: twice.id, identifier, reason });
    const admitted = () => organisationNamed(served.book.runner, 'xm-dac:41302');
    expect(await admitted()).toBe(twice.id);
    await joining(twice);
    expect(await admitted()).toBe(itu.id);
    await operator.done(of(twice, 'undo-join'), { reason });
    expect(await admitted()).toBe(twice.id);
  });

  it('is meant by no name that an operator listed, where another is called so, too', async () => {
    const named = await organisationFor(served.book, 'Telecommunication Union');
    const again = await operator.done('/v1/organisations/register-organisation', {
      name: 'TELECOMMUNICATION UNION',
      reason,
    });
    expect(await codeOf(organisationFor(served.book, 'telecommunication union'))).toBe(
      'organisation-unclear',
    );
    await join(served.book, { organisation: again.body.ids.organisation, kept: named, reason });
    expect(await organisationFor(served.book, 'telecommunication union')).toBe(named);
    await join(served.book, { organisation: again.body.ids.organisation, reason });
    await join(served.book, { organisation: named, kept: itu.id, reason });
    expect(await organisationFor(served.book, 'telecommunication union')).toBe(again.body.ids.organisation);
    await join(served.book, { organisation: again.body.ids.organisation, kept: itu.id, reason });
    expect(await codeOf(organisationFor(served.book, 'telecommunication union'))).toBe('organisation-joined');
  });

  it('is joined or acts, where both are tried at once, and never both', async () => {
    const { runner } = served.book;
    const outcomes: string[] = [];
    for (const isActingFirst of [true, false, true, false]) {
      const { id: organisation } = await listedTwice();
      // Both are decided before either is appended.
      const actor = { person: 'per_1', organisation, roles: ['participant'] };
      const act = () => runner.run(registerOrganisation, new Envelope({ name: 'Another' }, { actor }));
      const joined = () => join(served.book, { organisation, kept: itu.id, reason });
      const both = isActingFirst ? [act(), joined()] : [joined(), act()];
      outcomes.push(...(await Promise.all(both.map(codeOf))));
    }
    const refusals = outcomes.filter((one) => one === 'word-missing' || one === 'organisation-joined');
    expect(refusals).toHaveLength(4);
  });

  it('that was shown what is said quietly has said nothing by it, is joined like any other, and still reads', async () => {
    const twice = await listedTwice();
    const invited = { invitation: twice.id, organisation: twice.id, canActOn: 'All' };
    await itu.done(`${base}/invite-participant`, invited);
    const audience = { to: 'named', organisations: [twice.id] };
    const said = { text: 'We cannot pay', audience };
    const first = (await itu.done(`${base}/disclose-constraint`, said)).body.ids.disclosure;
    const second = (await itu.done(`${base}/disclose-constraint`, said)).body.ids.disclosure;
    await served.settled();
    expect((await twice.ask(`${base}/disclosures/${first}`)).status).toBe(200);
    expect(await joining(twice)).toMatchObject({ status: 200 });
    expect((await twice.ask(`${base}/disclosures/${second}`)).status).toBe(200);
  });
});
