export * from './embedded-issuer.ts';
export * from './oidc-settings.ts';
export * from './oidc-verifier.ts';
export * from './provider-keys.ts';
export * from './remembering-verifier.ts';
export type { Verified, Verifier } from './verifier.ts';
