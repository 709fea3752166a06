import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { EmbeddedIssuer, RememberingVerifier, type Verifier } from './index.ts';

const actor = { person: 'per_1', organisation: 'org_1', roles: ['participant', 'auditor'] };
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
const claims = (more: JWTPayload = {}): JWTPayload => ({
  sub: actor.person,
  organisation: actor.organisation,
  roles: actor.roles,
  iss: 'pledgebook',
  aud: 'pledgebook',
  exp: inAnHour(),
  ...more,
});
const refusalOf = async (verifying: Promise<unknown>): Promise<unknown> =>
  verifying.then(
    () => 'accepted',
    (error: { refusal?: { code: string } }) => error.refusal?.code ?? error,
  );

let directory: string;
let path: string;
let issuer: EmbeddedIssuer;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pledgebook-issuer-'));
  path = join(directory, 'book', 'signing-key.pem');
  issuer = await EmbeddedIssuer.open(join(directory, 'book'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const publicKey = () => createPublicKey(readFileSync(path)).export({ type: 'spki', format: 'pem' });
/** Signed as the issuer would, with its own key, unless another is given. */
const signed = (
  payload: JWTPayload,
  key = createPrivateKey(readFileSync(path)),
  typ = 'at+jwt',
): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', ...(typ === '' ? {} : { typ }) }).sign(key);

describe('EmbeddedIssuer', () => {
  it('knows who stands behind a token it issued, and until when', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { actor: known, expires } = await issuer.verify(await issuer.issue(actor, 60));
    expect(known).toEqual(actor);
    expect(expires).toBeGreaterThanOrEqual(before + 60);
    expect(expires).toBeLessThanOrEqual(Math.floor(Date.now() / 1000) + 60);
  });

  it('knows it after a restart', async () => {
    const token = await issuer.issue(actor);
    const again = await EmbeddedIssuer.open(join(directory, 'book'));
    expect(await again.verify(token)).toMatchObject({ actor });
  });

  it('keeps its key for its owner alone, also where it stood open', async () => {
    const mode = () => (statSync(path).mode & 0o777).toString(8);
    expect(mode()).toBe('600');
    chmodSync(path, 0o644);
    await EmbeddedIssuer.open(join(directory, 'book'));
    expect(mode()).toBe('600');
  });

  it('takes what is signed as it signs', async () => {
    expect(await refusalOf(signed(claims()).then((token) => issuer.verify(token)))).toBe('accepted');
  });

  it.each<[string, string, JWTPayload]>([
    ['that has expired', 'token-expired', { exp: 1_600_000_000 }],
    ['that never expires', 'token-invalid', { exp: undefined }],
    ['of another issuer', 'token-of-another-issuer', { iss: 'somebody' }],
    ['of no issuer', 'token-of-another-issuer', { iss: undefined }],
    ['for another audience', 'token-for-another-audience', { aud: 'somebody' }],
    ['of nobody', 'token-invalid', { sub: undefined }],
    ['that is not valid yet', 'token-invalid', { nbf: 9_999_999_999 }],
    ['without an organisation', 'token-without-organisation', { organisation: undefined }],
    ['of an organisation that is no text', 'token-without-organisation', { organisation: 7 }],
  ])('refuses a token %s: %s', async (_, code, more) => {
    expect(await refusalOf(issuer.verify(await signed(claims(more))))).toBe(code);
  });

  it.each<[string, string, () => Promise<string> | string]>([
    ['that is not signed (alg "none")', 'token-unsigned', () => new UnsecuredJWT(claims()).encode()],
    [
      'that is not signed, however it spells that',
      'token-unsigned',
      () => {
        const [, body] = new UnsecuredJWT(claims()).encode().split('.');
        return `${Buffer.from('{"alg":"nOnE"}').toString('base64url')}.${body}.`;
      },
    ],
    [
      'of a key of the wrong type',
      'token-key-refused',
      () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
          .sign(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    ],
    [
      'signed with the public key as a shared secret',
      'token-key-refused',
      () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
          .sign(Buffer.from(publicKey())),
    ],
    ['that says it is something else', 'token-of-another-type', () => signed(claims(), undefined, 'JWT')],
    ['that does not say what it is', 'token-of-another-type', () => signed(claims(), undefined, '')],
    [
      'signed by another key',
      'token-invalid',
      () => signed(claims(), generateKeyPairSync('ed25519').privateKey),
    ],
    [
      'whose claims were changed after signing',
      'token-invalid',
      async () => {
        const [head, , signature] = (await issuer.issue(actor)).split('.');
        const body = Buffer.from(JSON.stringify(claims({ organisation: 'org_2' }))).toString('base64url');
        return [head, body, signature].join('.');
      },
    ],
    ['that is none', 'token-invalid', () => 'garbage'],
    ['that is empty', 'token-invalid', () => ''],
  ])('refuses a token %s: %s', async (_, code, token) => {
    expect(await refusalOf(issuer.verify(await token()))).toBe(code);
  });

  it('knows only the roles that there are', async () => {
    const roles = async (said: unknown) =>
      (await issuer.verify(await signed(claims({ roles: said })))).actor.roles;
    expect(await roles(['auditor', 7, null, 'janitor', 'toString'])).toEqual(['auditor']);
    expect(await roles('operator')).toEqual([]);
  });
});

describe('A token for a service', () => {
  it('says what it reads, and speaks for nobody', async () => {
    const token = await issuer.issueToService('mirror', ['feed', 'history']);
    expect((await issuer.verify(token)).actor).toEqual({
      person: 'mirror',
      organisation: '',
      roles: ['subscriber'],
      scopes: ['feed', 'history'],
    });
  });

  it('gives nothing by scopes that we do not know', async () => {
    const said = { organisation: undefined, roles: ['subscriber'] };
    const scopes = async (scope: unknown) =>
      (await issuer.verify(await signed(claims({ ...said, scope })))).actor.scopes;
    expect(await scopes('feed everything')).toEqual(['feed']);
    expect(await scopes(undefined)).toEqual([]);
    expect(await scopes(['feed'])).toEqual([]);
  });

  it('needs an organisation as soon as it has another role', async () => {
    const said = { organisation: undefined, roles: ['subscriber', 'participant'], scope: 'feed' };
    expect(await refusalOf(signed(claims(said)).then((token) => issuer.verify(token)))).toBe(
      'token-without-organisation',
    );
  });
});

describe('RememberingVerifier', () => {
  /** Says yes, and counts how often it was asked. */
  const counting = (expires: number): Verifier & { asked: number } => ({
    asked: 0,
    async verify() {
      this.asked++;
      return { actor, expires };
    },
  });

  it('recalls who it was, until the token expires and no longer', async () => {
    const verifier = new RememberingVerifier(counting(1000));
    expect(verifier.recall('a', 0)).toBeUndefined();
    await verifier.verify('a');
    expect(verifier.recall('a', 999_999)).toEqual(actor);
    expect(verifier.recall('a', 1_000_000)).toBeUndefined();
    expect(verifier.recall('b', 0)).toBeUndefined();
  });

  it('remembers no token that was refused', async () => {
    const verifier = new RememberingVerifier(issuer);
    const token = await signed(claims({ exp: 1_600_000_000 }));
    expect(await refusalOf(verifier.verify(token))).toBe('token-expired');
    expect(verifier.recall(token, 0)).toBeUndefined();
  });

  it('forgets the oldest beyond its bound', async () => {
    const verifier = new RememberingVerifier(counting(1000), 2);
    for (const token of ['a', 'b', 'c']) await verifier.verify(token);
    const known = ['a', 'b', 'c'].filter((token) => verifier.recall(token, 0));
    expect(known).toEqual(['b', 'c']);
  });

  it('forgets no other for a token that it knows already', async () => {
    const verifier = new RememberingVerifier(counting(1000), 2);
    for (const token of ['a', 'b', 'b']) await verifier.verify(token);
    expect(['a', 'b'].filter((token) => verifier.recall(token, 0))).toEqual(['a', 'b']);
  });
});
