import type { Words } from '../words.ts';

/** A moment as it stands in the address, in words; of a position, which says no time, none. */
export function tellMoment(moment: string, { day, instant }: Words): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(moment)) return day(moment);
  return /^\d{4}-\d{2}-\d{2}T/.test(moment) ? instant(moment) : '';
}
