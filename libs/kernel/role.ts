import { refuse, type Refusal } from './refusal.ts';

/** What somebody may do here, as its token says it. Who has several has the rights of each. */
export const ROLES = {
  participant: 'acts for its organisation: gives commands, and reads what its organisation may read',
  auditor:
    'reads every view as those inside do, and the whole unsealed history; gives no commands and is in the audience of nothing',
  analyst: 'reads as an outsider does, and what its organisation may read; gives no commands',
  subscriber: 'a service: reads what the scopes of its token name, and of that only what is public',
  operator:
    'runs the system: lists organisations, vouches for their identifiers and joins duplicates; has no right to content, and gives no commands on books',
} as const;
export type Role = keyof typeof ROLES;
export const isRole = (text: unknown): text is Role => typeof text === 'string' && Object.hasOwn(ROLES, text);

/** What a service's token may be good for. */
export const SCOPES = {
  feed: 'the public events and their schemas',
  views: 'the public part of every view',
  history: 'the public part of timelines, histories and stored events',
} as const;
export type Scope = keyof typeof SCOPES;
export const isScope = (text: unknown): text is Scope =>
  typeof text === 'string' && Object.hasOwn(SCOPES, text);

/** Who has roles: every actor. */
interface Roles {
  readonly roles: readonly string[];
}

/** Whether it is a service and nothing else: it speaks for no organisation. */
export const isService = ({ roles }: Roles): boolean =>
  roles.length > 0 && roles.every((role) => role === 'subscriber');

/**
 * Whether somebody is shown what a book shows to those inside (who take part, or were invited to): the one
 * place where roles meet what is not public.
 *
 * @param inside whether its organisation is
 */
export const seesInside = ({ roles }: Roles, inside: boolean): boolean =>
  roles.includes('auditor') || (inside && (roles.includes('participant') || roles.includes('analyst')));

/** Who gives a command that names no others. */
export const SPEAKERS: readonly Role[] = ['participant'];

/** Why somebody gives no such command, whatever its organisation. The one place where roles meet commands. */
export const refuseSpeaker = ({ roles }: Roles, speakers: readonly Role[] = SPEAKERS): Refusal | undefined =>
  speakers.some((role) => roles.includes(role))
    ? undefined
    : refuse('role-missing', `This takes a token with the role "${speakers.join('" or "')}".`, {
        roles: speakers,
      });
