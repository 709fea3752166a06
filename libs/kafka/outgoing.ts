import type { Message } from '#outbox';
import type { Outgoing } from './broker.ts';

/**
 * How a CloudEvent stands in a record: its attributes as headers and its data as the value, or all of it as the value.
 *
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
 */
export type Mode = 'binary' | 'structured';

/** A message of the outbox as it is published. */
export function outgoing({ source, text }: Pick<Message, 'source' | 'text'>, mode: Mode): Outgoing {
  if (mode === 'structured')
    return {
      key: source,
      value: text,
      headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8' },
    };
  const { data, datacontenttype, ...attributes } = JSON.parse(text) as Record<string, unknown>;
  const headers = Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)]);
  return {
    key: source,
    value: JSON.stringify(data),
    headers: { 'content-type': String(datacontenttype), ...Object.fromEntries(headers) },
  };
}
