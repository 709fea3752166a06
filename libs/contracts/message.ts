import type { Due, LedgerRow } from '#commitment';
import type { DirectoryEntry } from '#organisation';
import type { Phase } from '#partnership';
import type {
  CommitmentId,
  Day,
  EventId,
  Instant,
  OrganisationId,
  OwnerId,
  PartnershipId,
} from '#vocabulary';

/** What every message says, whatever happened. */
export interface Told {
  readonly partnership?: PartnershipId;
  /** When it happened or applied in the world, as it was said. */
  readonly effectiveOn: Day;
}
/** What a message says of what somebody did. */
export interface Said extends Told {
  /** The organisation that said so. */
  readonly by: OrganisationId;
  /** The organisation it was said about, where another made the record. */
  readonly onBehalfOf?: OwnerId;
  /** Whether it is sourced or illustrative, where the event says so. */
  readonly basis?: string;
}

/** A commitment as it stands on a day, and what is awaited of it next. */
export interface CommitmentStanding extends LedgerRow {
  readonly due: Due;
}
/** A partnership as anybody sees it on a day. */
export interface PartnershipStanding {
  readonly partnership: PartnershipId;
  readonly title: string;
  /** A forum or a campaign that it names itself part of. */
  readonly programme?: string;
  readonly convener: OrganisationId;
  readonly convenedOn: Day;
  readonly phase: Phase;
  readonly phaseSince: Day;
  readonly problem: string;
  readonly scope: { readonly places: readonly string[]; readonly sdgTargets: readonly string[] };
  /** As it was adopted by consent. */
  readonly goal?: string;
  /** Who takes part, in the order in which they joined. */
  readonly participants: readonly OrganisationId[];
  readonly closedOn?: Day;
}
/** Where what is told stands for itself: a message is never longer than a broker takes. */
export interface LeftOut {
  /**
   * Where the state is to be had, since it was too long for a message.
   *
   * @format uri-reference
   */
  readonly stateAt?: string;
}

/** What a message says, of whatever kind. */
export interface ToldOfAny extends Told, LeftOut, Partial<Omit<Said, keyof Told>> {
  readonly commitment?: CommitmentId;
  /** Whom it concerns. */
  readonly organisation?: OwnerId;
  readonly change: Readonly<Record<string, unknown>>;
  readonly state?: CommitmentStanding | PartnershipStanding | DirectoryEntry;
}

/**
 * A public event: a CloudEvent of version 1.0 with the extension `sequence`, the same at every door.
 */
export interface PublicEvent<D extends Told = ToldOfAny> {
  readonly specversion: '1.0';
  /** The same event has the same id wherever it is told: who has it already may drop it. */
  readonly id: EventId;
  /**
   * The partnership whose book it stands in, else the organisation, at the server that tells it.
   *
   * @format uri-reference
   */
  readonly source: string;
  /**
   * What happened, and the version of `data`.
   *
   * @pattern ^pledgebook\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*$
   */
  readonly type: string;
  /** The commitment, or else the partnership, or else the organisation. */
  readonly subject: CommitmentId | PartnershipId | OrganisationId;
  /** When the book learned it; of what time alone does, when the day was over. */
  readonly time: Instant;
  readonly datacontenttype: 'application/json';
  /**
   * The JSON Schema of `data`.
   *
   * @format uri
   */
  readonly dataschema: string;
  /**
   * Counts the public events of a source from 1, without a gap; with leading zeros, so that it sorts as text.
   *
   * @pattern ^[0-9]{10}$
   */
  readonly sequence: string;
  readonly sequencetype: 'Integer';
  readonly data: D;
}

/** Any public event, as far as all are alike; what else `data` says is in the schema of its type. */
export type AnyPublicEvent = PublicEvent<Told>;
