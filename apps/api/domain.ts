import {
  commitmentCommands,
  commitmentEvents,
  commitmentGuards,
  containment,
  dossier,
  jointCommitments,
  ledger,
  observationEvents,
  observations,
  progress,
} from '#commitment';
import { feed } from '#contracts';
import { disclosureCommands, published, publishedEvents, sealedEvents } from '#disclosure';
import { focalPointCommands, focalPointEvents } from '#focal-point';
import { forgettingEvents } from '#forgetting';
import { operationsEvents } from '#operations';
import type { AnyCommand, AnyProjection } from '#kernel';
import { directory, organisationCommands, organisationEvents } from '#organisation';
import {
  overview,
  partnershipCommands,
  partnershipEvents,
  partnershipGuards,
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
/** What happens in a book, as its timeline and its history tell it; guards and markers are not told. */
export const told = [...partnershipEvents, ...commitmentEvents, ...observationEvents, ...publishedEvents];
export const events = [
  ...organisationEvents,
  ...told,
  ...partnershipGuards,
  ...commitmentGuards,
  ...sealedEvents,
  ...focalPointEvents,
  ...forgettingEvents,
  ...operationsEvents,
];

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
  published,
  feed,
];
