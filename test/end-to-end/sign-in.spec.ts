import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oidcSettingsIn, type OidcSettings } from '#identity';
import { register } from '../../apps/api/organisations.ts';
import { claimedIn } from '../../apps/web/signing-in/claims.ts';
import { begin, finish, isDenied, type Begun } from '../../apps/web/signing-in/code-flow.ts';
import type { SignInSettings } from '../../apps/web/signing-in/settings.ts';
import { AUDIENCE, IdentityProvider } from '../support/identity-provider.ts';
import { ServedBook } from '../support/served-book.ts';

/** An address where nothing is: nobody who comes back gets there, which is all that is seen of it. */
async function nowhere(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return `http://127.0.0.1:${port}`;
}

/** As a browser does: goes where it is led, with the cookies it was given, until it is led back to the page. */
async function followed(address: URL, back: string): Promise<URL> {
  const cookies = new Map<string, string>();
  for (let at = address, steps = 0; steps < 10; steps++) {
    if (at.origin === back) return at;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { headers, status } = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const one of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      cookies.set(name, value);
    }
    const location = headers.get('location');
    if (location === null) throw new Error(`${at.href}: ${status}`);
    at = new URL(location, at);
  }
  throw new Error('led in a circle');
}

describe('signing in on the page', () => {
  let provider: IdentityProvider;
  let served: ServedBook;
  let settings: SignInSettings;
  let here: { origin: string };
  beforeAll(async () => {
    here = { origin: await nowhere() };
    provider = (await IdentityProvider.start())
      .knows('ann', { organisation: 'XM-DAC:41302', roles: ['participant'] })
      .knowsPage('the-page', `${here.origin}/signed-in`);
    await provider.rotate('first');
    const oidc = oidcSettingsIn({
      PLEDGEBOOK_OIDC_ISSUER: provider.issuer,
      PLEDGEBOOK_OIDC_AUDIENCE: AUDIENCE,
      PLEDGEBOOK_OIDC_CLIENT_ID: 'the-page',
    }) as OidcSettings;
    served = await ServedBook.open(undefined, { oidc });
    await register(served.book, {
      name: 'ITU',
      reason: 'Seen',
      identifier: { agency: 'XM-DAC', number: '41302' },
    });
    settings = (await served.anybody().ask('/page/sign-in.json')).body as SignInSettings;
    provider.atTheScreen = 'ann';
  });
  afterAll(async () => {
    await served.close();
    await provider.stop();
  });

  const there = async (): Promise<{ begun: Begun; cameTo: URL }> => {
    const { address, begun } = await begin(settings, here);
    return { begun, cameTo: await followed(address, here.origin) };
  };

  it('asks with PKCE, for a token for this book, and says nothing that is secret', async () => {
    const { address, begun } = await begin(settings, here);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'the-page',
      redirect_uri: `${here.origin}/signed-in`,
      resource: AUDIENCE,
      scope: 'openid',
      code_challenge_method: 'S256',
      state: begun.state,
    });
    expect(address.href).not.toContain(begun.verifier);
  });

  it('leads to a token that the book takes, of the person’s organisation', async () => {
    const { begun, cameTo } = await there();
    const token = await finish(settings, begun, cameTo);
    expect(claimedIn(token, settings)).toEqual({
      organisation: 'XM-DAC:41302',
      roles: ['participant'],
      expires: expect.any(Number),
    });
    const scope = { places: ['CO'], sdgTargets: [] };
    const convening = { title: 'T', problem: 'P', scope };
    expect((await served.withToken(token).give('/v1/partnerships', convening)).status).toBe(201);
  });

  it('takes no answer twice, none to what another began, and none without its verifier', async () => {
    const { begun, cameTo } = await there();
    const other = (await begin(settings, here)).begun;
    await expect(finish(settings, other, cameTo)).rejects.toThrow(/state/);
    const verifier = other.verifier;
    await expect(finish(settings, { ...begun, verifier }, cameTo)).rejects.toThrow(/error/i);
    const again = await there();
    await finish(settings, again.begun, again.cameTo);
    await expect(finish(settings, again.begun, again.cameTo)).rejects.toThrow(/error/i);
  });

  it('knows when it was the provider that did not want to', async () => {
    provider.atTheScreen = undefined;
    const { begun, cameTo } = await there();
    const error = await finish(settings, begun, cameTo).catch((reason: unknown) => reason);
    expect(isDenied(error)).toBe(true);
    provider.atTheScreen = 'ann';
  });

  it('lets a page of another origin ask the provider', async () => {
    for (const path of ['/.well-known/openid-configuration', '/token']) {
      const { headers } = await fetch(`${provider.issuer}${path}`, {
        method: 'OPTIONS',
        headers: { origin: here.origin, 'access-control-request-method': path === '/token' ? 'POST' : 'GET' },
      });
      expect([path, headers.get('access-control-allow-origin')]).toEqual([path, here.origin]);
    }
  });
});
