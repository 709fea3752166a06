import { pathToFileURL } from 'node:url';
import type { AnyProjection, StoredEvent } from '#kernel';
import { foldEvent, settled } from '#projection';

/** What a projection cannot do without, and what each must be. The columns are for a server, which lists by them. */
const MEMBERS: readonly (readonly [name: 'name' | 'keys' | 'on' | 'at', type: string])[] = [
  ['name', 'string'],
  ['keys', 'function'],
  ['on', 'object'],
  ['at', 'function'],
];

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * The projection that a module gives by default.
 *
 * @throws Error with what is missing
 */
export function projectionIn(module: { readonly default?: unknown }): AnyProjection {
  const found = module.default;
  if (typeof found !== 'object' || found === null)
    throw new Error(`has no projection as its default export: export default { name, keys, on, at }`);
  for (const [name, type] of MEMBERS) {
    const member = (found as Record<string, unknown>)[name];
    if (typeof member !== type || member === null)
      throw new Error(`gives no projection: its "${name}" must be a${type === 'object' ? 'n' : ''} ${type}`);
  }
  const projection = found as AnyProjection;
  for (const [type, fold] of Object.entries(projection.on))
    if (typeof fold !== 'function')
      throw new Error(`gives no projection: its "on.${type}" must be a function`);
  return projection;
}

/** A projection of an analyst's own, from a file: folded with the engine's own fold, in memory. */
export class Analysis {
  private readonly docs = new Map<string, unknown>();

  private constructor(private readonly projection: AnyProjection) {}

  /** @throws Error the file cannot be run, or gives no projection */
  static async from(file: string): Promise<Analysis> {
    const module = await import(pathToFileURL(file).href).catch((cause: unknown) => {
      throw new Error(`cannot be run: ${messageOf(cause)}`, { cause });
    });
    return new Analysis(projectionIn(module as { default?: unknown }));
  }

  /** @throws Error with the id of the event that the projection failed at */
  fold(events: readonly StoredEvent[]): void {
    const into = {
      get: (key: string) => this.docs.get(key),
      set: (key: string, doc: unknown) =>
        doc === undefined ? void this.docs.delete(key) : void this.docs.set(key, doc),
    };
    for (const event of events)
      try {
        foldEvent(this.projection, into, event);
      } catch (cause) {
        throw new Error(`failed at event ${event.id} (${event.type}): ${messageOf(cause)}`, { cause });
      }
  }

  /**
   * The documents as they read on a day, in the order of their keys; those that then read as nothing are left out.
   *
   * @throws Error with the key of the document that could not be read
   */
  read(date: string): unknown[] {
    const rows: unknown[] = [];
    for (const [key, doc] of [...this.docs].sort(([a], [b]) => (a < b ? -1 : 1)))
      try {
        const row = settled(this.projection.at(doc, date) as unknown, undefined);
        if (row !== undefined) rows.push(row);
      } catch (cause) {
        throw new Error(`failed to read the document "${key}": ${messageOf(cause)}`, { cause });
      }
    return rows;
  }
}
