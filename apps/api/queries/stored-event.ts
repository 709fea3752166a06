import { defineQuery } from '#cqrs';
import { isSealed } from '#event-store';
import { refuse, Refused, seesInside, type Actor, type StoredEvent } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { audiences } from '#domain';
import type { QueryContext } from '../query-context/context.ts';

class ShowStoredEvent {
  @IsIdOf('evt')
  event!: string;
}

const unknown = () =>
  new Refused(refuse('event-unknown', 'No such event is in the book, or it is not for you.'));

/** Markers of commands are nobody's but ours. */
const isMarker = ({ stream }: StoredEvent): boolean => stream.startsWith('command-');

/**
 * A sealed record is shown, as it is stored, to the organisation that recorded it and so has its receipt; to all others,
 * and once it is forgotten, it is none. What is no event at all is looked for in the same way.
 */
async function isHidden(
  { sealedStore }: QueryContext,
  event: StoredEvent | undefined,
  actor: Actor | undefined,
): Promise<boolean> {
  if (event && !isSealed(event.stream)) return false;
  const opened = await sealedStore.opened(event);
  return (
    !opened ||
    audiences.of(opened.type) !== 'sealed' ||
    actor === undefined ||
    opened.metadata['organisation'] !== actor.organisation
  );
}

/** Whoever said something has its receipt, and can have it proven, inside or not. */
const isOwn = ({ metadata }: StoredEvent, actor: Actor | undefined): boolean =>
  actor !== undefined && seesInside(actor, true) && metadata['organisation'] === actor.organisation;

export const showStoredEvent = (context: QueryContext) =>
  defineQuery({
    name: 'ShowStoredEvent',
    path: '/v1/stored-events/:event',
    summary:
      'An event exactly as it is stored: its canonical form (RFC 8785) has the SHA-256 of its receipt.',
    input: ShowStoredEvent,
    reads: 'documents',
    allow: { scope: 'history', inside: 'what is only for participants' },
    answer: async ({ event: id }, { actor }) => {
      const { stored, snapshots } = context;
      const event = await stored.readEvent(id);
      if ((await isHidden(context, event, actor)) || !event || isMarker(event)) throw unknown();
      // A sealed record that is not hidden is its asker's own.
      if (!isSealed(event.stream) && audiences.isForParticipants(event) && !isOwn(event, actor)) {
        const { partnership = '' } = event.data as { partnership?: string };
        if (!audiences.isSeenBy(await snapshots.accessOf(actor, partnership), event)) throw unknown();
      }
      const { position: _, keptAs: _kept, ...shown } = event;
      return shown;
    },
  });
