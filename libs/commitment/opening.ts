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
  type Actor,
} from '#kernel';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import { refuseClosed, relyOnClosed, type ClosedState } from '#partnership';
import { aboutIt, Commitment, commitmentStream, type CommitmentState } from './commitment.ts';
import { RecordResumed, type About, type Opened } from './events.ts';
import { DETAILS, type Details, type Promised } from './input.ts';
import { endedAsRecord } from './record-ending.ts';
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
  readonly closed: ClosedState;
  readonly endings: Endings;
}

const relyOnKnown = ({ partnership, source }: Promised): readonly Reliance[] | undefined =>
  source && [
    {
      ...relyOn(SourceRecord, sourceStream({ partnership, ...source })),
      follow: (record?: SourceRecordState) =>
        record ? [relyOn(Commitment, commitmentStream(partnership, record.commitment))] : [],
    } as Reliance,
  ];
export const openReads: Reads<Promised, FoundKnown> = {
  ...found,
  known: relyOnKnown as never,
  closed: relyOnClosed,
  endings: relyOnEndings,
};

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
  const known = { field: 'source', commitment: record.commitment };
  const stands = standsTo(record, source, content);
  if (stands === 'older') return refuseOlder(record, source);
  if (commitment?.ended) return undefined;
  return stands === 'changed'
    ? refuse(
        'record-changed',
        `The record stands as ${record.commitment}, in version ${record.version} and with other values: AmendCommitment says there what has changed.`,
        { ...known, version: record.version },
      )
    : new Already({ commitment: record.commitment });
}

/** Why a record that has ended is not opened again, or not in this way. */
function refuseAgain(
  [record, commitment]: Known,
  { resumes }: Promised,
  { organisation }: Actor,
): Refusal | undefined {
  const { ended } = commitment ?? {};
  if (!record || !commitment || !ended)
    return resumes === undefined
      ? undefined
      : refuse(
          'nothing-to-resume',
          'Only a record that has ended in its source is taken up again: leave "resumes" out.',
          {
            field: 'resumes',
          },
        );
  const details = { field: 'source', commitment: record.commitment, ended: ended.how };
  const stands = `The record stands as ${record.commitment}, which was ${ended.how} on ${ended.on}`;
  if (!endedAsRecord(ended.how))
    return refuse('record-ended', `${stands}: by its owner, and it is not recorded again.`, details);
  if (commitment.recordedBy !== organisation)
    return refuse('not-the-recorder', `${stands}: who recorded it takes it up again.`, details);
  return resumes === record.commitment
    ? undefined
    : refuse(
        'record-ended',
        `${stands}. Where the source has it again, say "resumes": "${record.commitment}".`,
        details,
      );
}

/** That the record is another commitment by now, said on the one that had ended as it. */
const resumed = ({ partnership, resumes }: Promised, [, commitment]: Known, by: string): NewEvent[] =>
  resumes === undefined || !commitment
    ? []
    : [RecordResumed({ ...aboutIt(commitment), by }, commitmentStream(partnership, resumes))];

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
      refuseClosed(read.closed) ??
      refuseEnded(read.endings, actor.organisation) ??
      refuseAgain(read.known ?? [], command, actor) ??
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
        ...(command.resumes === undefined ? {} : { resumes: command.resumes }),
        details,
      }),
      ...resumed(command, read.known ?? [], self),
      ...recordSource(command, self, content),
    ];
  };
