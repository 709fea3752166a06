import { IsInt, IsPositive } from 'class-validator';
import { Already, defineCommand, operatorAtTheStore } from '#kernel';
import { IsIdOf, IsLine, IsText } from '#vocabulary';
import { EventSetAside, Skipped, type SetAside } from './set-aside.ts';

class SetEventAside implements SetAside {
  static readonly example = {};

  @IsLine(60)
  projection!: string;

  /** Of the projection that stopped at the event. */
  @IsInt()
  @IsPositive()
  version!: number;

  @IsIdOf('evt')
  event!: string;

  @IsText(2000)
  reason!: string;
}

export const setEventAside = defineCommand<SetEventAside, SetAside>({
  input: SetEventAside,
  entity: Skipped,
  own: ({ projection, event }) => ({ projection, event }),
  summary: 'Have a projection leave out, for good, an event that it cannot fold.',
  allow: operatorAtTheStore,
  decide: (standing, { projection, version, event, reason }) =>
    standing && standing.version <= version
      ? new Already()
      : [EventSetAside({ projection, version, event, reason })],
});
