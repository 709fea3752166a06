import { IsISO8601 } from 'class-validator';
import { defineCommand, operatorAtTheStore } from '#kernel';
import { IsText } from '#vocabulary';
import { ClockAccepted, StoreClock, type ClockSaid } from './clock.ts';

class AcceptClock implements ClockSaid {
  static readonly example = {};

  @IsISO8601({ strict: true })
  clock!: string;

  @IsText(2000)
  reason!: string;
}

export const acceptClock = defineCommand<AcceptClock, ClockSaid>({
  input: AcceptClock,
  entity: StoreClock,
  own: () => ({ storeClock: 'accepted' }),
  summary: 'Say that the clock of the store is right, after it was refused.',
  allow: operatorAtTheStore,
  decide: (_, { clock, reason }) => [ClockAccepted({ clock, reason })],
});
