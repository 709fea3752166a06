import { defineQuery } from '#cqrs';
import { refuse, Refused, type StoredEvent } from '#kernel';
import { isForParticipants } from '#partnership';
import { IsIdOf } from '#vocabulary';
import type { Means } from '../reading/means.ts';

class ShowStoredEvent {
  @IsIdOf('evt')
  event!: string;
}

const unknown = () =>
  new Refused(refuse('event-unknown', 'No such event is in the book, or it is not for you.'));

/** Markers of commands are nobody's but ours. */
const isMarker = ({ stream }: StoredEvent): boolean => stream.startsWith('command-');

export const showStoredEvent = ({ stored, reader }: Means) =>
  defineQuery({
    name: 'ShowStoredEvent',
    path: '/v1/stored-events/:event',
    summary:
      'An event exactly as it is stored: its canonical form (RFC 8785) has the SHA-256 of its receipt.',
    input: ShowStoredEvent,
    allow: { scope: 'history', inside: 'what is only for participants' },
    answer: async ({ event: id }, { actor }) => {
      const event = await stored.readEvent(id);
      if (!event || isMarker(event)) throw unknown();
      const { partnership } = event.data as { partnership?: string };
      if (isForParticipants(event) && !(await reader.isInside(actor, partnership ?? ''))) throw unknown();
      const { position: _, ...shown } = event;
      return shown;
    },
  });
