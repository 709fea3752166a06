import { Already, pick, type Facts, type NewEvent } from '#kernel';
import { commitmentStream } from './commitment.ts';
import type { About, Opened } from './events.ts';
import { DETAILS, type Details, type Promised } from './input.ts';
import { partOfSaid } from './part-of.ts';
import { refuseDetails, refuseOpenWindow, refuseOwnPartner, type Found } from './promise.ts';
import { recordSource } from './source.ts';

type Made = (data: Opened, stream?: string) => NewEvent;

/** Opens one of an organisation's own, on a stream of its own, beside what its command writes elsewhere. */
export const openBeside = (
  made: Made,
  { partnership, commitment, organisation }: About,
  said: Pick<Opened, 'details' | 'transferOf' | 'formerOwners' | 'joint'>,
): NewEvent =>
  made(
    { partnership, commitment, organisation, recordedBy: organisation, attributed: false, ...said },
    commitmentStream(partnership, commitment),
  );

/** Opens a commitment or a pledge; a record that stands already is not recorded twice, whatever its version. */
export const open =
  (made: Made) =>
  (_: unknown, command: Promised, { self, actor, read }: Facts<Found>) => {
    if (read.source) return new Already({ commitment: read.source.commitment });
    const { partnership, onBehalfOf, source } = command;
    const organisation = onBehalfOf ?? actor.organisation;
    const refusal =
      refuseOpenWindow(command) ??
      refuseOwnPartner(command, organisation) ??
      refuseDetails(command, self, read);
    if (refusal) return refusal;
    const details: Details = partOfSaid(pick(command, DETAILS), partnership);
    return [
      made({
        partnership,
        commitment: self,
        organisation,
        recordedBy: actor.organisation,
        attributed: onBehalfOf !== undefined,
        ...(source ? { source: pick(source, ['system', 'record', 'version']) } : {}),
        details,
      }),
      ...recordSource(command, self),
    ];
  };
