import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { openStore, type OpenedStore } from '../../apps/api/opened-store.ts';
import { serve, type Serving } from '../../apps/api/server.ts';
import { orgId } from '#specification';

describe('commands over HTTP', () => {
  let directory: string;
  let book: OpenedStore;
  let server: Serving;
  let token: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pledgebook-http-'));
    book = await openStore(directory);
    server = await serve(book, { port: 0, projecting: 'here' });
    token = await book.issuer.issue({ person: 'per_1', organisation: orgId('itu'), roles: ['participant'] });
  });
  afterAll(async () => {
    await server.close();
    await book.close();
    await rm(directory, { recursive: true });
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(new URL(path, server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const register = '/v1/organisations/register-organisation';

  it('answers 201 with ids, revision, receipts, a freshness token, ETag and Location', async () => {
    const response = await post(register, { name: 'ITU', type: '40' });
    const answer = (await response.json()) as { ids: { organisation: string } };
    expect(response.status).toBe(201);
    expect(response.headers.get('etag')).toBe('"0"');
    expect(response.headers.get('location')).toBe(`/v1/organisations/${answer.ids.organisation}`);
    const listed = { revision: 0, stream: `organisation-organisation-${answer.ids.organisation}` };
    // The first command that is given for an organisation leaves a guard of that beside it.
    const acted = { revision: 0, stream: expect.stringContaining('organisation-voice-') };
    expect(answer).toMatchObject({
      revision: 0,
      receipts: [listed, acted],
      freshness: expect.any(String),
    });
  });

  it.each<[string, unknown, Record<string, string>, number, string]>([
    ['no token', {}, { authorization: '' }, 401, 'token-invalid'],
    ['a token that is none', {}, { authorization: 'Bearer x.y.z' }, 401, 'token-invalid'],
    ['an unknown field', { name: 'X', more: 1 }, {}, 400, 'invalid-input'],
    ['no JSON', '{', {}, 400, 'invalid-json'],
    ['a list', '[]', {}, 400, 'invalid-input'],
    ['another prototype', '{"__proto__":{}}', {}, 400, 'invalid-input'],
    ['another media type', 'name=X', { 'content-type': 'text/plain' }, 415, 'media-type-unsupported'],
    ['too large a body', { name: 'x'.repeat(300_000) }, {}, 413, 'body-too-large'],
    ['a revision without quotes', { name: 'X' }, { 'if-match': '3' }, 400, 'invalid-header'],
    ['a key with a space', { name: 'X' }, { 'idempotency-key': 'a b' }, 400, 'invalid-header'],
  ])('%s: a problem document, and the book is untouched', async (_, body, headers, status, code) => {
    const before = await book.store.head();
    const response = await post(register, body, headers);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code, detail: expect.any(String) });
    expect(response.status).toBe(status);
    expect(await book.store.head()).toBe(before);
  });

  it('refuses each stranger with a code of its own', async () => {
    const key = createPrivateKey(readFileSync(join(directory, 'signing-key.pem')));
    const claims = { ...decodeJwt(token), exp: Math.floor(Date.now() / 1000) + 60 };
    const signed = (more: object, alg = 'EdDSA', by: KeyObject = key) =>
      new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg, typ: 'at+jwt' }).sign(by);
    const strangers = [
      await signed({ iss: 'https://other.example.org' }),
      await signed({ exp: 1_600_000_000 }),
      await signed({ organisation: undefined }),
      new UnsecuredJWT(claims).encode(),
      await signed({}, 'ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    ];
    const answers = strangers.map(async (stranger) => {
      const response = await post(register, { name: 'X' }, { authorization: `Bearer ${stranger}` });
      return [response.status, ((await response.json()) as { code: string }).code];
    });
    expect(await Promise.all(answers)).toEqual([
      [401, 'token-of-another-issuer'],
      [401, 'token-expired'],
      [403, 'token-without-organisation'],
      [401, 'token-unsigned'],
      [401, 'token-key-refused'],
    ]);
    expect(
      (await post(register, { name: 'Y' }, { authorization: `Bearer ${await signed({})}` })).status,
    ).toBe(201);
  });

  it('names the field and the rule', async () => {
    const response = await post(register, { name: 'X', identifier: { agency: 'XM-DAC' } });
    expect(await response.json()).toMatchObject({
      errors: [{ field: '/identifier/number', rule: 'required' }],
    });
  });

  it('fills in the ids of the path, and refuses them in the body', async () => {
    const response = await post(`/v1/organisations/${orgId('gsma')}/change-organisation`, {
      change: 'detailed',
    });
    expect(await response.json()).toMatchObject({ status: 403, code: 'not-your-organisation' });
    const twice = await post(`/v1/organisations/${orgId('gsma')}/change-organisation`, {
      organisation: orgId('x'),
    });
    expect(await twice.json()).toMatchObject({ code: 'invalid-input', errors: [{ field: '/organisation' }] });
  });

  it('documents every command with an example, in OpenAPI 3.1', async () => {
    const response = await fetch(new URL('/openapi.json', server.url));
    const document = (await response.json()) as { openapi: string; paths: Record<string, { post: object }> };
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths[register]?.post).toMatchObject({
      requestBody: { content: { 'application/json': { example: { name: expect.any(String) } } } },
    });
    expect((await fetch(new URL('/docs', server.url))).status).toBe(200);
  });

  it('an address that is none is a problem document too', async () => {
    expect(await (await fetch(new URL('/nowhere', server.url))).json()).toMatchObject({ code: 'not-found' });
  });
});
