import { commitmentEvents } from '#commitment';
import * as partnership from '#partnership';
import type { PublicData } from './public-data.ts';

/**
 * What is told to everybody outside: a partnership convened and closed, a participant joined and left, goal and
 * agreement adopted, and everything on a commitment. The rest is for participants.
 */
export const PUBLIC_EVENTS = [
  partnership.PartnershipConvened,
  partnership.PartnershipClosed,
  partnership.ParticipantJoined,
  partnership.ParticipantLeft,
  partnership.GoalAdopted,
  partnership.AgreementFormed,
  ...commitmentEvents,
] satisfies readonly { readonly type: keyof PublicData; readonly version: number }[];

/** `CommitmentMade` of version 1 is `pledgebook.commitment-made.v1`. */
export const publicType = (type: string, version: number): string =>
  `pledgebook.${type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.v${version}`;
