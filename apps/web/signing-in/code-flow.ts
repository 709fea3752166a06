import * as oauth from 'oauth4webapi';
import { SIGNED_IN, type SignInSettings } from './settings.ts';

/** What has to be known when somebody comes back, and nobody else is to know. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}
/** The origin of this page. */
interface Here {
  readonly origin: string;
}

/** The book names no provider over plain HTTP but one on this machine. */
const by = ({ issuer }: SignInSettings) => ({ [oauth.allowInsecureRequests]: issuer.startsWith('http:') });
const redirectTo = ({ origin }: Here): string => `${origin}${SIGNED_IN}`;
const resourceIn = ({ resource }: SignInSettings): Record<string, string> =>
  resource === undefined ? {} : { resource };

async function providerOf(settings: SignInSettings): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(settings.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, by(settings)));
}

/** Where to go to sign in (authorisation code with PKCE), and what to keep until one is back. */
export async function begin(
  settings: SignInSettings,
  here: Here,
): Promise<{ readonly address: URL; readonly begun: Begun }> {
  const { authorization_endpoint: endpoint = '' } = await providerOf(settings);
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const address = new URL(endpoint);
  const said = {
    client_id: settings.client,
    redirect_uri: redirectTo(here),
    response_type: 'code',
    scope: settings.scope,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...resourceIn(settings),
  };
  for (const [name, value] of Object.entries(said)) address.searchParams.set(name, value);
  return { address, begun: { state, nonce, verifier } };
}

/**
 * The access token for which the provider's answer, the address that one came back to, is good.
 *
 * @throws Error the provider refused, or the answer is not to what was begun here
 */
export async function finish(
  settings: SignInSettings,
  { state, nonce, verifier }: Begun,
  cameTo: URL,
): Promise<string> {
  const provider = await providerOf(settings);
  const client = { client_id: settings.client };
  const answer = oauth.validateAuthResponse(provider, client, cameTo, state);
  const response = await oauth.authorizationCodeGrantRequest(
    provider,
    client,
    oauth.None(),
    answer,
    redirectTo(cameTo),
    verifier,
    { ...by(settings), additionalParameters: resourceIn(settings) },
  );
  // A provider names the person in an id token only where `openid` was asked for.
  const named = settings.scope.split(' ').includes('openid') ? { expectedNonce: nonce } : {};
  return (await oauth.processAuthorizationCodeResponse(provider, client, response, named)).access_token;
}

/** Whether it was the provider, or the person there, that did not want to. */
export const isDenied = (error: unknown): boolean => error instanceof oauth.AuthorizationResponseError;
