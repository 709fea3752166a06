import { commitmentEvents, isObservation, observationEvents } from '#commitment';
import { publishedEvents } from '#disclosure';
import type { StoredEvent } from '#kernel';
import * as partnership from '#partnership';
import type { PublicData } from './public-data.ts';

/**
 * What is told to everybody outside: a partnership convened and closed, a participant joined and left, goal and
 * agreement adopted, disclosures made public, and everything on a commitment, what others say of it included. The rest is for participants.
 */
export const PUBLIC_EVENTS = [
  partnership.PartnershipConvened,
  partnership.PartnershipClosed,
  partnership.ParticipantJoined,
  partnership.ParticipantLeft,
  partnership.GoalAdopted,
  partnership.AgreementFormed,
  ...commitmentEvents,
  ...observationEvents,
  ...publishedEvents,
] satisfies readonly { readonly type: keyof PublicData; readonly version: number }[];

const TYPES: ReadonlySet<string> = new Set(PUBLIC_EVENTS.map(({ type }) => type));
/** Whether it is told: an observation is where its claim is on a commitment, and not where it is of the partnership. */
export const isPublic = (event: StoredEvent): boolean =>
  TYPES.has(event.type) && !(isObservation(event) && !(event.data as { commitment?: string }).commitment);

/** `CommitmentMade` of version 1 is `pledgebook.commitment-made.v1`. */
export const publicType = (type: string, version: number): string =>
  `pledgebook.${type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.v${version}`;
