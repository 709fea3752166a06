import { commitmentEvents, isObservation } from '#commitment';
import { disclosureEvents } from '#disclosure';
import type { StoredEvent } from '#kernel';
import { partnershipEvents } from '#partnership';

/**
 * What is told to everybody outside: a partnership convened and closed, a participant joined and left, goal and
 * agreement adopted, disclosures made public, and everything on a commitment, what others say of it included. The rest
 * is asked for. What each of them tells is in `PublicData`.
 */
export const PUBLIC_EVENTS = [...partnershipEvents, ...commitmentEvents, ...disclosureEvents].filter(
  ({ audience }) => audience === 'contract',
);

const TYPES: ReadonlySet<string> = new Set(PUBLIC_EVENTS.map(({ type }) => type));
/** Whether it is told: an observation is where its claim is on a commitment, and not where it is of the partnership. */
export const isPublic = (event: StoredEvent): boolean =>
  TYPES.has(event.type) && !(isObservation(event) && !(event.data as { commitment?: string }).commitment);

/** `CommitmentMade` of version 1 is `pledgebook.commitment-made.v1`. */
export const publicType = (type: string, version: number): string =>
  `pledgebook.${type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.v${version}`;
