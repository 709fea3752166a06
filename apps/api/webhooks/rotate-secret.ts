import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { refuse, Refused } from '#kernel';
import { SecretLost, standing, type SealedSecret, type Webhook, type WebhookSecrets } from '#webhooks';
import { IsIdOf } from '#vocabulary';
import { defineWebhookCommand, OWNED, ownWebhook } from './definition.ts';
import { SECRET } from './register-webhook.ts';

/** For so many hours the secret before signs beside the new one, where nothing else is said, and at the most. */
const [OVERLAP, LONGEST] = [24, 168];
/** So many secrets sign at once, at the most. */
const MOST = 5;

class RotateSecret {
  static readonly example = { overlapHours: 24 };

  @IsIdOf('whk')
  webhook!: string;

  /** So many hours the secret before signs beside the new one: 24 if not said; 0: it signs no more. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST)
  overlapHours?: number;
}

/** Those before that sign on until a time, and no longer than they were to; what cannot be opened signs nothing. */
async function overlapping(
  { id, secrets }: Webhook,
  { sealer, now, until }: { readonly sealer: WebhookSecrets; readonly now: Date; readonly until: string },
): Promise<readonly SealedSecret[]> {
  const kept: SealedSecret[] = [];
  for (const { sealed, until: before = until } of standing(secrets, now))
    try {
      await sealer.open(id, sealed);
      kept.push({ sealed, until: before < until ? before : until });
    } catch (error) {
      if (!(error instanceof SecretLost)) throw error;
    }
  return standing(kept, now);
}

export const rotateSecret = defineWebhookCommand({
  name: 'RotateSecret',
  path: '/v1/webhooks/:webhook/rotate-secret',
  summary: 'Have messages signed with a new secret, and for a while with the one before as well.',
  input: RotateSecret,
  label: OWNED,
  answers: {
    type: 'object',
    required: ['webhook', 'secret'],
    properties: {
      webhook: { type: 'string' },
      secret: SECRET,
      overlapUntil: { type: 'string', description: 'Until then the secret before signs, too' },
    },
  },
  run: async (means, { webhook: id, overlapHours = OVERLAP }, { actor }) => {
    const webhook = await ownWebhook(means, id, actor);
    const now = new Date();
    const until = new Date(now.getTime() + overlapHours * 3_600_000).toISOString();
    const before = await overlapping(webhook, { sealer: means.webhookSecrets, now, until });
    if (before.length >= MOST)
      throw new Refused(
        refuse('too-many-secrets', `${MOST} secrets sign already: rotate with an overlap of 0 hours.`),
      );
    const { secret, sealed } = await means.webhookSecrets.make(id);
    if (!(await means.webhooks.registry.replaceSecrets(webhook, [{ sealed }, ...before])))
      throw new Refused(refuse('stale-expectation', 'The webhook was changed just now: try again.'));
    return { webhook: id, secret, ...(before.length > 0 ? { overlapUntil: until } : {}) };
  },
});
