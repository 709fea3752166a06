import { eventsOf } from '#kernel';
import * as clock from './clock.ts';
import * as setAside from './set-aside.ts';

export const operationsEvents = eventsOf(clock, setAside);

export { acceptClock } from './accept-clock.ts';
export { CLOCK_STREAM, ClockAccepted, type ClockSaid } from './clock.ts';

export { EventSetAside, OPERATIONS, setAsideStream, type SetAside } from './set-aside.ts';
export { setEventAside } from './set-event-aside.ts';
