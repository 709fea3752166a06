import { IsInt, IsPositive } from 'class-validator';
import { Already, defineCommand, type Allow } from '#kernel';
import { IsIdOf, IsLine, IsText } from '#vocabulary';
import { EventSetAside, setAsideStream, Skipped, type SetAside } from './set-aside.ts';

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

/** Given at the store itself, once the projection has stopped at the event. */
const operator: Allow<unknown> = {
  label: 'an operator, at the store itself',
  roles: ['operator'],
  refuse: () => undefined,
};

export const setEventAside = defineCommand<SetEventAside, SetAside>({
  input: SetEventAside,
  entity: Skipped,
  stream: setAsideStream,
  summary: 'Have a projection leave out, for good, an event that it cannot fold.',
  allow: operator,
  decide: (standing, { projection, version, event, reason }) =>
    standing && standing.version <= version
      ? new Already()
      : [EventSetAside({ projection, version, event, reason })],
});
