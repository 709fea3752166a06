import { createHmac } from 'node:crypto';
import { jwtVerify, type JWTPayload } from 'jose';
import { makeId, refuse, Refused, systemClock, type Clock } from '#kernel';
import { claimAt } from './claims.ts';
import { EMBEDDED } from './embedded-issuer.ts';
import { ANY, type OidcSettings } from './oidc-settings.ts';
import type { ProviderKeys } from './provider-keys.ts';
import {
  actorFrom,
  issuerOf,
  NO_ACCESS_TOKEN,
  refusalOf,
  refuseOfAnother,
  type Verified,
  type Verifier,
} from './verifier.ts';

/** Only a key that the provider keeps to itself signs: with a shared secret, whoever verifies could sign. */
const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

export interface OidcMeans {
  readonly settings: OidcSettings;
  readonly keys: ProviderKeys;
  /** Behind the opaque ids of persons: without it nobody tells from an id who it is. */
  readonly personKey: Buffer;
  /** The id of the organisation that a claim names: by that id, or by an identifier that is proven for it. */
  readonly organisationOf: (named: string) => Promise<string | undefined>;
  readonly clock?: Clock;
}

/** Hashes of what it was issued beside stand in id tokens alone: they tell who somebody is to a client, and let nobody in. */
const isIdToken = (claims: JWTPayload): boolean => 'at_hash' in claims || 'c_hash' in claims;

const words = (value: unknown): string[] =>
  (typeof value === 'string' ? value.split(' ') : [value].flat()).filter((one) => typeof one === 'string');

/** Knows people by the tokens of an OpenID Connect provider. Names and addresses in them are not looked at. */
export class OidcVerifier implements Verifier {
  constructor(private readonly means: OidcMeans) {}

  async verify(token: string): Promise<Verified> {
    const { settings, keys, clock = systemClock } = this.means;
    refuseOfAnother(token, settings.issuer);
    const { payload } = await jwtVerify(token, keys.of, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: ALGORITHMS,
      ...(settings.tokenType === ANY ? {} : { typ: settings.tokenType }),
      requiredClaims: ['sub', 'exp'],
      clockTolerance: settings.clockSkew,
      currentDate: clock.now(),
    }).catch((error: unknown) => {
      throw error instanceof Refused ? error : new Refused(refusalOf(error, token));
    });
    if (isIdToken(payload)) throw new Refused(NO_ACCESS_TOKEN);
    const { sub = '', scope, exp = 0 } = payload;
    const named = claimAt(payload, settings.organisationClaim);
    const roles = words(claimAt(payload, settings.rolesClaim))
      .filter((role) => role.startsWith(settings.rolePrefix))
      .map((role) => role.slice(settings.rolePrefix.length));
    const organisation = await this.organisationIn(named);
    const actor = actorFrom({ person: this.personOf(sub), organisation, roles, scope });
    // An id stands for ever. What an identifier stands for is an operator's to say, and to take back.
    const isById = organisation === undefined || [named].flat().includes(organisation);
    const holds = async () => (await this.organisationIn(named)) === organisation;
    return { actor, expires: exp, ...(isById ? {} : { holds }) };
  }

  /** A stable id for a person, of which nothing can be told but that it is the same. */
  private personOf(subject: string): string {
    const { settings, personKey } = this.means;
    const said = JSON.stringify([settings.issuer, subject]);
    return makeId('per', 0, createHmac('sha256', personKey).update(said).digest());
  }

  private async organisationIn(claim: unknown): Promise<string | undefined> {
    const [named, ...more] = [claim].flat();
    if (typeof named !== 'string' || named === '' || more.length > 0) return undefined;
    const organisation = await this.means.organisationOf(named);
    if (organisation !== undefined) return organisation;
    throw new Refused(
      refuse(
        'token-organisation-unlisted',
        'No organisation is listed here by what the token names, or no operator has proven that identifier: have an operator list it ("pledgebook register") or prove it ("pledgebook prove").',
      ),
    );
  }
}

/** With a provider, people come by it alone; the book's own tokens are then for services. */
export class ProviderAndServices implements Verifier {
  constructor(
    private readonly provider: Verifier,
    private readonly embedded: Verifier,
  ) {}

  async verify(token: string): Promise<Verified> {
    if (issuerOf(token) !== EMBEDDED) return this.provider.verify(token);
    const verified = await this.embedded.verify(token);
    if (verified.actor.organisation === '') return verified;
    throw new Refused(
      refuse('token-of-another-issuer', 'People come by the identity provider: ask for a token there.'),
    );
  }
}
