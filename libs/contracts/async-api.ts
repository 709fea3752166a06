import { publicTypes, schemas, type Schema } from './schemas.ts';

/** The version of the contract, of which each type has its own besides. */
const VERSION = '1.0.0';
const DEFS = '"#/$defs/';
const nameOf = (type: string): string => type.replaceAll('.', '-');

/** References of AsyncAPI are within the document. */
const within = <S>(schema: S): S =>
  JSON.parse(JSON.stringify(schema).replaceAll(DEFS, '"#/components/schemas/')) as S;

/** A message: the envelope, with the data of its type. */
function messageOf({ type, description }: (typeof publicTypes)[number]) {
  const { description: _, ...data } = schemas.types[type] as Schema;
  return {
    name: type,
    summary: description,
    contentType: 'application/cloudevents+json',
    payload: {
      allOf: [
        { $ref: '#/components/schemas/CloudEvent' },
        { type: 'object', properties: { type: { const: type }, data: within(data) } },
      ],
    },
    ...(Object.hasOwn(data['properties'] as object, 'partnership')
      ? {}
      : { description: 'Of an organisation alone, whatever it takes part in.' }),
  };
}

/** Where messages are published by Kafka. */
export interface KafkaTopic {
  /** As `host:port`. */
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly partitions: number;
  readonly mode: 'binary' | 'structured';
}
const MODES = {
  binary:
    'The value is `data`, as JSON; all else is in headers, each with `ce_` before its name, and `datacontenttype` in `content-type`.',
  structured: 'The value is the whole event, as JSON.',
};

/** Kafka as a server, a channel and an operation; nothing of it where nothing is published there. */
function kafkaIn(kafka: KafkaTopic | undefined, messages: object) {
  if (!kafka) return { servers: {}, channels: {}, operations: {} };
  const { brokers, topic, partitions, mode } = kafka;
  const servers = brokers.map((host, i) => [`kafka-${i + 1}`, { host, protocol: 'kafka' }] as const);
  const topicChannel = {
    address: topic,
    title: 'Kafka',
    description:
      'A consumer that reads `read_committed` finds nothing missing, nothing twice, and of one source nothing out of order. ' +
      `Others drop repeats by \`id\`. The key is the source. ${MODES[mode]}`,
    servers: servers.map(([name]) => ({ $ref: `#/servers/${name}` })),
    messages,
    bindings: { kafka: { topic, partitions } },
  };
  const publish = {
    action: 'send',
    channel: { $ref: '#/channels/kafka' },
    summary: 'Publishes each message once, for consumers that read `read_committed`.',
  };
  return { servers: Object.fromEntries(servers), channels: { kafka: topicChannel }, operations: { publish } };
}

/** Webhooks, whose addresses their owners register. */
const webhooksFor = (messages: object) => ({
  address: null,
  title: 'Webhooks',
  description:
    'Posted to an address that an organisation registered (`POST /v1/webhooks`), at least once, with the same `id` each time, and in order for each source: ' +
    'where a message is not taken, its source waits, and all others go on. Signed by Standard Webhooks: `webhook-id` is the `id` of the message, beside ' +
    '`webhook-timestamp` and `webhook-signature`. A message of the type `pledgebook.webhook-tested.v1` tells nothing: its owner tries the address with it.',
  messages,
});
const POST_TO_WEBHOOK = {
  action: 'send',
  channel: { $ref: '#/channels/webhooks' },
  summary: 'Posts each message until it is taken, by a schedule of some three days.',
  bindings: { http: { method: 'POST' } },
};

/**
 * The document that says in the terms of AsyncAPI 3 (https://www.asyncapi.com/docs/reference/specification/v3.0.0) what is
 * told outside, at which door and in which order. It is made from the same schemas as everything else that is told of them.
 *
 * @param publicUrl where callers reach the book, where that is configured
 * @param topic where messages are published by Kafka, if they are
 */
export function asyncApi(publicUrl?: string, topic?: KafkaTopic): object {
  const url = publicUrl === undefined ? undefined : new URL(publicUrl);
  const messages = Object.fromEntries(publicTypes.map((one) => [nameOf(one.type), messageOf(one)]));
  const references = Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]);
  const kafka = kafkaIn(topic, Object.fromEntries(references));
  const book = url ? { book: { host: url.host, protocol: url.protocol.slice(0, -1) } } : {};
  const servers = { ...book, ...kafka.servers };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Pledgebook: public events',
      version: VERSION,
      description:
        'Everything that anybody may see of a partnership, a commitment or an organisation, and what time alone does, as CloudEvents 1.0. ' +
        'Messages of one source come in order, and `sequence` counts them without a gap; the same message has the same id wherever and however often it is told. ' +
        'Within the version of a type, fields and values of enumerations may be added: ignore what you do not know.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    ...(Object.keys(servers).length > 0 ? { servers } : {}),
    channels: {
      polling: {
        address: '/v1/events',
        title: 'Polling',
        description:
          'Asked again and again, from `next` on; with `wait`, each answer comes once there is something.',
        ...(url ? { servers: [{ $ref: '#/servers/book' }] } : {}),
        messages: Object.fromEntries(references),
      },
      webhooks: webhooksFor(Object.fromEntries(references)),
      stream: {
        address: '/v1/events',
        title: 'Server-sent events',
        description:
          'Asked with `Accept: text/event-stream` (WHATWG HTML, section 9.2): `data` is the event, `event` its type, `id` where to ' +
          'go on, as `Last-Event-ID` or as `after` of polling. Comments show that it is there; `: up to date` that all so far was told.',
        ...(url ? { servers: [{ $ref: '#/servers/book' }] } : {}),
        messages: Object.fromEntries(references),
      },
      ...kafka.channels,
    },
    operations: {
      poll: {
        action: 'send',
        channel: { $ref: '#/channels/polling' },
        summary: 'Tells what comes after a place, at least once.',
        bindings: { http: { method: 'GET' } },
      },
      postToWebhook: POST_TO_WEBHOOK,
      stream: {
        action: 'send',
        channel: { $ref: '#/channels/stream' },
        summary:
          'Tells what comes as it comes, at least once: nothing is missing for who sends its last `id`.',
        bindings: { http: { method: 'GET' } },
      },
      ...kafka.operations,
    },
    components: {
      messages,
      schemas: { ...within(schemas.$defs), CloudEvent: within(schemas.envelope) },
    },
  };
}
