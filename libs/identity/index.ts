export * from './embedded-issuer.ts';
