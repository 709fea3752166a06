import { commitmentCommands, commitmentEvents } from '#commitment';
import { commands } from '#domain';
import { organisationCommands, organisationEvents } from '#organisation';
import { refusalOf } from '../http/problem.filter.ts';
import { statusOf } from '../http/statuses.ts';

/**
 * What metrics and spans may say: from closed sets alone. What can be said quietly is given on a partnership, so whatever
 * is given on one goes by one name, and its refusals by their status: whoever reads a count of `other` learns that
 * something was said in a book, and not whether it was said quietly. By its own name goes what can never be quiet, the
 * commands on commitments and organisations. A new module's commands are `other` until they are named here. What nobody
 * gives, such as the note that somebody read what is said quietly, is not told at all.
 */
const NAMED: ReadonlySet<string> = new Set(
  [...commitmentCommands, ...organisationCommands].map(({ input }) => input.name),
);
const OTHER = 'other';
const GIVEN: ReadonlySet<string> = new Set(commands.map(({ input }) => input.name));
export const commandLabel = (name: string): string | undefined =>
  NAMED.has(name) ? name : GIVEN.has(name) ? OTHER : undefined;

/** What came of a command: `done`, or the code of its refusal or failure. */
export function codeLabel(name: string, error: unknown): string {
  if (error === undefined) return 'done';
  const code = refusalOf(error)?.code ?? 'internal';
  return NAMED.has(name) ? code : String(statusOf(code));
}

/** A route without what comes after the thing it is on: which list of a partnership is asked for is nobody's business. */
export const routeLabel = (route: string | undefined): string =>
  route === undefined ? 'none' : route.split('/', 4).join('/');

/** Of an answer: what went well goes by its class, since what begins something (201) may be quiet. */
export const statusLabel = (status: number): string =>
  status < 400 ? `${Math.floor(status / 100)}xx` : String(status);

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
export const methodLabel = (method: string): string => (METHODS.has(method) ? method : OTHER);

const TYPES: ReadonlySet<string> = new Set(
  [...commitmentEvents, ...organisationEvents].map(({ type }) => type),
);
/** Whether an event is of a command that goes by its name. */
export const isNamed = (type: string): boolean => TYPES.has(type);
