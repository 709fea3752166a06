import type { CommandRunner } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { setEventAside } from '#operations';
import { OUTBOX, outboxStatus, type Outbox } from '#outbox';
import type { Checkpoints, ProjectionStatus, ViewStore } from '#projection';
import { asOperator } from './operator.ts';

/** What an operator works on projections through, and on the outbox as on one of them. */
interface Operated {
  readonly runner: CommandRunner;
  readonly views: ViewStore;
  readonly checkpoints: Checkpoints;
  readonly outbox: Outbox;
}

/** How far every view is, and the outbox. */
export const statusesOf = async ({
  checkpoints,
  outbox,
}: Pick<Operated, 'checkpoints' | 'outbox'>): Promise<readonly ProjectionStatus[]> => [
  ...(await checkpoints.status()),
  await outboxStatus(outbox),
];

const clearFailure = ({ views, outbox }: Operated, name: string): Promise<void> =>
  name === OUTBOX ? outbox.retry() : views.clearFailure(name);

/** @throws Refused there is no such projection, or it has not stopped */
async function stopped(
  operated: Pick<Operated, 'checkpoints' | 'outbox'>,
  name: string,
): Promise<ProjectionStatus> {
  const statuses = await statusesOf(operated);
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
  await clearFailure(opened, name);
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
  await clearFailure(opened, said.projection);
}

/** Records that an event is set aside; what stands already is recorded once. */
export async function recordSetAside({ runner }: Pick<Operated, 'runner'>, said: object): Promise<void> {
  await asOperator({ runner }, setEventAside, said);
}
