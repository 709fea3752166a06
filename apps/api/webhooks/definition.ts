import type { AnyQuery } from '#cqrs';
import { readInput, type Class } from '#input';
import { refuse, Refused, refuseSpeaker, type Actor, type Role } from '#kernel';
import type { StorageSettings } from '#storage';
import type { TargetSettings, Webhook, WebhookSecrets, WebhookStore } from '#webhooks';
import type { OpenedStore } from '../opened-store.ts';

/** Who may have webhooks: whoever speaks for an organisation, and whoever runs the system, for its own. */
export const OWNERS: readonly Role[] = ['participant', 'operator'];
export const OWNED = 'whoever registered it: the organisation, or the operator, of the token';

/** What commands on webhooks work with. */
export interface WebhookMeans extends Pick<OpenedStore, 'tokens' | 'publicFeed' | 'outbox' | 'positions'> {
  readonly webhooks: WebhookStore;
  readonly webhookSecrets: WebhookSecrets;
  readonly storage: Pick<StorageSettings, 'webhookKey'>;
  readonly targets: TargetSettings;
}

/** Who gives a command on a webhook, and how. */
export interface Given {
  readonly actor: Actor;
  /** By which the same request is known when it is sent again. */
  readonly idempotencyKey?: string;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

/**
 * A command on a webhook. Webhooks are no events of a book: they stand in a store of their own, and so their commands are
 * carried out at once and answered by what came of them.
 */
export interface WebhookCommand<I extends object> {
  readonly name: string;
  /** A path template with `:webhook` in it, but for the one that registers. */
  readonly path: string;
  readonly summary: string;
  readonly input: Class<I> & { readonly example: object };
  /** In words. */
  readonly label: string;
  /** It is answered with 201, and where it stands. */
  readonly creates?: true;
  /** JSON Schema of the answer. */
  readonly answers: object;
  readonly run: (means: WebhookMeans, input: I, given: Given) => Promise<object>;
}
// oxlint-disable-next-line typescript/no-explicit-any -- the input varies and only the command knows how
export type AnyWebhookCommand = WebhookCommand<any>;

/** Defines a command: only here so that the type of the input is told from its class. */
export const defineWebhookCommand = <I extends object>(command: WebhookCommand<I>): WebhookCommand<I> =>
  command;

/**
 * Checks who gives it and what it says, and carries it out.
 *
 * @throws Refused it may not be
 */
export async function give(
  means: WebhookMeans,
  command: AnyWebhookCommand,
  { input, ...given }: Given & { readonly input: unknown },
): Promise<object> {
  const refusal = refuseSpeaker(given.actor, OWNERS);
  if (refusal) throw new Refused(refusal);
  const read = readInput<object>(command.input, input);
  if (Array.isArray(read))
    throw new Refused(
      refuse('invalid-input', 'The input is not as it should be: see errors.', { errors: read }),
    );
  return command.run(means, read, given);
}

/** A webhook of whoever asks; of another's it is not told that it is there. @throws Refused there is none */
export async function ownWebhook(
  { webhooks }: Pick<WebhookMeans, 'webhooks'>,
  id: string,
  { organisation }: Pick<Actor, 'organisation'>,
): Promise<Webhook> {
  const found = await webhooks.registry.find(id);
  if (found?.organisation === organisation) return found;
  throw new Refused(webhookUnknown());
}
export const webhookUnknown = () =>
  refuse('webhook-unknown', 'There is no such webhook of yours; /v1/webhooks lists those that there are.', {
    field: 'webhook',
  });

/** Who may ask for webhooks. */
export const ALLOW: AnyQuery['allow'] = {
  scope: 'feed',
  audience:
    'webhooks: to the organisation, or the operator, that registered them. All others are answered as if there were none',
  readers: OWNERS,
};
