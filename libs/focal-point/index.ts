import { eventsOf, type AnyCommand } from '#kernel';
import * as events from './events.ts';
import { nameFocalPoint } from './name-focal-point/name-focal-point.ts';
import { withdrawFocalPoint } from './withdraw-focal-point/withdraw-focal-point.ts';

/** Every command of this module: adding one is one line here. */
export const focalPointCommands: readonly AnyCommand[] = [nameFocalPoint, withdrawFocalPoint];
export const focalPointEvents = eventsOf(events);

export * from './events.ts';
export { Person, personStream, personUnknown, type PersonState } from './person.ts';
