import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { OidcVerifier, ProviderKeys, oidcSettingsIn, type OidcSettings } from '#identity';
import { Refused } from '#kernel';
import { AUDIENCE, IdentityProvider } from '../support/identity-provider.ts';

const organisation = `org_${'1tu'.padEnd(26, '0')}`;
const listed = new Map([
  [organisation, organisation],
  ['XM-DAC:41302', organisation],
]);
const personKey = Buffer.alloc(32, 1);

const refusalOf = (verifying: Promise<unknown>): Promise<unknown> =>
  verifying.then(
    () => 'accepted',
    (error) => (error instanceof Refused ? error.refusal.code : error),
  );

describe('an OpenID Connect provider', () => {
  let provider: IdentityProvider;
  let settings: OidcSettings;
  beforeAll(async () => {
    provider = (await IdentityProvider.start())
      .knows('ann', { organisation, roles: ['participant', 'janitor'] })
      .knows('bo', { organisation: 'XM-DAC:41302', roles: 'auditor analyst' })
      .knows('cy', {
        'https://claims.example.org/who': { in: [organisation] },
        realm: { roles: ['pb-analyst', 'auditor'] },
      })
      .knows('nobody', { roles: ['participant'] })
      .knows('elsewhere', { organisation: 'XX:1', roles: ['participant'] })
      .knows('reader', { roles: ['subscriber'] });
    await provider.rotate('first');
    settings = oidcSettingsIn({
      PLEDGEBOOK_OIDC_ISSUER: provider.issuer,
      PLEDGEBOOK_OIDC_AUDIENCE: AUDIENCE,
    }) as OidcSettings;
  });
  afterAll(() => provider.stop());

  /** Verifies as a book does that starts now. */
  const verifier = (more: Partial<OidcSettings> = {}, { later = 0, coolDown = 0 } = {}) =>
    new OidcVerifier({
      settings: { ...settings, ...more },
      keys: new ProviderKeys(more.issuer ?? settings.issuer, coolDown),
      personKey,
      organisationOf: async (named) => listed.get(named),
      clock: { now: () => new Date(Date.now() + later * 1000) },
    });
  const forged = async (
    sign: (claims: JWTPayload, kid: string | undefined) => Promise<string> | string,
  ): Promise<string> => {
    const token = await provider.tokenOf('ann');
    return sign(decodeJwt(token), decodeProtectedHeader(token).kid);
  };

  const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
  /** Ann's, with other claims, or of another type. */
  const bySameKey = async (more: JWTPayload, typ = 'at+jwt'): Promise<string> =>
    provider.signs({ ...decodeJwt(await provider.tokenOf('ann')), ...more }, typ);

  it('vouches for a person of an organisation, with the roles that we know', async () => {
    const { actor, expires } = await verifier().verify(await provider.tokenOf('ann'));
    expect(actor).toEqual({
      person: expect.stringMatching(/^per_[0-9a-z]{26}$/),
      organisation,
      roles: ['participant'],
    });
    expect(expires).toBeGreaterThan(Date.now() / 1000 + 3000);
  });

  it('has the same opaque person for the same subject, and another under another key', async () => {
    const [one, again, bo] = await Promise.all(
      ['ann', 'ann', 'bo'].map(
        async (name) => (await verifier().verify(await provider.tokenOf(name))).actor.person,
      ),
    );
    expect(again).toBe(one);
    expect(bo).not.toBe(one);
    const other = new OidcVerifier({
      settings,
      keys: new ProviderKeys(settings.issuer),
      personKey: Buffer.alloc(32, 2),
      organisationOf: async (named) => named,
    });
    expect((await other.verify(await provider.tokenOf('ann'))).actor.person).not.toBe(one);
  });

  it('names an organisation by its identifier, too', async () => {
    const { actor } = await verifier().verify(await provider.tokenOf('bo'));
    expect(actor).toMatchObject({ organisation, roles: ['auditor', 'analyst'] });
  });

  it('says so in whatever claims, and with whatever before its roles', async () => {
    const { actor } = await verifier({
      organisationClaim: 'https://claims.example.org/who.in',
      rolesClaim: 'realm.roles',
      rolePrefix: 'pb-',
    }).verify(await provider.tokenOf('cy'));
    expect(actor).toMatchObject({ organisation, roles: ['analyst'] });
  });

  it('vouches for a service, which reads and speaks for nobody', async () => {
    const token = await provider.tokenOf('reader', { scope: 'feed' });
    const { actor } = await verifier().verify(token);
    expect(actor).toMatchObject({ organisation: '', roles: ['subscriber'], scopes: ['feed'] });
  });

  it.each(['ES256', 'EdDSA', 'PS256'])('signs with %s as well', async (alg) => {
    await provider.rotate(`of-${alg}`, alg);
    expect(await refusalOf(verifier().verify(await provider.tokenOf('ann')))).toBe('accepted');
  });

  it('takes another key: its tokens are taken at once, those of the former no more', async () => {
    await provider.rotate('before');
    const running = verifier();
    const former = await provider.tokenOf('ann');
    expect(await refusalOf(running.verify(former))).toBe('accepted');
    await provider.rotate('after');
    expect(await refusalOf(running.verify(await provider.tokenOf('ann')))).toBe('accepted');
    expect(await refusalOf(running.verify(former))).toBe('token-key-refused');
  });

  it('is not asked again for each token of an unknown key', async () => {
    const running = verifier({}, { coolDown: 60_000 });
    expect(await refusalOf(running.verify(await provider.tokenOf('ann')))).toBe('accepted');
    await provider.rotate('too-soon');
    expect(await refusalOf(running.verify(await provider.tokenOf('ann')))).toBe('token-key-refused');
  });

  it.each<[string, string, () => Promise<string>]>([
    [
      'for another audience',
      'token-for-another-audience',
      () => provider.tokenOf('ann', { audience: 'https://other.example.org' }),
    ],
    ['that names no organisation', 'token-without-organisation', () => provider.tokenOf('nobody')],
    ['that names one that is not listed', 'token-organisation-unlisted', () => provider.tokenOf('elsewhere')],
    [
      'that is not signed (alg "none")',
      'token-unsigned',
      () => forged((claims) => new UnsecuredJWT(claims).encode()),
    ],
    [
      'signed with the public key as a shared secret (HS256)',
      'token-key-refused',
      async () => {
        const [jwk = {}] = await provider.publicKeys();
        const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({
          type: 'spki',
          format: 'pem',
        });
        return forged((claims, kid = '') =>
          new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(Buffer.from(pem)),
        );
      },
    ],
    [
      'of an unknown key',
      'token-key-refused',
      () =>
        forged((claims) =>
          new SignJWT(claims)
            .setProtectedHeader({ alg: 'RS256', kid: 'mine' })
            .sign(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
        ),
    ],
    [
      'of another key under the name of the right one',
      'token-invalid',
      () =>
        forged((claims, kid = '') =>
          new SignJWT(claims)
            .setProtectedHeader({ alg: 'RS256', kid })
            .sign(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
        ),
    ],
    [
      'of a key of the wrong type under the name of the right one',
      'token-key-refused',
      () =>
        forged((claims, kid = '') =>
          new SignJWT(claims)
            .setProtectedHeader({ alg: 'EdDSA', kid })
            .sign(generateKeyPairSync('ed25519').privateKey),
        ),
    ],
    ['that is not valid yet', 'token-invalid', () => bySameKey({ nbf: inSeconds(40) })],
    ['that never expires', 'token-invalid', () => bySameKey({ exp: undefined })],
    ['of nobody', 'token-invalid', () => bySameKey({ sub: undefined })],
    ['that is an id token by its type', 'token-of-another-type', () => bySameKey({}, 'JWT')],
    ['that is an id token by its claims', 'token-of-another-type', () => bySameKey({ at_hash: 'x' })],
    ['that is none', 'token-invalid', async () => 'garbage'],
  ])('does not vouch for a token %s: %s', async (_, code, token) => {
    await provider.rotate('today');
    expect(await refusalOf(verifier().verify(await token()))).toBe(code);
  });

  it('does not vouch for the tokens of another, though they be signed with its key', async () => {
    const token = await provider.tokenOf('ann');
    const other = await IdentityProvider.start();
    other.knows('ann', { organisation, roles: ['participant'] });
    await other.rotate('theirs');
    expect(await refusalOf(verifier().verify(await other.tokenOf('ann')))).toBe('token-of-another-issuer');
    const keys = new ProviderKeys(settings.issuer);
    const misled = new OidcVerifier({
      settings: { ...settings, issuer: other.issuer },
      keys,
      personKey,
      organisationOf: async (named) => named,
    });
    expect(await refusalOf(misled.verify(token))).toBe('token-of-another-issuer');
    await other.stop();
  });

  it('may call its access tokens otherwise, or not at all; an id token is none there either', async () => {
    const plain = await bySameKey({}, 'JWT');
    for (const tokenType of ['JWT', 'any'])
      expect(await refusalOf(verifier({ tokenType }).verify(plain))).toBe('accepted');
    const token = await provider.tokenOf('ann');
    expect(await refusalOf(verifier({ tokenType: 'JWT' }).verify(token))).toBe('token-of-another-type');
    expect(await refusalOf(verifier({ tokenType: 'any' }).verify(token))).toBe('accepted');
    const ofId = verifier({ tokenType: 'any' }).verify(await bySameKey({ c_hash: 'x' }, 'JWT'));
    expect(await refusalOf(ofId)).toBe('token-of-another-type');
  });

  it.each([
    ['before it expires', 3590, 'accepted'],
    ['as late after it as clocks may differ', 3620, 'accepted'],
    ['later', 3640, 'token-expired'],
  ])('is believed %s (%i s on): %s', async (_, later, code) => {
    expect(await refusalOf(verifier({}, { later }).verify(await provider.tokenOf('ann')))).toBe(code);
  });

  it('is believed as much before it begins as clocks may differ', async () => {
    expect(await refusalOf(verifier().verify(await bySameKey({ nbf: inSeconds(20) })))).toBe('accepted');
    const exact = verifier({ clockSkew: 0 }).verify(await bySameKey({ nbf: inSeconds(20) }));
    expect(await refusalOf(exact)).toBe('token-invalid');
  });

  it.each<[string, (issuer: string) => object | string]>([
    ['in no JSON', () => 'down for maintenance'],
    ['as another', () => ({ issuer: 'https://other.example.org', jwks_uri: 'https://other.example.org/k' })],
    ['without keys', (issuer) => ({ issuer })],
    ['with keys that anybody on the way can change', (issuer) => ({ issuer, jwks_uri: 'http://k.example' })],
    ['with keys where there are none', (issuer) => ({ issuer, jwks_uri: `${issuer}/nowhere` })],
  ])('that describes itself %s is not asked whom it knows', async (_, says) => {
    const server = createServer((request, response) => {
      const told = says(issuer);
      const body = typeof told === 'string' ? told : JSON.stringify(told);
      response.writeHead(request.url?.includes('nowhere') ? 404 : 200).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const token = await provider.signs(
      { iss: issuer, sub: 'ann', aud: AUDIENCE, exp: inSeconds(60) },
      'at+jwt',
    );
    expect(await refusalOf(verifier({ issuer }).verify(token))).toBe('identity-provider-unavailable');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('that is down, or calls itself otherwise, is said to be: nobody is let in, or called a liar', async () => {
    const gone = await IdentityProvider.start();
    gone.knows('ann', { organisation, roles: ['participant'] });
    await gone.rotate('k');
    const token = await gone.tokenOf('ann');
    const issuer = gone.issuer.replace('127.0.0.1', 'localhost');
    const ofName = await gone.signs({ ...decodeJwt(token), iss: issuer }, 'at+jwt');
    expect(await refusalOf(verifier({ issuer }).verify(ofName))).toBe('identity-provider-unavailable');
    const { port } = gone;
    const running = verifier({ issuer: gone.issuer });
    await gone.stop();
    expect(await refusalOf(running.verify(token))).toBe('identity-provider-unavailable');
    const again = await IdentityProvider.start(port);
    again.knows('ann', { organisation, roles: ['participant'] });
    await again.rotate('k');
    expect(await refusalOf(running.verify(await again.tokenOf('ann')))).toBe('accepted');
    await again.stop();
  });
});
