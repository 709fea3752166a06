import { GOES_ON, isKept, KEPT, STATUSES, type Delivery } from '#commitment';
import type { Where } from '#projection';
import { all } from '../query-context/where.ts';

const goesOn: Where = { column: 'status', op: 'in', value: GOES_ON };
const endedBy = STATUSES.filter((status) => !isKept(status) && !GOES_ON.some((one) => one === status));
/** Between which days a window lies: a filter on delivery is one on dates. */
const BOUNDS: Readonly<Record<Delivery, (date: string) => Where>> = {
  undated: () => all(goesOn, { column: 'endsOn', op: 'eq', value: null }),
  ahead: (date) =>
    all(goesOn, { column: 'endsOn', op: 'gte', value: date }, { column: 'startsOn', op: 'gt', value: date }),
  running: (date) =>
    all(
      goesOn,
      { column: 'endsOn', op: 'gte', value: date },
      {
        any: [
          { column: 'startsOn', op: 'eq', value: null },
          { column: 'startsOn', op: 'lte', value: date },
        ],
      },
    ),
  over: (date) => all(goesOn, { column: 'endsOn', op: 'lt', value: date }),
  fulfilled: () => ({ column: 'status', op: 'in', value: KEPT }),
  ended: () => ({ column: 'status', op: 'in', value: endedBy }),
};

/** Rows of any of these deliveries on a day. */
export const isDelivered = (wanted: readonly Delivery[], date: string): Where => ({
  any: wanted.map((one) => BOUNDS[one](date)),
});
