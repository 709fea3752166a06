import { commitmentEvents, isObservation } from '#commitment';
import { disclosureEvents } from '#disclosure';
import type { StoredEvent } from '#kernel';
import { organisationEvents } from '#organisation';
import { meetingIn, partnershipEvents, programmeEvents } from '#partnership';
import type { OfOperators, OfTime } from './public-data.ts';

/** Everything that anybody may see of a partnership, a commitment or an organisation. What each tells is in `PublicData`. */
export const PUBLIC_EVENTS = [
  ...organisationEvents,
  ...programmeEvents,
  ...partnershipEvents,
  ...commitmentEvents,
  ...disclosureEvents,
].filter(({ audience }) => audience === 'public');

const TYPES: ReadonlySet<string> = new Set(PUBLIC_EVENTS.map(({ type }) => type));
/** Whether it is told: what others say of the record of a meeting is for those inside, as the meeting is. */
export const isPublic = (event: StoredEvent): boolean =>
  TYPES.has(event.type) && !(isObservation(event) && meetingIn(event) !== undefined);

/** What time alone does: no event stands for it. */
export const TYPES_OF_TIME = [
  'ReportDue',
  'ReportOverdue',
  'MilestonePassed',
  'PromiseDue',
] as const satisfies readonly (keyof OfTime)[];

/** What an operator has told, beside the events of the log. */
export const TYPES_OF_OPERATORS = ['CommitmentRestated'] as const satisfies readonly (keyof OfOperators)[];

/** Everything that is told, with the version of its data. */
export const PUBLIC_TYPES: readonly { readonly type: string; readonly version: number }[] = [
  ...PUBLIC_EVENTS.map(({ type, version }) => ({ type, version })),
  ...[...TYPES_OF_TIME, ...TYPES_OF_OPERATORS].map((type) => ({ type, version: 1 })),
];

/** `CommitmentMade` of version 1 is `pledgebook.commitment-made.v1`. */
export const publicType = (type: string, version = 1): string =>
  `pledgebook.${type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.v${version}`;
