import {
  Already,
  pick,
  refuse,
  relyOn,
  type Decision,
  type Facts,
  type NewEvent,
  type Reads,
  type Refusal,
  type Reliance,
} from '#kernel';
import { Commitment, commitmentStream, type CommitmentState } from './commitment.ts';
import type { About, Opened } from './events.ts';
import { DETAILS, type Details, type Promised } from './input.ts';
import { partOfSaid } from './part-of.ts';
import { found, refuseDetails, refuseOpenWindow, refuseOwnPartner, type Found } from './promise.ts';
import {
  recordSource,
  refuseOlder,
  SourceRecord,
  sourceStream,
  standsTo,
  type SourceRecordState,
} from './source.ts';

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

/** The record that a command comes from, where it is known, and the commitment that stands for it. */
type Known = readonly [record?: SourceRecordState, commitment?: CommitmentState];
interface FoundKnown extends Found {
  readonly known: Known;
}

const relyOnKnown = ({ partnership, source }: Promised): readonly Reliance[] | undefined =>
  source && [
    {
      ...relyOn(SourceRecord, sourceStream({ partnership, ...source })),
      follow: (record?: SourceRecordState) =>
        record ? [relyOn(Commitment, commitmentStream(partnership, record.commitment))] : [],
    } as Reliance,
  ];
export const openReads: Reads<Promised, FoundKnown> = { ...found, known: relyOnKnown as never };

/** What a record is, beside where it was found. */
export const contentOf = (
  firm: boolean,
  { organisation, details }: { readonly organisation: string; readonly details: object },
) => ({ promise: firm ? 'commitment' : 'pledge', organisation, details });

/** Why a record that is known is not recorded again; the same is, as it stands. */
function knownAlready(
  [record, commitment]: Known,
  { source }: Promised,
  content: object,
): Already | Refusal | undefined {
  if (!record || !source) return undefined;
  const field = 'source';
  const known = { field, commitment: record.commitment };
  if (commitment?.ended)
    return refuse(
      'record-ended',
      `The record stands as ${record.commitment}, which was ${commitment.ended.how} on ${commitment.ended.on}: it is not recorded again.`,
      { ...known, ended: commitment.ended.how },
    );
  const stands = standsTo(record, source, content);
  if (stands === 'older') return refuseOlder(record, source);
  return stands === 'changed'
    ? refuse(
        'record-changed',
        `The record stands as ${record.commitment}, in version ${record.version} and with other values: AmendCommitment says there what has changed.`,
        { ...known, version: record.version },
      )
    : new Already({ commitment: record.commitment });
}

/** Opens a commitment or a pledge. A record that is known is not recorded twice. */
export const open =
  (made: Made, firm: boolean) =>
  (_: unknown, command: Promised, { self, actor, read }: Facts<FoundKnown>): Decision => {
    const { partnership, onBehalfOf, source } = command;
    const organisation = onBehalfOf ?? actor.organisation;
    const details: Details = partOfSaid(pick(command, DETAILS), partnership);
    const content = contentOf(firm, { organisation, details });
    const known = knownAlready(read.known ?? [], command, content);
    if (known) return known;
    const refusal =
      refuseOpenWindow(command) ??
      refuseOwnPartner(command, organisation) ??
      refuseDetails(command, self, read);
    if (refusal) return refusal;
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
      ...recordSource(command, self, content),
    ];
  };
