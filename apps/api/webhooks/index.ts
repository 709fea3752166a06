import type { AnyWebhookCommand } from './definition.ts';
import { retryDelivery, skipDelivery } from './held-sources.ts';
import { registerWebhook } from './register-webhook.ts';
import { removeWebhook } from './remove-webhook.ts';
import { rotateSecret } from './rotate-secret.ts';
import { testWebhook } from './test-webhook.ts';

/** Every command on a webhook: adding one is one line here. */
export const webhookCommands: readonly AnyWebhookCommand[] = [
  registerWebhook,
  rotateSecret,
  testWebhook,
  retryDelivery,
  skipDelivery,
  removeWebhook,
];
