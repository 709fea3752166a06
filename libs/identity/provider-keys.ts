import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { refuse, Refused } from '#kernel';
import { isTrustworthy } from './oidc-settings.ts';

/** How long the provider may take to answer, in milliseconds. */
const PATIENCE = 5_000;
/** Keys are asked for anew after so long, in milliseconds: one that was taken away is then no more. */
const KEPT = 10 * 60_000;
/** At the least so long between two times that the provider is asked, in milliseconds, whoever sends what. */
const COOL_DOWN = 30_000;

type Keys = JWTVerifyGetKey;

const unreachable = (): Refused =>
  new Refused(
    refuse(
      'identity-provider-unavailable',
      'Who you are cannot be told now: the identity provider does not answer. Try again in a moment.',
    ),
  );

/** The token's own fault: no key of the provider's is meant by it. */
const isOfToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

/**
 * The keys of an OpenID Connect provider, found by discovery. Asked for once, again when a token names a key that is
 * not among them (that is how keys are rotated), and again after a while; never more often than the cool-down lets.
 */
export class ProviderKeys {
  private keys: Promise<Keys> | undefined;
  private failedAt = -Infinity;

  constructor(
    private readonly issuer: string,
    private readonly coolDown = COOL_DOWN,
  ) {}

  /** The key that a token was signed with. @throws Refused the provider does not answer */
  readonly of: Keys = async (header, token) => {
    // Whoever sends rubbish does not make us ask a provider that is down once for each.
    if (performance.now() - this.failedAt < this.coolDown / 10) throw unreachable();
    try {
      const keys = await (this.keys ??= this.discovered());
      return await keys(header, token);
    } catch (error) {
      if (isOfToken(error)) throw error;
      this.failedAt = performance.now();
      throw unreachable();
    }
  };

  private discovered(): Promise<Keys> {
    const discovering = this.discover();
    discovering.catch(() => (this.keys = undefined));
    return discovering;
  }

  private async discover(): Promise<Keys> {
    const address = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    const { issuer, jwks_uri } = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (!answer.ok || issuer !== this.issuer || !isTrustworthy(jwks_uri))
      throw new Error(`${address} is not the configuration of ${this.issuer}`);
    return createRemoteJWKSet(new URL(jwks_uri), {
      timeoutDuration: PATIENCE,
      cooldownDuration: this.coolDown,
      cacheMaxAge: KEPT,
    });
  }
}
