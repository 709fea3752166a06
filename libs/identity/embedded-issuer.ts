import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jwtVerify, SignJWT } from 'jose';
import { Refused, type Actor, type Scope } from '#kernel';
import {
  ACCESS_TOKEN,
  actorFrom,
  refusalOf,
  refuseOfAnother,
  type Verified,
  type Verifier,
} from './verifier.ts';

/** The name under which a book signs tokens itself. */
export const EMBEDDED = 'pledgebook';

/** What the file is called in which the key behind these tokens is kept. */
export const SIGNING_KEY = 'signing-key.pem';

const MONTH = 30 * 24 * 3600;

function privateKeyIn(path: string, pem: () => string | Buffer = () => readFileSync(path)): KeyObject {
  const broken = (cause?: unknown) =>
    new Error(
      `${path} is damaged, or holds no Ed25519 key: put it back from its back-up, or take it away and a new one is made, by which tokens issued so far are taken no more; nothing was changed`,
      { cause },
    );
  let key: KeyObject;
  try {
    key = createPrivateKey(pem());
  } catch (cause) {
    throw broken(cause);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw broken();
  return key;
}

/** Signs and verifies tokens with an Ed25519 key of its own (EdDSA, RFC 8037), kept in the data directory. */
export class EmbeddedIssuer implements Verifier {
  private readonly publicKey: KeyObject;
  /** Which key this is: a digest of its public half (SHA-256 of the SPKI). */
  readonly fingerprint: string;

  private constructor(private readonly privateKey: KeyObject) {
    this.publicKey = createPublicKey(privateKey);
    const spki = this.publicKey.export({ type: 'spki', format: 'der' });
    this.fingerprint = createHash('sha256').update(spki).digest('base64url');
  }

  /**
   * Opens the key in this directory, or makes it on the first start (file mode 0600).
   *
   * @throws Error the file holds no such key: it is left as it is
   */
  static async open(directory: string): Promise<EmbeddedIssuer> {
    return EmbeddedIssuer.in(directory) ?? EmbeddedIssuer.make(directory);
  }

  /**
   * The key that is given (PEM, PKCS #8), as processes do that share a store.
   *
   * @param from where it comes from, for people
   * @throws Error it is no such key
   */
  static of(pem: string, from: string): EmbeddedIssuer {
    return new EmbeddedIssuer(privateKeyIn(from, () => pem));
  }

  /**
   * The key in this directory; undefined where there is none.
   *
   * @throws Error the file holds no such key: it is left as it is
   */
  static in(directory: string): EmbeddedIssuer | undefined {
    const path = join(directory, SIGNING_KEY);
    if (!existsSync(path)) return undefined;
    chmodSync(path, 0o600);
    return new EmbeddedIssuer(privateKeyIn(path));
  }

  /**
   * Makes a key (file mode 0600); of two that make one at once, the first one's stands for both.
   *
   * @param note hears which key it is, before the file has it
   */
  static async make(
    directory: string,
    note: (fingerprint: string) => Promise<void> = async () => undefined,
  ): Promise<EmbeddedIssuer> {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    const made = new EmbeddedIssuer(privateKey);
    await note(made.fingerprint);
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    try {
      writeFileSync(join(directory, SIGNING_KEY), pem, { mode: 0o600, flag: 'wx' });
      return made;
    } catch (error) {
      const other = (error as NodeJS.ErrnoException).code === 'EEXIST' && EmbeddedIssuer.in(directory);
      if (!other) throw error;
      await note(other.fingerprint);
      return other;
    }
  }

  /** A token for a person of an organisation, good for so many seconds. */
  issue({ person, organisation, roles }: Actor, seconds = MONTH): Promise<string> {
    return this.sign(person, { organisation, roles }, seconds);
  }

  /** A token for a service, which reads what these scopes name and speaks for nobody. */
  issueToService(name: string, scopes: readonly Scope[], seconds = MONTH): Promise<string> {
    return this.sign(name, { roles: ['subscriber'], scope: scopes.join(' ') }, seconds);
  }

  private sign(subject: string, claims: object, seconds: number): Promise<string> {
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'EdDSA', typ: ACCESS_TOKEN })
      .setSubject(subject)
      .setIssuer(EMBEDDED)
      .setAudience(EMBEDDED)
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(this.privateKey);
  }

  async verify(token: string): Promise<Verified> {
    refuseOfAnother(token, EMBEDDED);
    const { payload } = await jwtVerify(token, this.publicKey, {
      issuer: EMBEDDED,
      audience: EMBEDDED,
      algorithms: ['EdDSA'],
      typ: ACCESS_TOKEN,
      requiredClaims: ['sub', 'exp'],
    }).catch((error: unknown) => {
      throw new Refused(refusalOf(error, token));
    });
    const { sub: person = '', organisation, roles, scope, exp = 0 } = payload;
    return { actor: actorFrom({ person, organisation, roles, scope }), expires: exp };
  }
}
