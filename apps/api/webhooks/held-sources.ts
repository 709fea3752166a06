import { IsOptional } from 'class-validator';
import { IsIdOf, IsLine } from '#vocabulary';
import { defineWebhookCommand, OWNED, ownWebhook, type AnyWebhookCommand } from './definition.ts';

class OfSource {
  static readonly example = {};

  @IsIdOf('whk')
  webhook!: string;

  /** Of this source alone, such as `/v1/partnerships/ptn_…`; without it, of all whose messages were not taken. */
  @IsOptional()
  @IsLine(200)
  source?: string;
}
class RetryDelivery extends OfSource {}
class SkipDelivery extends OfSource {}

/** What its owner does with sources that are held back: both go on at once, each from where it says. */
const ofHeld = (how: 'retry' | 'skip', input: typeof OfSource, summary: string): AnyWebhookCommand =>
  defineWebhookCommand({
    name: input.name,
    path: `/v1/webhooks/:webhook/${how}-delivery`,
    summary,
    input,
    label: OWNED,
    answers: {
      type: 'object',
      required: ['webhook', 'sources'],
      properties: {
        webhook: { type: 'string' },
        sources: { type: 'integer', description: 'How many go on' },
      },
    },
    run: async (means, { webhook, source }, { actor }) => {
      await ownWebhook(means, webhook, actor);
      const now = new Date().toISOString();
      return { webhook, sources: await means.webhooks.registry[how]({ webhook, source, now }) };
    },
  });

export const retryDelivery = ofHeld(
  'retry',
  RetryDelivery,
  'Try again at once what was not taken, parked or not, and all that waits behind it.',
);
export const skipDelivery = ofHeld(
  'skip',
  SkipDelivery,
  'Leave out the message that was not taken, for good, and go on with what waits behind it.',
);
