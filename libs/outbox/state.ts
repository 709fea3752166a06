import { fallingDue, ledger, ledgerRow, nextDuesOn, type FallingDue, type LedgerDoc } from '#commitment';
import {
  dayAfter,
  draftOf,
  draftOfDue,
  isPublic,
  PUBLIC_EVENTS,
  type CommitmentStanding,
  type Draft,
  type PartnershipStanding,
} from '#contracts';
import { addDays, EVER, type StoredEvent } from '#kernel';
import { directory, type DirectoryDoc } from '#organisation';
import {
  AgreementEndorsed,
  AgreementFormed,
  AgreementProposed,
  overview,
  PartnershipConvened,
  rhythmsAt,
  type OverviewDoc,
} from '#partnership';
import { foldEvent, type Documents } from '#projection';

/** Raise it when what is kept of an event, or of what state, changes here. */
const OWN_VERSION = 2;
/** It keeps what these views keep: where one of them keeps something else, so does it. */
export const VERSION = OWN_VERSION + ledger.version + directory.version + overview.version;

/** What a rhythm of reports follows from: kept by itself, since it is read for each promise. */
const OF_RHYTHMS: readonly string[] = [
  PartnershipConvened.type,
  AgreementProposed.type,
  AgreementEndorsed.type,
  AgreementFormed.type,
];
/** The kinds of events that it is told from. */
export const TYPES: readonly string[] = [
  ...new Set([...PUBLIC_EVENTS.map(({ type }) => type), ...OF_RHYTHMS, ...Object.keys(overview.on)]),
];

interface Ids {
  readonly partnership?: string;
  readonly commitment?: string;
  readonly organisation?: string;
}
const idsOf = ({ data }: StoredEvent): Ids => data as Ids;
const [COMMITMENT, PARTNERSHIP, ORGANISATION, STANDING] = ['c:', 'p:', 'o:', 's:'];
export const isOfCommitment = (key: string): boolean => key.startsWith(COMMITMENT);
export const partnershipKey = (partnership: string): string => PARTNERSHIP + partnership;
export const commitmentKey = (commitment: string): string => COMMITMENT + commitment;

/** Whether it is folded into how its partnership stands, which is then told with it. */
const changesPartnership = ({ type }: StoredEvent): boolean => Object.hasOwn(overview.on, type);

/** The documents that an event is folded into, or read beside. */
export function keysOf(event: StoredEvent): readonly string[] {
  const { partnership, commitment, organisation } = idsOf(event);
  return [
    ...(commitment === undefined ? [] : [COMMITMENT + commitment]),
    ...(partnership === undefined ? [ORGANISATION + organisation] : [PARTNERSHIP + partnership]),
    ...(changesPartnership(event) ? [STANDING + partnership] : []),
  ];
}

/** What is read beside the document of a commitment to tell of it. */
export function keysToTell(docs: Pick<Documents, 'get'>, commitment: string): readonly string[] {
  const doc = docs.get(COMMITMENT + commitment) as LedgerDoc | undefined;
  return doc ? [PARTNERSHIP + doc.state.partnership] : [];
}

/** The documents of one kind among all. */
const of = (docs: Documents, kind: string): Documents<never> => ({
  get: (key) => docs.get(kind + key) as never,
  set: (key, doc) => docs.set(kind + key, doc),
});

/** Months between reports by the agreements that an owner endorsed, as they stand on a day. */
function agreedOn(docs: Pick<Documents, 'get'>, { state }: LedgerDoc, day: string): number | undefined {
  const book = docs.get(PARTNERSHIP + state.partnership) as OverviewDoc | undefined;
  return book && rhythmsAt(book, `${day}T23:59:59.999Z`).get(state.organisation);
}

/** A commitment as it is told on a day. */
function standingOn(docs: Pick<Documents, 'get'>, doc: LedgerDoc, day: string): CommitmentStanding {
  return { ...ledgerRow(doc, day), due: nextDuesOn(doc.state, agreedOn(docs, doc, day), day) };
}

/** A commitment as it is told on a day, where it is there. */
export function standingIn(
  docs: Pick<Documents, 'get'>,
  commitment: string,
  day: string,
): CommitmentStanding | undefined {
  const doc = docs.get(COMMITMENT + commitment) as LedgerDoc | undefined;
  return doc && standingOn(docs, doc, day);
}

/** A partnership as anybody sees it on a day. */
function partnershipOn(doc: OverviewDoc, day: string): PartnershipStanding {
  const { partnership, title, programme, convener, convenedOn, phase, phaseSince, ...more } = overview.at(
    doc,
    day,
  );
  const { problem, scope, goal, participants, closed } = more;
  return {
    partnership,
    title,
    ...(programme === undefined ? {} : { programme }),
    convener,
    convenedOn,
    phase,
    phaseSince,
    problem,
    scope: { places: scope.places, sdgTargets: scope.sdgTargets },
    ...(goal ? { goal: goal.text } : {}),
    participants: participants.map(({ organisation }) => organisation),
    ...(closed ? { closedOn: closed.on } : {}),
  };
}

/** One event into the state. */
export function fold(docs: Documents, event: StoredEvent): void {
  const { partnership, commitment } = idsOf(event);
  if (commitment !== undefined) foldEvent(ledger, of(docs, COMMITMENT), event);
  else if (partnership === undefined) foldEvent(directory, of(docs, ORGANISATION), event);
  if (OF_RHYTHMS.includes(event.type)) foldEvent(overview, of(docs, PARTNERSHIP), event);
  if (changesPartnership(event)) foldEvent(overview, of(docs, STANDING), event);
}

/** Whether promises of its partnership may have another rhythm after it. */
export const changesRhythms = ({ type }: StoredEvent): boolean =>
  OF_RHYTHMS.includes(type) && type !== PartnershipConvened.type;

/** What is told of an event that has been folded; undefined where it is not told. */
export function tell(docs: Pick<Documents, 'get'>, event: StoredEvent): Draft | undefined {
  if (!isPublic(event)) return undefined;
  const { partnership, commitment, organisation } = idsOf(event);
  const day = dayAfter(event);
  if (partnership === undefined) {
    const listed = docs.get(ORGANISATION + organisation) as DirectoryDoc | undefined;
    return draftOf(event, listed && directory.at(listed, day));
  }
  if (commitment === undefined) {
    const doc = changesPartnership(event) && (docs.get(STANDING + partnership) as OverviewDoc | undefined);
    return draftOf(event, doc ? partnershipOn(doc, day) : undefined);
  }
  return draftOf(event, standingIn(docs, commitment, day));
}

/** What fell due on a day, and is told once it is over, by the state so far. */
export function tellDay(docs: Pick<Documents, 'get'>, key: string, day: string): Draft[] {
  const doc = docs.get(key) as LedgerDoc | undefined;
  if (!doc) return [];
  const { partnership, commitment, organisation } = doc.state;
  return fallingDue(doc.state, agreedOn(docs, doc, day), day)
    .filter(({ on }) => on === day)
    .map((due) => draftOfDue(due, { partnership, commitment, organisation }, standingOn(docs, doc, day)));
}

/**
 * The first day after a closed one on which something may fall due, so that a commitment is looked at then, and not before:
 * by what is known so far, of the next day as of all others.
 */
export function wakesOf(docs: Pick<Documents, 'get'>, key: string, closed: string): string | undefined {
  const doc = docs.get(key) as LedgerDoc | undefined;
  if (!doc) return undefined;
  const due = (day: string): readonly FallingDue[] => fallingDue(doc.state, agreedOn(docs, doc, day), day);
  return [...due(EVER), ...due(addDays(closed, 1))].reduce<string | undefined>(
    (first, { on }) => (on > closed && (first === undefined || on < first) ? on : first),
    undefined,
  );
}
