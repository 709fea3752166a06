/**
 * `date-time` of RFC 3339: seconds with any number of decimals, an offset or `Z`, in either case of letters. As Python's
 * `isoformat()` writes it. A space may stand for the `T` (section 5.6), and for the `+`, which a form's encoding turns
 * into one; seconds may be left out.
 */
const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:\.(\d+))?)?(?:[Zz]|([+\- ])([01]\d|2[0-3]):([0-5]\d))$/;
const MINUTE = 60_000;

/**
 * The instant that a text means, to the millisecond before or at it; undefined of anything else. A leap second is the end
 * of its minute.
 */
export function instantOf(text: string): Date | undefined {
  const found = INSTANT.exec(text);
  if (!found) return undefined;
  const [year, month, day, hour, minute] = found.slice(1, 6).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const { 6: second = '00', 7: decimals = '', 8: sign = '+', 9: hours = '0', 10: minutes = '0' } = found;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day that the month has not rolls over into the next one.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const isLeap = second === '60';
  date.setUTCHours(
    hour,
    minute,
    isLeap ? 59 : Number(second),
    isLeap ? 999 : Number(decimals.padEnd(3, '0').slice(0, 3)),
  );
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  return new Date(date.getTime() + (sign === '-' ? offset : -offset));
}
