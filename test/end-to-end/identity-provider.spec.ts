import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { OidcVerifier, ProviderKeys, oidcSettingsIn, type OidcSettings } from '#identity';
import { Refused } from '#kernel';
import { register } from '../../apps/api/organisations.ts';
import { AUDIENCE, IdentityProvider } from '../support/identity-provider.ts';
import { ServedBook } from '../support/served-book.ts';

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
    expect(await refusalOf(running.verify(former))).toBe('token-invalid');
  });

  it('is not asked again for each token of an unknown key', async () => {
    const running = verifier({}, { coolDown: 60_000 });
    expect(await refusalOf(running.verify(await provider.tokenOf('ann')))).toBe('accepted');
    await provider.rotate('too-soon');
    expect(await refusalOf(running.verify(await provider.tokenOf('ann')))).toBe('token-invalid');
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
      'token-invalid',
      () => forged((claims) => new UnsecuredJWT(claims).encode()),
    ],
    [
      'signed with the public key as a shared secret (HS256)',
      'token-invalid',
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
      'token-invalid',
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
      'token-invalid',
      () =>
        forged((claims, kid = '') =>
          new SignJWT(claims)
            .setProtectedHeader({ alg: 'EdDSA', kid })
            .sign(generateKeyPairSync('ed25519').privateKey),
        ),
    ],
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
    expect(await refusalOf(verifier().verify(await other.tokenOf('ann')))).toBe('token-invalid');
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

  it.each([
    ['before it expires', 3590, 'accepted'],
    ['as late after it as clocks may differ', 3620, 'accepted'],
    ['later', 3640, 'token-expired'],
    ['as much before it begins as clocks may differ', -20, 'accepted'],
  ])('is believed %s (%i s on): %s', async (_, later, code) => {
    expect(await refusalOf(verifier({}, { later }).verify(await provider.tokenOf('ann')))).toBe(code);
  });

  it('that is down, or calls itself otherwise, is said to be: nobody is let in, or called a liar', async () => {
    const gone = await IdentityProvider.start();
    gone.knows('ann', { organisation, roles: ['participant'] });
    await gone.rotate('k');
    const token = await gone.tokenOf('ann');
    const misnamed = verifier({ issuer: gone.issuer.replace('127.0.0.1', 'localhost') });
    expect(await refusalOf(misnamed.verify(token))).toBe('identity-provider-unavailable');
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
    await register(served.book, { name: 'ITU', identifier: { agency: 'XM-DAC', number: '41302' } });
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
    expect(await answered(other)).toEqual([401, 'token-invalid']);
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
