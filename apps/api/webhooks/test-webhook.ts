import { randomBytes } from 'node:crypto';
import { makeId, refuse, Refused } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { isTaken, SecretLost, sendTo } from '#webhooks';
import { defineWebhookCommand, OWNED, ownWebhook } from './definition.ts';
import { ANSWER } from './answer.ts';

class TestWebhook {
  static readonly example = {};

  @IsIdOf('whk')
  webhook!: string;
}

/** A message that tells nothing: it is in no feed. */
const messageOf = (webhook: string, id: string): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: `/v1/webhooks/${webhook}`,
    type: 'pledgebook.webhook-tested.v1',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data: { webhook },
  });

export const testWebhook = defineWebhookCommand({
  name: 'TestWebhook',
  path: '/v1/webhooks/:webhook/test-webhook',
  summary:
    'Send one message of the type `pledgebook.webhook-tested.v1` to its address now, and tell what that answers. It is not tried again.',
  input: TestWebhook,
  label: OWNED,
  answers: {
    type: 'object',
    required: ['webhook', 'message', 'taken', 'answer'],
    properties: {
      webhook: { type: 'string' },
      message: { type: 'string', description: 'The id of what was sent' },
      taken: { type: 'boolean', description: 'It was answered with a status of success' },
      answer: ANSWER,
    },
  },
  run: async (means, { webhook: id }, { actor, signal }) => {
    const webhook = await ownWebhook(means, id, actor);
    const message = makeId('evt', Date.now(), randomBytes(16));
    const sent = { id: message, body: messageOf(id, message) };
    const answer = await sendTo(webhook, sent, {
      secrets: means.webhookSecrets,
      targets: means.targets,
      signal,
    }).catch((error: unknown) => {
      throw error instanceof SecretLost ? new Refused(SECRET_LOST) : error;
    });
    return { webhook: id, message, taken: isTaken(answer), answer };
  },
});
const SECRET_LOST = refuse(
  'webhook-secret-lost',
  'Its secret cannot be opened any more, and nothing can be signed: rotate it.',
);
