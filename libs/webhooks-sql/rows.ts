import type { Selectable } from 'kysely';
import type { HeldSource, NewWebhook, Trouble, Webhook } from '#webhooks';
import type { HeldRow, WebhookRow } from './schema.ts';

export function webhookOf(row: Selectable<WebhookRow>): Webhook {
  return {
    id: row.id,
    organisation: row.organisation,
    url: row.url,
    filter: JSON.parse(row.filter) as Webhook['filter'],
    secrets: JSON.parse(row.secrets) as Webhook['secrets'],
    createdAt: row.created_at,
    place: { number: row.number, id: row.message },
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.trouble === null ? {} : { trouble: row.trouble as Trouble }),
    revision: row.revision,
  };
}

export const rowOf = ({ place, request, ...webhook }: NewWebhook): WebhookRow => ({
  id: webhook.id,
  organisation: webhook.organisation,
  url: webhook.url,
  filter: JSON.stringify(webhook.filter),
  secrets: JSON.stringify(webhook.secrets),
  created_at: webhook.createdAt,
  number: place.number,
  message: place.id,
  ended_at: null,
  trouble: null,
  revision: 1,
  holder: null,
  request_key: request?.key ?? null,
  request_body: request?.body ?? null,
});

export function heldOf(row: Selectable<HeldRow>): HeldSource {
  const { source, attempts, number, message } = row;
  return {
    source,
    after: { number: row.after_number, id: row.after_message },
    ...(number === null || message === null ? {} : { failing: { number, id: message } }),
    attempts,
    ...(row.next_at === null ? {} : { nextAt: row.next_at }),
    ...(row.parked_at === null ? {} : { parkedAt: row.parked_at }),
    ...(row.answer === null ? {} : { answer: JSON.parse(row.answer) as HeldSource['answer'] & object }),
  };
}

export const heldRowOf = (webhook: string, { after, failing, ...held }: HeldSource): HeldRow => ({
  webhook,
  source: held.source,
  after_number: after.number,
  after_message: after.id,
  number: failing?.number ?? null,
  message: failing?.id ?? null,
  attempts: held.attempts,
  next_at: held.nextAt ?? null,
  parked_at: held.parkedAt ?? null,
  answer: held.answer ? JSON.stringify(held.answer) : null,
});
