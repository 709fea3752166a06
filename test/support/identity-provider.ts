import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { Provider } from 'oidc-provider';

/** The name that the book has at the provider. */
export const AUDIENCE = 'https://book.example.org';

type Claims = Readonly<Record<string, unknown>>;
const EXPIRES = 3600;
const EXPIRING = 'ClientCredentials AccessToken IdToken Interaction Grant Session'.split(' ');

/** A key that signs, as the provider wants it. */
async function signingKey(kid: string, alg: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' };
}

interface Kept {
  readonly uid?: string;
  consumed?: boolean;
}
/** What the provider keeps while somebody signs in: sessions, codes, and what it grants. */
class Keeping {
  constructor(
    private readonly kind: string,
    private readonly kept: Map<string, Kept>,
  ) {}

  private nameOf = (id: string): string => `${this.kind} ${id}`;

  async upsert(id: string, payload: Kept) {
    this.kept.set(this.nameOf(id), payload);
  }
  async find(id: string) {
    return this.kept.get(this.nameOf(id));
  }
  async findByUid(uid: string) {
    return this.kept
      .entries()
      .find(([name, kept]) => name.startsWith(`${this.kind} `) && kept.uid === uid)?.[1];
  }
  async findByUserCode() {}
  async consume(id: string) {
    const kept = this.kept.get(this.nameOf(id));
    if (kept) kept.consumed = true;
  }
  async destroy(id: string) {
    this.kept.delete(this.nameOf(id));
  }
  async revokeByGrantId() {}
}

/** The page of a book, as the provider knows it: public, without a secret, and led back to one address. */
interface PageClient {
  readonly client: string;
  readonly redirect: string;
}

/**
 * A real OpenID Connect provider on this machine. Its clients are organisations' systems and people's alike: each
 * fetches a token with its own name and secret (client credentials), and the provider adds the claims it keeps of it.
 * People sign in on a page, too (authorisation code): whoever is said to be at the screen is let in without being asked.
 */
export class IdentityProvider {
  private readonly clients = new Map<string, Claims>();
  private readonly kept = new Map<string, Kept>();
  private page: PageClient | undefined;
  /** Who signs in next: a client's name; undefined: nobody, and whoever comes is sent back without. */
  atTheScreen: string | undefined;

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
      adapter: (kind: string) => new Keeping(kind, this.kept),
      ttl: Object.fromEntries(EXPIRING.map((kind) => [kind, EXPIRES])),
      jwks: { keys: [this.key] },
      clients: [
        ...[...this.clients.keys()].map((client_id) => ({
          client_id,
          client_secret: `secret-of-${client_id}`,
          id_token_signed_response_alg: alg,
          grant_types: ['client_credentials'],
          response_types: [],
          redirect_uris: [],
        })),
        ...this.pageClient(alg),
      ],
      scopes: ['openid', 'feed', 'views', 'history'],
      cookies: { keys: ['of a test'] },
      // A page of another origin may ask for its token here.
      clientBasedCORS: () => true,
      findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/at-the-screen/${uid}` },
      extraTokenClaims: (_: unknown, { accountId, clientId }: { accountId?: string; clientId: string }) =>
        this.clients.get(accountId ?? clientId),
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
    const callback = provider.callback();
    this.answer = (request, response) => {
      if (request.url?.startsWith('/at-the-screen/')) void this.letIn(provider, request, response);
      else callback(request, response);
    };
  }

  private pageClient = (alg: string): object[] =>
    this.page === undefined
      ? []
      : [
          {
            client_id: this.page.client,
            token_endpoint_auth_method: 'none',
            id_token_signed_response_alg: alg,
            grant_types: ['authorization_code'],
            response_types: ['code'],
            redirect_uris: [this.page.redirect],
          },
        ];

  /** Answers for the person what a provider would ask: who it is, and whether the page may speak for it. */
  private async letIn(provider: Provider, ...at: Parameters<RequestListener>): Promise<void> {
    const { params } = await provider.interactionDetails(...at);
    const accountId = this.atTheScreen;
    if (accountId === undefined)
      return provider.interactionFinished(...at, { error: 'access_denied', error_description: 'Not today' });
    const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
    grant.addOIDCScope('openid');
    if (params['resource'] !== undefined) grant.addResourceScope(String(params['resource']), 'views');
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(...at, { login: { accountId }, consent });
  }

  /** The page on which people sign in, from the next key on. */
  knowsPage(client: string, redirect: string): this {
    this.page = { client, redirect };
    return this;
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
