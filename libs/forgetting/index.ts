import { eventsOf } from '#kernel';
import * as forgotten from './forgotten.ts';

export const forgettingEvents = eventsOf(forgotten);

export { forgetDisclosure } from './forget-disclosure.ts';
export { forgetPerson } from './forget-person.ts';
export { Forgotten, FORGOTTEN } from './forgotten.ts';
