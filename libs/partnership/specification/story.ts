import { EVER, type AnyCommand, type Decision, type NewEvent, type StoredEvent } from '#kernel';
import { decideOn, stateAfter, stored } from '#specification';
import { overview, type Overview, type OverviewDoc } from '../overview/overview.ts';
import { Partnership, type PartnershipState } from '../partnership.ts';
import { FIRST, here, partnership, recordedOn } from './example.ts';

/** Who gives a command, and the day it is given. */
interface Telling {
  readonly by: string;
  readonly today: string;
}

/** A book in memory, told command by command: what is accepted stands from the day it says. For specifications. */
export class Story {
  readonly events: NewEvent[];

  constructor(...before: readonly NewEvent[]) {
    this.events = before.map((event) => ({ ...recordedOn(event.effectiveOn ?? FIRST, event), ...event }));
  }

  /** What is decided now, without telling it. */
  decide(command: AnyCommand, says: object, { by, today }: Telling): Decision {
    const circumstances = { actor: { organisation: by }, self: partnership, now: `${today}T12:00:00.000Z` };
    return decideOn(command, this.events, { ...here, ...says }, circumstances);
  }

  /** The events it added. */
  tell(command: AnyCommand, says: { effectiveOn?: string }, telling: Telling): readonly NewEvent[] {
    const decision = this.decide(command, says, telling);
    if (!Array.isArray(decision)) return [];
    const day = says.effectiveOn ?? telling.today;
    const told = (decision as readonly NewEvent[]).map((event) => ({
      ...recordedOn(telling.today, event),
      effectiveOn: event.effectiveOn ?? day,
    }));
    this.events.push(...told);
    return told;
  }

  get state(): PartnershipState {
    return stateAfter(Partnership, this.events) as PartnershipState;
  }

  /** As the view shows it on a day; else with all that was said. */
  overview(day = EVER): Overview {
    const own = this.events.filter(({ stream }) => stream === undefined);
    const at = { key: partnership, peek: () => undefined };
    const doc = own.reduce<OverviewDoc | undefined>(
      (doc, event, i) =>
        overview.on[event.type]?.(doc, stored(event, i) as StoredEvent<string, never>, at) ?? doc,
      undefined,
    );
    return overview.at(doc as OverviewDoc, day);
  }
}
