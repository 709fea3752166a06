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

/**
 * The document that says in the terms of AsyncAPI 3 (https://www.asyncapi.com/docs/reference/specification/v3.0.0) what is
 * told outside, at which door and in which order. It is made from the same schemas as everything else that is told of them.
 *
 * @param publicUrl where callers reach the book, where that is configured
 */
export function asyncApi(publicUrl?: string): object {
  const url = publicUrl === undefined ? undefined : new URL(publicUrl);
  const messages = Object.fromEntries(publicTypes.map((one) => [nameOf(one.type), messageOf(one)]));
  const references = Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]);
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
    ...(url ? { servers: { book: { host: url.host, protocol: url.protocol.slice(0, -1) } } } : {}),
    channels: {
      polling: {
        address: '/v1/events',
        title: 'Polling',
        description:
          'Asked again and again, from `next` on; with `wait`, each answer comes once there is something.',
        messages: Object.fromEntries(references),
      },
    },
    operations: {
      poll: {
        action: 'send',
        channel: { $ref: '#/channels/polling' },
        summary: 'Tells what comes after a place, at least once.',
        bindings: { http: { method: 'GET' } },
      },
    },
    components: {
      messages,
      schemas: { ...within(schemas.$defs), CloudEvent: within(schemas.envelope) },
    },
  };
}
