import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { Provider } from 'oidc-provider';

/** The name that the book has at the provider. */
export const AUDIENCE = 'https://book.example.org';

type Claims = Readonly<Record<string, unknown>>;
const EXPIRES = 3600;

/** A key that signs, as the provider wants it. */
async function signingKey(kid: string, alg: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' };
}

/** Nothing has to be kept: its tokens say everything themselves. */
class Forgetful {
  async upsert() {}
  async find() {}
  async findByUid() {}
  async findByUserCode() {}
  async consume() {}
  async destroy() {}
  async revokeByGrantId() {}
}

/**
 * A real OpenID Connect provider on this machine. Its clients are organisations' systems and people's alike: each
 * fetches a token with its own name and secret (client credentials), and the provider adds the claims it keeps of it.
 */
export class IdentityProvider {
  private readonly clients = new Map<string, Claims>();

  private key: JWK = {};

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    private answer: RequestListener,
  ) {
    server.on('request', (request, response) => this.answer(request, response));
  }

  static async start(port = 0): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new IdentityProvider(server, issuer, (_, response) => response.writeHead(503).end());
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Goes on with another key, as a provider does now and then: what was signed with the former is no more. */
  async rotate(kid: string, alg = 'RS256'): Promise<void> {
    this.key = await signingKey(kid, alg);
    const provider = new Provider(this.issuer, {
      adapter: Forgetful,
      ttl: { ClientCredentials: EXPIRES },
      jwks: { keys: [this.key] },
      clients: [...this.clients.keys()].map((client_id) => ({
        client_id,
        client_secret: `secret-of-${client_id}`,
        id_token_signed_response_alg: alg,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      })),
      scopes: ['feed', 'views', 'history'],
      extraTokenClaims: (_: unknown, { clientId }: { clientId: string }) => this.clients.get(clientId),
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_: unknown, audience: string) => ({
            scope: 'feed views history',
            audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: EXPIRES,
            jwt: { sign: { alg } },
          }),
        },
      },
    });
    this.answer = provider.callback();
  }

  /** Somebody who fetches tokens here, from the next key on. */
  knows(client: string, claims: Claims): this {
    this.clients.set(client, claims);
    return this;
  }

  async tokenOf(client: string, { audience = AUDIENCE, scope = '' } = {}): Promise<string> {
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client}:secret-of-${client}`)}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        resource: audience,
        ...(scope === '' ? {} : { scope }),
      }),
    });
    const body = (await response.json()) as { access_token?: string };
    if (body.access_token === undefined) throw new Error(`no token: ${JSON.stringify(body)}`);
    return body.access_token;
  }

  /** What else it signs with the same key, such as id tokens. */
  async signs(claims: JWTPayload, typ: string): Promise<string> {
    const { kid = '', alg = '' } = this.key;
    return new SignJWT(claims).setProtectedHeader({ alg, kid, typ }).sign(await importJWK(this.key, alg));
  }

  async publicKeys(): Promise<JWK[]> {
    return ((await (await fetch(`${this.issuer}/jwks`)).json()) as { keys: JWK[] }).keys;
  }

  /** So that nothing listens there any more. */
  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
