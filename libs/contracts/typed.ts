import type { PublicEvent } from './message.ts';
import type { PublicData } from './public-data.ts';

/** `CommitmentMade` as `-commitment-made`. */
type Dashed<S extends string> = S extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Dashed<Rest>}`
  : '';
/** `CommitmentMade` as it is called outside. All types are of version 1 so far. */
type NameOf<S extends string> = Dashed<S> extends `-${infer Name}` ? `pledgebook.${Name}.v1` : never;

/** Public events by their type, such as `pledgebook.commitment-made.v1`: told from the types that the schemas are made of. */
export type PublicEvents = {
  readonly [K in keyof PublicData as NameOf<K>]: PublicEvent<PublicData[K]> & { readonly type: NameOf<K> };
};
export type PublicEventType = keyof PublicEvents;
