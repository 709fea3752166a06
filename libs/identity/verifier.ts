import { decodeJwt, decodeProtectedHeader, errors } from 'jose';
import { isRole, isScope, isService, refuse, Refused, type Actor, type Refusal } from '#kernel';

/** Who stands behind a token, and until when, in seconds since 1970. */
export interface Verified {
  readonly actor: Actor;
  readonly expires: number;
  /** Whether the book still says what this relies on, where that can change: asked each time the token comes. */
  readonly holds?: () => Promise<boolean>;
}

/** Tells who stands behind a bearer token. Refuses with a code of its own for each thing that can be wrong. */
export interface Verifier {
  verify(token: string): Promise<Verified>;
}

/** What a verified token says, in whatever claims: the rest is told from this. */
interface Said {
  readonly person: string;
  readonly organisation: unknown;
  readonly roles: unknown;
  readonly scope: unknown;
}

/** Who that is. Roles and scopes that we do not know give nothing. @throws Refused it speaks for no organisation, and is no service */
export function actorFrom({ person, organisation, roles, scope }: Said): Actor {
  const known = Array.isArray(roles) ? roles.filter(isRole) : [];
  const words = typeof scope === 'string' ? scope.split(' ') : [];
  const scopes = known.includes('subscriber') ? { scopes: words.filter(isScope) } : {};
  if (typeof organisation === 'string' && organisation !== '')
    return { person, organisation, roles: known, ...scopes };
  if (isService({ roles: known })) return { person, organisation: '', roles: known, ...scopes };
  throw new Refused(
    refuse('token-without-organisation', 'The token names no organisation: ask for one that does.'),
  );
}

/** What an access token calls itself in its header (RFC 9068): nothing else that the same key signs says so. */
export const ACCESS_TOKEN = 'at+jwt';

export const NO_ACCESS_TOKEN = refuse(
  'token-of-another-type',
  'This is no access token: send the one that is issued for this book, not the one that tells a client who you are.',
);

const OF_ANOTHER = refuse('token-of-another-issuer', 'The token was issued by somebody else.');

/** By the claim that is not as it should be. */
const OF_CLAIM: Readonly<Record<string, Refusal>> = {
  iss: OF_ANOTHER,
  aud: refuse('token-for-another-audience', 'The token was issued for another service than this book.'),
  typ: NO_ACCESS_TOKEN,
};
const UNSIGNED = refuse('token-unsigned', 'The token is not signed ("alg": "none"): anybody can write that.');
const OF_NO_KEY = refuse(
  'token-key-refused',
  'The token is signed with a key, or in a way, that does not vouch for people here.',
);
const INVALID = refuse(
  'token-invalid',
  'This is no token of this book: send one issued for it as "Authorization: Bearer …".',
);

/** By its own word, which lets nobody in: it only decides who is asked whether it is true. */
export function issuerOf(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** Before any key is looked for: none of ours is to be found for it. @throws Refused it names another issuer */
export function refuseOfAnother(token: string, issuer: string): void {
  const said = issuerOf(token);
  if (said !== undefined && said !== issuer) throw new Refused(OF_ANOTHER);
}

function isUnsigned(token: string): boolean {
  try {
    return String(decodeProtectedHeader(token).alg).toLowerCase() === 'none';
  } catch {
    return false;
  }
}

/** What was wrong with a token: no more than its bearer needs to know. */
export function refusalOf(error: unknown, token: string): Refusal {
  if (error instanceof errors.JWTExpired)
    return refuse('token-expired', 'The token has expired: ask for a new one.');
  if (error instanceof errors.JWTClaimValidationFailed) return OF_CLAIM[error.claim] ?? INVALID;
  if (error instanceof errors.JOSEAlgNotAllowed) return isUnsigned(token) ? UNSIGNED : OF_NO_KEY;
  return error instanceof errors.JWKSNoMatchingKey ? OF_NO_KEY : INVALID;
}
