import { eventsOf } from '#kernel';
import * as setAside from './set-aside.ts';

export const operationsEvents = eventsOf(setAside);

export { EventSetAside, OPERATIONS, setAsideStream, type SetAside } from './set-aside.ts';
export { setEventAside } from './set-event-aside.ts';
