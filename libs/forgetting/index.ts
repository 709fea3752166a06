export { forgetDisclosure } from './forget-disclosure.ts';
export { forgetPerson } from './forget-person.ts';
export { Forgotten, FORGOTTEN, forgettingEvents } from './forgotten.ts';
