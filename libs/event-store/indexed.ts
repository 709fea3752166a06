import type { EventIndex, IndexedLog, Log } from './event-store.ts';

/** Whether an engine tells by itself where an event stands, and a moment; else a projection does (`ProjectedIndex`). */
export const hasIndex = (log: Log): log is IndexedLog => 'readEvent' in log && 'positionAt' in log;

/** A log with an index beside it. */
export const withIndex = (log: Log, index: EventIndex): IndexedLog => ({
  append: (writes, checks) => log.append(writes, checks),
  readStream: (stream, options) => log.readStream(stream, options),
  readCategory: (category, options) => log.readCategory(category, options),
  readAll: (options) => log.readAll(options),
  subscribe: (options) => log.subscribe(options),
  head: () => log.head(),
  eventAt: (position, of) => log.eventAt(position, of),
  newestSealed: (count) => log.newestSealed(count),
  clock: () => log.clock(),
  readEvent: (id) => index.readEvent(id),
  positionAt: (moment) => index.positionAt(moment),
  close: () => log.close(),
});
