import { oidcSettingsIn, type OidcSettings } from '#identity';
import { Refused } from '#kernel';
import { organisationFor, organisationNamed, register, vouch } from '../../apps/api/organisations.ts';
import { AUDIENCE, IdentityProvider } from '../support/identity-provider.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

/** Whom an operator's token is for, as `pledgebook token` tells it; of a refusal, the ids that it tells. */
const meantBy = (served: ServedBook, named: string): Promise<string | string[] | null> =>
  organisationFor(served.book, named).catch((error: unknown) => {
    if (error instanceof Refused) return error.message.match(/org_[0-9a-z]{26}/g);
    throw error;
  });
const changing = (party: Party, says: object) =>
  party.done(`/v1/organisations/${party.id}/change-organisation`, says);
const listedBy = async (party: Party, says: object): Promise<string> =>
  (await party.done('/v1/organisations/register-organisation', says)).body.ids.organisation;

describe('whom an operator’s token is for', () => {
  let served: ServedBook;
  let mallory: Party;
  beforeEach(async () => {
    served = await ServedBook.open();
    mallory = await served.party('Mallory Ltd');
  });
  afterEach(() => served.close());

  it('is not for who takes the name of one that an operator listed', async () => {
    const itu = await register(served.book, { name: 'ITU', reason: 'Seen' });
    await changing(mallory, { change: 'renamed', name: 'itu' });
    expect(await meantBy(served, 'ITU')).toBe(itu);
    expect(await meantBy(served, 'itu')).toBe(itu);
    expect(await meantBy(served, mallory.id)).toBe(mallory.id);
  });

  it('is not for who took it before, nor for a new one: it is told who calls itself so', async () => {
    await changing(mallory, { change: 'renamed', name: 'itu' });
    expect(await meantBy(served, 'ITU')).toEqual([mallory.id]);
    const itu = await register(served.book, { name: 'ITU', reason: 'Seen' });
    expect(await meantBy(served, 'Itu ')).toBe(itu);
  });

  it('is for whom the operator listed, whatever it calls itself since', async () => {
    await changing(mallory, { change: 'renamed', name: 'Another Name' });
    expect(await meantBy(served, 'mallory  LTD')).toBe(mallory.id);
  });

  it('folds case, accents and spaces', async () => {
    const id = await meantBy(served, 'Société Générale des Eaux');
    expect(await meantBy(served, ' SOCIETE  generale des eaux ')).toBe(id);
    expect(await meantBy(served, 'Socie\u0301te\u0301 Ge\u0301ne\u0301rale des\u00A0Eaux')).toBe(id);
  });

  it('is for nobody where a name could mean two: both are told with their ids', async () => {
    const two = [await register(served.book, { name: 'Ministry of Health', reason: 'Seen' })];
    two.push(await register(served.book, { name: 'MINISTRY of Health', reason: 'Seen' }));
    expect(await meantBy(served, 'ministry of health')).toEqual(two);
    expect(await meantBy(served, two[1] ?? '')).toBe(two[1]);
  });

  it('is for who was listed by others once an operator has proven it, until that is taken back', async () => {
    const unicef = await listedBy(mallory, { name: 'UNICEF' });
    expect(await meantBy(served, 'unicef')).toEqual([unicef]);
    const identifier = { agency: 'xm-dac', number: '41122' };
    const said = { organisation: unicef, identifier, reason: 'Its letter of 3 May' };
    expect(await vouch(served.book, 'prove', said)).toBe('UNICEF');
    expect(await meantBy(served, 'unicef')).toBe(unicef);
    await vouch(served.book, 'unprove', said);
    expect(await meantBy(served, 'unicef')).toEqual([unicef]);
  });

  it('is for a new one where a name is nobody’s', async () => {
    const id = await meantBy(served, 'Nobody So Far');
    expect(await meantBy(served, 'NOBODY so far')).toBe(id);
  });
});

describe('whom an identity provider’s people act for', () => {
  let provider: IdentityProvider;
  let served: ServedBook;
  let mallory: Party;
  let itu: string;

  beforeAll(async () => {
    provider = await IdentityProvider.start();
    const oidc = oidcSettingsIn({
      PLEDGEBOOK_OIDC_ISSUER: provider.issuer,
      PLEDGEBOOK_OIDC_AUDIENCE: AUDIENCE,
    }) as OidcSettings;
    served = await ServedBook.open(undefined, { oidc });
    itu = await register(served.book, { name: 'ITU', reason: 'Seen' });
    const organisation = await register(served.book, { name: 'Mallory Ltd', reason: 'Seen' });
    for (const named of ['XM-DAC:1', 'XM-DAC:2', 'XM-DAC:3', 'xm-dac:3', 'XM-DAC:4', organisation])
      provider.knows(clientOf(named), { organisation: named, roles: ['participant'] });
    await provider.rotate('first');
    mallory = Object.assign(served.withToken(await tokenOf(organisation)), { id: organisation });
  });
  afterAll(async () => {
    await served.close();
    await provider.stop();
  });

  /** One who works for an organisation, by what the provider calls that. */
  const clientOf = (named: string) => named.replace(':', '_');
  const tokenOf = (named: string) => provider.tokenOf(clientOf(named));
  const identifierOf = (number: string) => ({ agency: 'XM-DAC', number });
  const said = (number: string) => ({ organisation: itu, identifier: identifierOf(number), reason: 'Seen' });
  let names = 0;
  /** As whom a token is taken, told by what was recorded; or why it is not. */
  const actsFor = async (token: string): Promise<string> => {
    const name = `Number ${names++}`;
    const { status, body } = await served
      .withToken(token)
      .give('/v1/organisations/register-organisation', { name });
    if (status >= 300) return body.code;
    const stream = `organisation-organisation-${body.ids.organisation}`;
    return (await served.book.store.readStream(stream)).events[0]?.metadata['organisation'] ?? '';
  };

  it('is nobody who only says that an identifier is its own, or lists one with it', async () => {
    await changing(mallory, { change: 'detailed', identifier: identifierOf('1') });
    await listedBy(mallory, { name: 'UNICEF', identifier: identifierOf('2') });
    for (const who of ['XM-DAC:1', 'XM-DAC:2'])
      expect(await actsFor(await tokenOf(who))).toBe('token-organisation-unlisted');
  });

  it('is whom an operator has proven it for, however its agency is written, whatever others call themselves', async () => {
    await changing(mallory, { change: 'detailed', identifier: identifierOf('3') });
    await vouch(served.book, 'prove', said('3'));
    const tokens = [await tokenOf('XM-DAC:3'), await tokenOf('xm-dac:3')];
    expect(await Promise.all(tokens.map(actsFor))).toEqual([itu, itu]);
    await changing(mallory, { change: 'renamed', name: 'ITU' });
    expect(await Promise.all(tokens.map(actsFor))).toEqual([itu, itu]);
  });

  it('is nobody any more at once, with the same token, when an operator takes it back', async () => {
    const token = await tokenOf('XM-DAC:4');
    await vouch(served.book, 'prove', said('4'));
    expect(await actsFor(token)).toBe(itu);
    await vouch(served.book, 'unprove', said('4'));
    expect(await actsFor(token)).toBe('token-organisation-unlisted');
    await vouch(served.book, 'prove', { ...said('4'), organisation: mallory.id });
    expect(await actsFor(token)).toBe(mallory.id);
  });
});

describe('an identifier', () => {
  it('is told as claimed or proven, to whoever asks', async () => {
    const served = await ServedBook.open();
    const identifier = { agency: 'XM-DAC', number: '41302' };
    const mallory = await served.party('Mallory Ltd');
    await changing(mallory, { change: 'detailed', identifier });
    const itu = await register(served.book, { name: 'ITU', reason: 'Seen' });
    await vouch(served.book, 'prove', { organisation: itu, identifier, reason: 'Seen' });
    const operator = await served.party('Operations', ['operator']);
    const other = { ...identifier, number: '41122' };
    const unicef = await listedBy(operator, { name: 'UNICEF', identifier: other, reason: 'Its letter' });
    await served.settled();
    const ask = async (path: string) => (await served.anybody().ask(path)).body;
    const standing = async (id: string) => (await ask(`/v1/organisations/${id}`)).identifier;
    expect(await standing(itu)).toEqual({ ...identifier, proven: true, reason: 'Seen' });
    const claimed = { ...identifier, proven: false, claimedBy: mallory.id, provenFor: itu };
    expect(await standing(mallory.id)).toEqual(claimed);
    expect(await standing(unicef)).toEqual({ ...other, proven: true, reason: 'Its letter' });
    const listed = async (query: string) =>
      (await ask(`/v1/organisations?${query}`)).rows.map((row: { organisation: string }) => row.organisation);
    expect((await listed('identifier=xm-dac:41302')).toSorted()).toEqual([itu, mallory.id].toSorted());
    expect(await listed('proven=Xm-dac:41302')).toEqual([itu]);
    await served.close();
  });

  it('that was proven stays so beside another that the organisation lists since', async () => {
    const served = await ServedBook.open();
    const party = await served.party('ITU');
    const identifier = { agency: 'xm-dac', number: '41302' };
    await vouch(served.book, 'prove', { organisation: party.id, identifier, reason: 'Seen' });
    await changing(party, { change: 'detailed', identifier: { agency: 'XI-LEI', number: '1' } });
    await served.settled();
    const { body } = await served.anybody().ask(`/v1/organisations/${party.id}`);
    expect(body).toMatchObject({
      identifier: { agency: 'XI-LEI', proven: false },
      alsoProven: ['XM-DAC:41302'],
    });
    expect(await organisationNamed(served.book.runner, 'XM-DAC:41302')).toBe(party.id);
    await served.close();
  });
});

describe('a search for an organisation by name', () => {
  it('folds case, accents and spaces', async () => {
    const served = await ServedBook.open();
    const { id } = await served.party('Água e Saúde  Company');
    await served.settled();
    for (const name of ['agua e saude company ', 'ÁGUA E SAÚDE COMPANY', '  Água  e\u00A0 Saúde company']) {
      const { body } = await served.anybody().ask(`/v1/organisations?name=${encodeURIComponent(name)}`);
      expect(body.rows).toMatchObject([{ organisation: id }]);
    }
    const { body } = await served.anybody().ask('/v1/organisations?name=Agua');
    expect(body.rows).toEqual([]);
    await served.close();
  });
});
