/** An event exactly as it is stored. */
export interface Stored {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, string>>;
}
/** Where a statement was found: a name, or a record of a system. */
export type Source = string | { readonly system: string; readonly record: string; readonly url?: string };

/** The source that an event's metadata name, which are texts alone. */
export function sourceOf({ metadata: { source } }: Pick<Stored, 'metadata'>): Source | undefined {
  if (source === undefined) return undefined;
  try {
    return JSON.parse(source) as Source;
  } catch {
    return source;
  }
}

/** What is told at the head of an event, and not again among what it says. */
export const AT_THE_HEAD: ReadonlySet<string> = new Set([
  'partnership',
  'organisation',
  'recordedBy',
  'attributed',
]);
