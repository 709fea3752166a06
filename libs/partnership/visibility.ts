import type { AnyDefinition, Audience, StoredEvent } from '#kernel';

type Seen = Pick<StoredEvent, 'type' | 'data'>;

/** The meeting that an event records, or that it says something of: who attended it sees that, too. */
export function meetingIn({ type, data }: Seen): string | undefined {
  const { meeting, claim } = data as { meeting?: string; claim?: { about?: string; meeting?: string } };
  if (type === 'MeetingHeld') return meeting;
  return claim?.about === 'meeting' ? claim.meeting : undefined;
}

/** What somebody sees of a book beside what is public: all that is for participants, or the meetings it attended. */
export interface ReaderAccess {
  readonly inside: boolean;
  readonly attended: ReadonlySet<string>;
}

/** Who may see an event: as its definition says, and what is said of a meeting those inside alone. */
export class Audiences {
  private readonly byType: ReadonlyMap<string, Audience>;

  constructor(definitions: readonly AnyDefinition[]) {
    this.byType = new Map(definitions.map(({ type, audience }) => [type, audience]));
  }

  /** A kind of event that no definition tells of is kept from those outside: it may be of a later version of the code. */
  of(type: string): Audience {
    return this.byType.get(type) ?? 'participants';
  }

  /** Whether only those who take part in the partnership, or were invited to, see it. */
  isForParticipants(event: Seen): boolean {
    return this.of(event.type) === 'participants' || meetingIn(event) !== undefined;
  }

  isSeenBy({ inside, attended }: ReaderAccess, event: Seen): boolean {
    return inside || !this.isForParticipants(event) || attended.has(meetingIn(event) ?? '');
  }
}
