import { claimAt } from '../../../libs/identity/claims.ts';
import type { SignInSettings } from './settings.ts';

/** Who a token says it is of. The page believes it for what it shows of its reader; the book alone verifies it. */
export interface Claimed {
  /** An organisation's id, or its identifier as `agency:number`; none: a service. */
  readonly organisation?: string;
  readonly roles: readonly string[];
  /** Until when it is good, in milliseconds since 1970. */
  readonly expires?: number;
}
type Named = Pick<SignInSettings, 'organisationClaim' | 'rolesClaim' | 'rolePrefix'>;
/** As the book's own tokens name them. */
const OWN: Named = { organisationClaim: 'organisation', rolesClaim: 'roles', rolePrefix: '' };

function payloadOf(token: string): unknown {
  const [, payload = ''] = token.split('.');
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
    one.charCodeAt(0),
  );
  return JSON.parse(new TextDecoder().decode(bytes));
}

const textsIn = (value: unknown): string[] =>
  (typeof value === 'string' ? value.split(' ') : [value].flat()).filter((one) => typeof one === 'string');

/** What a token says of its bearer; undefined: it is none, or was not copied whole. */
export function claimedIn(token: string, named: Named = OWN): Claimed | undefined {
  try {
    const payload = payloadOf(token);
    const [organisation] = [claimAt(payload, named.organisationClaim)].flat();
    const expires = claimAt(payload, 'exp');
    return {
      roles: textsIn(claimAt(payload, named.rolesClaim))
        .filter((role) => role.startsWith(named.rolePrefix))
        .map((role) => role.slice(named.rolePrefix.length)),
      ...(typeof organisation === 'string' && organisation !== '' ? { organisation } : {}),
      ...(typeof expires === 'number' ? { expires: expires * 1000 } : {}),
    };
  } catch {
    return undefined;
  }
}
