import { randomBytes } from 'node:crypto';
import { IsOptional } from 'class-validator';
import { canonical } from '#event-store';
import { digestOf, makeId, refuse, Refused } from '#kernel';
import type { Place } from '#outbox';
import { makeWebhookKey } from '#storage';
import { IsLine, IsWebAddress } from '#vocabulary';
import { OtherRequest, targetProblem, TooMany, type NewWebhook, type Webhook } from '#webhooks';
import { FeedFilter } from '../queries/feed-filter.ts';
import { refuseNotHere } from '../queries/feed-pages.ts';
import { refuseUnknownTypes, startOf } from '../queries/feed.ts';
import { defineWebhookCommand, type Given, type WebhookMeans } from './definition.ts';

/** So many webhooks an organisation has at the most. */
const MOST = 20;

class RegisterWebhook extends FeedFilter {
  static readonly example = {
    url: 'https://service.example/pledgebook',
    type: ['pledgebook.commitment-made.v1'],
  };

  /** Where messages are posted to: an address by https, without a user, that is public. */
  @IsWebAddress()
  url!: string;

  /** Go on after this: the `next` of `/v1/events`; or `beginning`, for every event from the first. Without it, what comes from now on. */
  @IsOptional()
  @IsLine(2000)
  after?: string;
}

/** @throws Refused the place is of another book, or what stood there was taken back */
async function placeOf(means: WebhookMeans, after: string | undefined): Promise<Place> {
  const place = await startOf(means, after === 'beginning' ? undefined : (after ?? 'latest'));
  await means.publicFeed.read(place, { limit: 1 }).catch(refuseNotHere);
  return place;
}

function refuseTarget(url: string, { targets }: Pick<WebhookMeans, 'targets'>): void {
  const problem = targetProblem(url, targets);
  if (problem !== undefined) throw new Refused(refuse('invalid-target', problem, { field: 'url' }));
}

/** What is told of a refusal by the store. */
function refusalOf(error: unknown): unknown {
  if (error instanceof TooMany)
    return new Refused(
      refuse('too-many-webhooks', `An organisation has ${MOST} webhooks at the most: remove one first.`),
    );
  if (error instanceof OtherRequest)
    return new Refused(
      refuse('idempotency-key-reused', 'This Idempotency-Key was used for another command: take a new one.'),
    );
  return error;
}

async function written(means: WebhookMeans, made: RegisterWebhook, given: Given): Promise<NewWebhook> {
  const { actor, idempotencyKey: key } = given;
  const { url, type: types, partnership, organisation, commitment, after } = made;
  const id = makeId('whk', Date.now(), randomBytes(16));
  const { sealed } = await means.webhookSecrets.make(id);
  const request =
    key === undefined
      ? {}
      : {
          request: { key: digestOf(actor.organisation, actor.person, key), body: digestOf(canonical(made)) },
        };
  return {
    id,
    organisation: actor.organisation,
    url,
    filter: { types, partnership, organisation, commitment },
    secrets: [{ sealed }],
    createdAt: new Date().toISOString(),
    place: await placeOf(means, after),
    ...request,
  };
}

/** A webhook with the secret that signs what it is sent, which is told here alone. */
export async function withSecret({ webhookSecrets }: WebhookMeans, { id, secrets }: Webhook) {
  const [newest] = secrets;
  return { webhook: id, secret: newest ? await webhookSecrets.open(id, newest.sealed) : '' };
}
export const SECRET = {
  type: 'string',
  pattern: '^whsec_',
  description: 'What messages are signed with (Standard Webhooks). It is not told again',
};

export const registerWebhook = defineWebhookCommand({
  name: 'RegisterWebhook',
  path: '/v1/webhooks',
  summary:
    'Have the public events posted to an address, as they come, in order for each source, signed (Standard Webhooks).',
  input: RegisterWebhook,
  label: 'any organisation with a token, and an operator, for its own',
  creates: true,
  answers: {
    type: 'object',
    required: ['webhook', 'secret'],
    properties: { webhook: { type: 'string' }, secret: SECRET },
  },
  run: async (means, made, given) => {
    refuseTarget(made.url, means);
    refuseUnknownTypes(made.type);
    makeWebhookKey(means.storage);
    if (!means.webhookSecrets.areOffered) throw new Refused(NOT_OFFERED);
    const webhook = await means.webhooks.registry
      .register(await written(means, made, given), MOST)
      .catch((error: unknown) => {
        throw refusalOf(error);
      });
    return withSecret(means, webhook);
  },
});
const NOT_OFFERED = refuse(
  'webhooks-not-offered',
  'This book offers no webhooks: whoever runs it has to set PLEDGEBOOK_WEBHOOK_KEY first. The same events are told at /v1/events.',
);
