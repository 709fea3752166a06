export { EventSetAside, OPERATIONS, operationsEvents, setAsideStream, type SetAside } from './set-aside.ts';
export { setEventAside } from './set-event-aside.ts';
