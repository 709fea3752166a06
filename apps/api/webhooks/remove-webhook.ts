import { IsIdOf } from '#vocabulary';
import { defineWebhookCommand, OWNED, ownWebhook } from './definition.ts';

class RemoveWebhook {
  static readonly example = {};

  @IsIdOf('whk')
  webhook!: string;
}

export const removeWebhook = defineWebhookCommand({
  name: 'RemoveWebhook',
  path: '/v1/webhooks/:webhook/remove-webhook',
  summary: 'Have nothing more posted there, and forget what is kept of it, its secrets included.',
  input: RemoveWebhook,
  label: OWNED,
  answers: { type: 'object', required: ['webhook'], properties: { webhook: { type: 'string' } } },
  run: async (means, { webhook }, { actor }) => {
    await ownWebhook(means, webhook, actor);
    await means.webhooks.registry.remove(webhook);
    return { webhook };
  },
});
