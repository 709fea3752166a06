/** What the book tells the page of signing in; nothing where people cannot. */
export interface SignInSettings {
  readonly issuer: string;
  readonly client: string;
  readonly scope: string;
  /** What the token is to be good for (RFC 8707), where that is an address. */
  readonly resource?: string;
  readonly organisationClaim: string;
  readonly rolesClaim: string;
  readonly rolePrefix: string;
}
export const SETTINGS = '/page/sign-in.json';
/** Where the provider sends people back to. */
export const SIGNED_IN = '/signed-in';

export const letsSignIn = (settings: Partial<SignInSettings> | undefined): settings is SignInSettings =>
  settings?.issuer !== undefined;
