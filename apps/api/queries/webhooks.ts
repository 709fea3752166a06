import { defineQuery, type Asker } from '#cqrs';
import { Refused } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { standing, type HeldCounts, type HeldSource, type Webhook } from '#webhooks';
import type { QueryContext } from '../query-context/context.ts';
import { ALLOW, OWNERS, ownWebhook, webhookUnknown } from '../webhooks/definition.ts';
import { placeText } from './feed-pages.ts';

/** So many sources that are held back are shown, at the most, parked ones first. */
const SHOWN = 1_000;
const NONE: HeldCounts = { waiting: 0, parked: 0 };

class ListWebhooks {}
class ShowWebhook {
  @IsIdOf('whk')
  webhook!: string;
}

/** For whom somebody asks: for an organisation that may have webhooks, or for nobody. */
const ownerIn = ({ actor }: Asker): string | undefined =>
  actor?.roles.some((role) => OWNERS.includes(role as never)) ? actor.organisation : undefined;

/** `gone`: its address answered 410, and it has ended. `stopped`: `trouble` says what keeps it from going on. */
const stateOf = ({ endedAt, trouble }: Webhook): 'active' | 'gone' | 'stopped' =>
  endedAt !== undefined ? 'gone' : trouble === undefined ? 'active' : 'stopped';

const rowOf = ({ tokens }: QueryContext, webhook: Webhook, { waiting, parked }: HeldCounts) => {
  const { id, url, filter, createdAt, endedAt, trouble, secrets, place } = webhook;
  const { types: type, partnership, organisation } = filter;
  return {
    webhook: id,
    url,
    filter: { type, partnership, organisation },
    createdAt,
    state: stateOf(webhook),
    endedAt,
    trouble,
    /** How many secrets sign, and until when those that another took the place of. */
    secrets: standing(secrets, new Date()).map(({ until }) => ({ until })),
    /** How many sources wait to be tried again, and how many for their owner. */
    waiting,
    parked,
    /** `after` of /v1/events for what was not posted yet, but for what waits. */
    next: tokens.seal('events', placeText(place)),
  };
};

const heldRow = ({ source, failing, attempts, nextAt, parkedAt, answer }: HeldSource) => ({
  source,
  state:
    parkedAt === undefined
      ? failing
        ? ('waiting' as const)
        : ('catching-up' as const)
      : ('parked' as const),
  /** The id of the message that was not taken. */
  message: failing?.id,
  attempts,
  nextAt: failing ? nextAt : undefined,
  parkedAt,
  /** What came of the last attempt. */
  answer,
});

export const listWebhooks = (context: QueryContext) =>
  defineQuery({
    name: 'ListWebhooks',
    path: '/v1/webhooks',
    summary: 'Where your organisation has the public events posted to, and how that stands.',
    input: ListWebhooks,
    reads: 'documents',
    allow: ALLOW,
    answer: async (_, asker) => {
      const owner = ownerIn(asker);
      const { registry } = context.webhooks;
      const mine = owner === undefined ? [] : await registry.ofOrganisation(owner);
      const counts = await registry.counts(mine.map(({ id }) => id));
      return { webhooks: mine.map((one) => rowOf(context, one, counts.get(one.id) ?? NONE)) };
    },
  });

export const showWebhook = (context: QueryContext) =>
  defineQuery({
    name: 'ShowWebhook',
    path: '/v1/webhooks/:webhook',
    summary: 'One webhook, and of which sources a message was not taken, with the last answer.',
    input: ShowWebhook,
    reads: 'documents',
    allow: ALLOW,
    answer: async ({ webhook: id }, asker) => {
      const owner = ownerIn(asker);
      if (owner === undefined) throw new Refused(webhookUnknown());
      const webhook = await ownWebhook(context, id, { organisation: owner });
      const { registry } = context.webhooks;
      const counts = await registry.counts([id]);
      const held = await registry.held(id, SHOWN);
      return { ...rowOf(context, webhook, counts.get(id) ?? NONE), sources: held.map(heldRow) };
    },
  });
