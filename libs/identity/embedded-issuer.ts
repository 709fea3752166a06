import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors, jwtVerify, SignJWT } from 'jose';
import { Refused, refuse, type Actor } from '#kernel';

/** Tells who stands behind a bearer token. Refuses with a code of its own for each thing that can be wrong. */
export interface Verifier {
  verify(token: string): Promise<{ readonly actor: Actor; readonly expires: number }>;
}

const ISSUER = 'pledgebook';

/** Signs and verifies tokens with an Ed25519 key of its own (EdDSA, RFC 8037), kept in the data directory. */
export class EmbeddedIssuer implements Verifier {
  private constructor(
    private readonly privateKey: KeyObject,
    private readonly publicKey: KeyObject,
  ) {}

  /** Opens the key in this directory, or makes it on the first start (file mode 0600). */
  static open(directory: string): EmbeddedIssuer {
    const path = join(directory, 'signing-key.pem');
    if (!existsSync(path)) {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const { privateKey } = generateKeyPairSync('ed25519');
      writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    }
    chmodSync(path, 0o600);
    const privateKey = createPrivateKey(readFileSync(path));
    return new EmbeddedIssuer(privateKey, createPublicKey(privateKey));
  }

  /** A token for a person of an organisation, good for so many seconds. */
  issue(actor: Actor, seconds = 30 * 24 * 3600): Promise<string> {
    return new SignJWT({ organisation: actor.organisation, roles: actor.roles })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(actor.person)
      .setIssuer(ISSUER)
      .setAudience(ISSUER)
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(this.privateKey);
  }

  async verify(token: string): Promise<{ actor: Actor; expires: number }> {
    const { payload } = await jwtVerify(token, this.publicKey, {
      issuer: ISSUER,
      audience: ISSUER,
      algorithms: ['EdDSA'],
      requiredClaims: ['sub', 'exp'],
    }).catch((error: unknown) => {
      throw new Refused(refusalOf(error));
    });
    const { sub, organisation, roles, exp } = payload;
    if (typeof organisation !== 'string' || !sub)
      throw new Refused(
        refuse('token-without-organisation', 'The token names no organisation: ask for one that does.'),
      );
    const names = Array.isArray(roles)
      ? roles.filter((role): role is string => typeof role === 'string')
      : [];
    return { actor: { person: sub, organisation, roles: names }, expires: exp ?? 0 };
  }
}

const refusalOf = (error: unknown) =>
  error instanceof errors.JWTExpired
    ? refuse('token-expired', 'The token has expired: ask for a new one.')
    : error instanceof errors.JWTClaimValidationFailed && error.claim === 'iss'
      ? refuse('token-of-another-issuer', 'The token was issued by somebody else.')
      : refuse(
          'token-invalid',
          'This is no token of this book: send one issued by it as "Authorization: Bearer …".',
        );

/**
 * Remembers what tokens said until they expire: verifying a signature each time would cost more than the command.
 * Bounded; the oldest goes first.
 */
export class RememberingVerifier implements Verifier {
  private readonly known = new Map<string, { actor: Actor; expires: number }>();

  constructor(
    private readonly verifier: Verifier,
    private readonly most = 10_000,
  ) {}

  /** Who it is, at once, if the token was seen before and holds still. */
  recall(token: string, now: number): Actor | undefined {
    const known = this.known.get(token);
    return known && known.expires * 1000 > now ? known.actor : undefined;
  }

  async verify(token: string): Promise<{ actor: Actor; expires: number }> {
    const verified = await this.verifier.verify(token);
    if (!this.known.has(token) && this.known.size >= this.most)
      this.known.delete(this.known.keys().next().value ?? '');
    this.known.set(token, verified);
    return verified;
  }
}
