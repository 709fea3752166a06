import type { Dossier } from '#commitment';
import type { Chapter } from './answer.ts';

/** One thing that is promised: as first said, as it stands, and what changed it last. */
export interface Promised {
  readonly field: string;
  readonly now: unknown;
  readonly since: string;
  /** As first said, where something else stands now. */
  readonly first?: { readonly value: unknown; readonly on: string };
  readonly why?: { readonly reason: string; readonly event: string };
}
type Fields = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The last time that a field was replaced, with the reason that was given. */
function whyOf(history: readonly Chapter[], field: string): Promised['why'] {
  const amended = history.findLast(
    ({ type, said }) => type === 'CommitmentAmended' && field in (said['after'] as Fields),
  );
  return amended && { reason: String(amended.said['reason']), event: amended.event };
}

/** Every field of the promise, first against present. Indicators have a chapter of their own. */
export const promisedIn = ({ series, history }: Pick<Dossier, 'series'> & { history: readonly Chapter[] }) =>
  Object.entries(series as Readonly<Record<string, readonly { on: string; value: unknown }[]>>)
    .filter(([field]) => field !== 'indicators')
    .flatMap(([field, values]): Promised[] => {
      const [first, now] = [values[0], values.at(-1)];
      if (!first || !now) return [];
      const why = whyOf(history, field);
      const changed = !same(first.value, now.value);
      return [
        {
          field,
          now: now.value,
          since: now.on,
          ...(changed ? { first } : {}),
          ...(changed && why ? { why } : {}),
        },
      ];
    });
