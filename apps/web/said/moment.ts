import { saysTime } from '../moment/moments.ts';
import type { Words } from '../words.ts';

/** A moment as it stands in the address, in words; of a position, which says no time, none. */
export function tellMoment(moment: string, { day, instant }: Words): string {
  if (!saysTime(moment)) return '';
  return moment.length === 10 ? day(moment) : instant(moment);
}
