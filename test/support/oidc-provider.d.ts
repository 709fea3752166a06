/** As much of `oidc-provider` as the tests use: it brings no types of its own. */
declare module 'oidc-provider' {
  export class Provider {
    constructor(issuer: string, configuration: object);
    callback(): (request: unknown, response: unknown) => void;
    interactionDetails(request: unknown, response: unknown): Promise<{ params: Record<string, unknown> }>;
    interactionFinished(request: unknown, response: unknown, result: object): Promise<void>;
    readonly Grant: new (of: { accountId: string; clientId: string }) => {
      addOIDCScope(scope: string): void;
      addResourceScope(resource: string, scope: string): void;
      save(): Promise<string>;
    };
  }
}
