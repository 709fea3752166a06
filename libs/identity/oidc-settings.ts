import { ACCESS_TOKEN } from './verifier.ts';

/** Which OpenID Connect provider vouches for people, and where its tokens say who they are. */
export interface OidcSettings {
  readonly issuer: string;
  /** What the provider's tokens are issued for: this book, by the name it has there. */
  readonly audience: string;
  /** The claim with an organisation's id, or its identifier as `agency:number`. */
  readonly organisationClaim: string;
  /** The claim with the roles. */
  readonly rolesClaim: string;
  /** Stands before each role that is meant for us, where a provider's roles are for many services. */
  readonly rolePrefix: string;
  /** What its access tokens call themselves in their header (`typ`); `any`: that is not looked at. */
  readonly tokenType: string;
  /** So many seconds may its clock and ours be apart. */
  readonly clockSkew: number;
  /** By whom people may sign in on the page, where they may. */
  readonly client?: OidcClient;
}
/** The page, as the provider knows it: it has no secret. */
export interface OidcClient {
  readonly id: string;
  /** What it asks for: as much as has the provider name the organisation and the roles. */
  readonly scope: string;
}

const PREFIX = 'PLEDGEBOOK_OIDC_';
const KNOWN = [
  'ISSUER',
  'AUDIENCE',
  'ORGANISATION_CLAIM',
  'ROLES_CLAIM',
  'ROLE_PREFIX',
  'TOKEN_TYPE',
  'CLOCK_SKEW',
  'CLIENT_ID',
  'CLIENT_SCOPE',
];
/** Where a provider's tokens do not say what they are, or say otherwise each time. */
export const ANY = 'any';
/** A skew beyond this would only make expiry mean nothing. */
const MOST_SKEW = 300;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address may be asked for keys: what comes over plain HTTP anybody on the way can change. */
export function isTrustworthy(address: unknown): address is string {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

function issuerIn(text: string): string {
  const isIssuer = isTrustworthy(text) && !text.includes('?') && !text.includes('#');
  if (isIssuer) return text;
  throw new Error(
    `${PREFIX}ISSUER takes the provider's address as it names itself, such as "https://login.example.org": https, or http on this machine alone`,
  );
}

function skewIn(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds <= MOST_SKEW) return seconds;
  throw new Error(`${PREFIX}CLOCK_SKEW takes 0 to ${MOST_SKEW} seconds, not "${text}"`);
}

/** @throws Error the client has the name of the book, for which its id tokens would then be good, too */
function clientIn(id: string, scope: string, audience: string): OidcClient {
  if (id !== audience) return { id, scope };
  throw new Error(`${PREFIX}CLIENT_ID takes a name for the page that is not the book's (${PREFIX}AUDIENCE)`);
}
function typeIn(text: string): string {
  if (/^[\w.+/-]{1,100}$/.test(text)) return text;
  throw new Error(
    `${PREFIX}TOKEN_TYPE takes a type such as "${ACCESS_TOKEN}" or "JWT", or "${ANY}", not "${text}"`,
  );
}

/**
 * The provider named by the environment; undefined: none, and the book signs its tokens itself.
 *
 * @throws Error a variable is missing, unknown or wrong; the message names it
 */
export function oidcSettingsIn(env: Readonly<Record<string, string | undefined>>): OidcSettings | undefined {
  const given = Object.keys(env).filter((name) => name.startsWith(PREFIX) && (env[name] ?? '') !== '');
  if (given.length === 0) return undefined;
  const unknown = given.find((name) => !KNOWN.includes(name.slice(PREFIX.length)));
  if (unknown !== undefined)
    throw new Error(`${unknown} is not known: there are ${KNOWN.map((one) => PREFIX + one).join(', ')}`);
  const read = (name: string, otherwise?: string): string => {
    const text = env[PREFIX + name] || otherwise;
    if (text !== undefined) return text;
    throw new Error(`${PREFIX}${name} is missing: ${given.join(', ')} cannot stand without it`);
  };
  const audience = read('AUDIENCE');
  const clientId = env[`${PREFIX}CLIENT_ID`] ?? '';
  return {
    issuer: issuerIn(read('ISSUER')),
    audience,
    organisationClaim: read('ORGANISATION_CLAIM', 'organisation'),
    rolesClaim: read('ROLES_CLAIM', 'roles'),
    rolePrefix: env[`${PREFIX}ROLE_PREFIX`] ?? '',
    tokenType: typeIn(read('TOKEN_TYPE', ACCESS_TOKEN)),
    clockSkew: skewIn(read('CLOCK_SKEW', '30')),
    ...(clientId === '' ? {} : { client: clientIn(clientId, read('CLIENT_SCOPE', 'openid'), audience) }),
  };
}
