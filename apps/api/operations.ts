import type { CommandRunner } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { setEventAside } from '#operations';
import type { Checkpoints, ProjectionStatus, ViewStore } from '#projection';
import { asOperator } from './operator.ts';

/** What an operator works on projections through. */
interface Operated {
  readonly runner: CommandRunner;
  readonly views: ViewStore;
  readonly checkpoints: Checkpoints;
}

/** @throws Refused there is no such projection, or it has not stopped */
async function stopped(
  { checkpoints }: Pick<Operated, 'checkpoints'>,
  name: string,
): Promise<ProjectionStatus> {
  const statuses = await checkpoints.status();
  const found = statuses.find((status) => status.name === name);
  if (!found)
    throw new Refused(
      refuse('view-unknown', `No view "${name}": there are ${statuses.map((one) => one.name).join(', ')}.`),
    );
  if (!found.failed) throw new Refused(refuse('view-not-stopped', `The view ${name} has not stopped.`));
  return found;
}

/**
 * Has a projection try the event again at which it stopped.
 *
 * @throws Refused it has not stopped
 */
export async function retry(opened: Operated, name: string): Promise<ProjectionStatus> {
  const status = await stopped(opened, name);
  await opened.views.clearFailure(name);
  return status;
}

/**
 * Has a projection go on without the event at which it stopped, for good: rebuilds and views of other moments leave it
 * out as well, and every answer that it affects names it.
 *
 * @param said.version of the projection as this code knows it
 * @throws Refused it has not stopped at this event
 */
export async function setAside(
  opened: Operated,
  said: {
    readonly projection: string;
    readonly version: number;
    readonly event: string;
    readonly reason: string;
  },
): Promise<void> {
  const { failed } = await stopped(opened, said.projection);
  if (failed?.eventId !== said.event)
    throw new Refused(
      refuse(
        'event-not-at-fault',
        `The view ${said.projection} stopped at ${failed?.eventId}, not at this event.`,
      ),
    );
  await recordSetAside(opened, said);
  await opened.views.clearFailure(said.projection);
}

/** Records that an event is set aside; what stands already is recorded once. */
export async function recordSetAside({ runner }: Pick<Operated, 'runner'>, said: object): Promise<void> {
  await asOperator({ runner }, setEventAside, said);
}
