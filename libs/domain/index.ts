import {
  commitmentCommands,
  commitmentEvents,
  containment,
  dossier,
  jointCommitments,
  ledger,
  observations,
  progress,
} from '#commitment';
import { disclosureCommands, disclosureEvents, published } from '#disclosure';
import { focalPointCommands, focalPointEvents } from '#focal-point';
import { forgettingEvents } from '#forgetting';
import { operationsEvents } from '#operations';
import type { AnyCommand, AnyProjection } from '#kernel';
import { directory, organisationCommands, organisationEvents } from '#organisation';
import {
  Audiences,
  overview,
  partnershipCommands,
  partnershipEvents,
  programmeEvents,
  programmes,
  timelineOf,
} from '#partnership';

/** Every command and every event of every domain module: adding a module is a line in each. */
export const commands: readonly AnyCommand[] = [
  ...organisationCommands,
  ...partnershipCommands,
  ...commitmentCommands,
  ...disclosureCommands,
  ...focalPointCommands,
];
const ofBooks = [...partnershipEvents, ...commitmentEvents, ...disclosureEvents];
export const events = [
  ...ofBooks,
  ...organisationEvents,
  ...programmeEvents,
  ...focalPointEvents,
  ...forgettingEvents,
  ...operationsEvents,
];
export const audiences = new Audiences(events);
/** What happens in a book, as its timeline and its history tell it. */
export const told = ofBooks.filter(({ audience }) => audience !== 'guard' && audience !== 'sealed');

export const timeline = timelineOf(told);
/** Every view: adding one is one line here. */
export const projections: readonly AnyProjection[] = [
  overview,
  ledger,
  containment,
  dossier,
  observations,
  progress,
  jointCommitments,
  timeline,
  directory,
  programmes,
  published,
];
