import { defineProjection, type AnyDefinition, type Projection, type StoredEvent } from '#kernel';
import { Audiences, meetingIn } from './visibility.ts';

/** One thing that happened in a partnership. */
export interface TimelineItem {
  readonly event: string;
  readonly type: string;
  readonly partnership: string;
  readonly commitment?: string;
  /** Whom it concerns. */
  readonly organisation?: string;
  /** Who said so, and for whom. */
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly basis?: string;
  readonly said: unknown;
}
export interface TimelineDoc extends TimelineItem {
  /** Orders; never leaves the system. */
  readonly position: string;
}

function itemOf({ id, type, data, metadata, position }: StoredEvent): TimelineDoc {
  const { partnership = '', commitment, organisation, ...said } = data as Record<string, string>;
  const { recordedAt = '', effectiveOn = '', organisation: by = '', onBehalfOf, basis } = metadata;
  return {
    event: id,
    type,
    partnership,
    ...(commitment === undefined ? {} : { commitment }),
    ...(organisation === undefined ? {} : { organisation }),
    by,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    recordedAt,
    effectiveOn,
    ...(basis === undefined ? {} : { basis }),
    said,
    position,
  };
}

/**
 * Everything that happened in a book, one document an event.
 *
 * @param definitions the kinds of events to tell; who may see each of them, they say
 */
export function timelineOf(definitions: readonly AnyDefinition[]): Projection<TimelineDoc, TimelineItem> {
  const audiences = new Audiences(definitions);
  return defineProjection<TimelineDoc, TimelineItem>({
    name: 'timeline',
    version: 4,
    keys: ({ position }) => [position],
    on: Object.fromEntries(definitions.map(({ type }) => [type, (_, event: StoredEvent) => itemOf(event)])),
    columns: {
      partnership: { kind: 'text', steady: true, of: ({ partnership }) => partnership },
      position: { kind: 'text', steady: true, of: ({ position }) => position },
      type: { kind: 'text', steady: true, of: ({ type }) => type },
      recordedAt: { kind: 'text', steady: true, of: ({ recordedAt }) => recordedAt },
      by: { kind: 'text', steady: true, of: ({ by }) => by },
      organisation: { kind: 'text', steady: true, of: ({ organisation }) => organisation ?? null },
      commitment: { kind: 'text', steady: true, of: ({ commitment }) => commitment ?? null },
      effectiveOn: { kind: 'text', of: ({ effectiveOn }) => effectiveOn },
      public: {
        kind: 'integer',
        steady: true,
        of: ({ type, said }) => (audiences.isForParticipants({ type, data: said }) ? 0 : 1),
      },
      meeting: {
        kind: 'text',
        steady: true,
        of: ({ type, said }) => meetingIn({ type, data: said }) ?? null,
      },
    },
    at: ({ position: _, ...item }) => item,
  });
}
