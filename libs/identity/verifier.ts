import { errors } from 'jose';
import { isRole, isScope, isService, refuse, Refused, type Actor, type Refusal } from '#kernel';

/** Who stands behind a token, and until when, in seconds since 1970. */
export interface Verified {
  readonly actor: Actor;
  readonly expires: number;
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

/** What was wrong with a token: no more than its bearer needs to know. */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof errors.JWTExpired
    ? refuse('token-expired', 'The token has expired: ask for a new one.')
    : error instanceof errors.JWTClaimValidationFailed && error.claim === 'iss'
      ? refuse('token-of-another-issuer', 'The token was issued by somebody else.')
      : error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud'
        ? refuse('token-for-another-audience', 'The token was issued for another service than this book.')
        : refuse(
            'token-invalid',
            'This is no token of this book: send one issued for it as "Authorization: Bearer …".',
          );
