import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { oidcSettingsIn, type OidcSettings } from '#identity';
import { register } from '../../apps/api/organisations.ts';
import { AUDIENCE, IdentityProvider } from '../support/identity-provider.ts';
import { ServedBook } from '../support/served-book.ts';

describe('a book with an identity provider', () => {
  let provider: IdentityProvider;
  let served: ServedBook;
  beforeAll(async () => {
    provider = await IdentityProvider.start();
    provider
      .knows('ann', { organisation: 'XM-DAC:41302', roles: ['participant'] })
      .knows('stranger', { organisation: 'XX:1', roles: ['participant'] })
      .knows('nobody', {});
    await provider.rotate('first');
    const oidc = oidcSettingsIn({
      PLEDGEBOOK_OIDC_ISSUER: provider.issuer,
      PLEDGEBOOK_OIDC_AUDIENCE: AUDIENCE,
    }) as OidcSettings;
    served = await ServedBook.open(undefined, { oidc });
    await register(served.book, {
      name: 'ITU',
      reason: 'Seen',
      identifier: { agency: 'XM-DAC', number: '41302' },
    });
  });
  afterAll(async () => {
    await served.close();
    await provider.stop();
  });

  const scope = { places: ['CO'], sdgTargets: [] };
  const convene = (token: string) =>
    served.withToken(token).give('/v1/partnerships', { title: 'T', problem: 'P', scope });
  const answered = async (token: string) => {
    const { status, body } = await convene(token);
    return [status, body.code];
  };

  it('lets people act for their organisation, and knows who is not of it', async () => {
    expect(await answered(await provider.tokenOf('ann'))).toEqual([201, undefined]);
    expect(await answered(await provider.tokenOf('stranger'))).toEqual([403, 'token-organisation-unlisted']);
    expect(await answered(await provider.tokenOf('nobody'))).toEqual([403, 'token-without-organisation']);
  });

  it('refuses each stranger with a code of its own', async () => {
    const claims = decodeJwt(await provider.tokenOf('ann'));
    const other = await IdentityProvider.start();
    await other.knows('ann', { organisation: 'XM-DAC:41302' }).rotate('first');
    const past = Math.floor(Date.now() / 1000) - 3600;
    const { privateKey } = generateKeyPairSync('ed25519');
    const ofType = (alg: string) => new SignJWT(claims).setProtectedHeader({ alg, typ: 'at+jwt' });
    const tokens = [
      await other.tokenOf('ann'),
      await provider.signs({ ...claims, exp: past }, 'at+jwt'),
      await provider.tokenOf('nobody'),
      new UnsecuredJWT(claims).encode(),
      await ofType('EdDSA').sign(privateKey),
      await provider.signs(claims, 'JWT'),
      await provider.tokenOf('ann', { audience: 'https://other.example.org' }),
    ];
    expect(await Promise.all(tokens.map(answered))).toEqual([
      [401, 'token-of-another-issuer'],
      [401, 'token-expired'],
      [403, 'token-without-organisation'],
      [401, 'token-unsigned'],
      [401, 'token-key-refused'],
      [401, 'token-of-another-type'],
      [401, 'token-for-another-audience'],
    ]);
    await other.stop();
  });

  it('takes of its own tokens only those of services', async () => {
    const { issuer } = served.book;
    const own = await issuer.issue({ person: 'per_1', organisation: 'org_1', roles: ['participant'] });
    expect(await answered(own)).toEqual([401, 'token-of-another-issuer']);
    expect(await answered(await issuer.issueToService('mirror', ['feed']))).toEqual([403, 'role-missing']);
  });

  it('goes on with who is known when the provider is gone, and says so to the rest', async () => {
    const [known, unknown] = [await provider.tokenOf('ann'), await provider.tokenOf('ann')];
    expect(await answered(known)).toEqual([201, undefined]);
    await provider.rotate('second');
    const other = await provider.tokenOf('ann');
    await provider.stop();
    expect(await answered(known)).toEqual([201, undefined]);
    expect(await answered(unknown)).toEqual([201, undefined]);
    // Its key is not known, and is not asked for again so soon.
    expect(await answered(other)).toEqual([401, 'token-key-refused']);
  });
});

it('a book that never reached its provider says so, to programs and to people', async () => {
  const provider = await IdentityProvider.start();
  await provider.knows('ann', { organisation: 'XM-DAC:41302' }).rotate('first');
  const token = await provider.tokenOf('ann');
  await provider.stop();
  const oidc = oidcSettingsIn({
    PLEDGEBOOK_OIDC_ISSUER: provider.issuer,
    PLEDGEBOOK_OIDC_AUDIENCE: AUDIENCE,
  }) as OidcSettings;
  const served = await ServedBook.open(undefined, { oidc });
  const answer = await served.withToken(token).ask('/v1/partnerships');
  expect(answer).toMatchObject({ status: 503, body: { code: 'identity-provider-unavailable' } });
  expect(answer.headers.get('retry-after')).toBe('1');
  expect((await served.anybody().ask('/v1/partnerships')).status).toBe(200);
  await served.close();
});
