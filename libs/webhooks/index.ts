export { Deliverer, type DelivererOptions } from './deliverer.ts';
export { sendTo } from './delivery.ts';
export { isTaken, type PostOptions } from './post.ts';
export { SCHEDULE, type Backoff } from './schedule.ts';
export { SecretLost, standing, WebhookSecrets } from './secrets.ts';
export { targetProblem, type Resolve, type TargetSettings } from './targets.ts';
export type * from './webhook.ts';
export * from './webhook-store.ts';
