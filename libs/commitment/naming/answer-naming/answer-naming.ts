import { IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { defineAllow, defineCommand, refuse, relyOn, type Refusal } from '#kernel';
import {
  Dated,
  IsEntryId,
  IsIdOf,
  IsText,
  type CommitmentId,
  type EntryId,
  type PartnershipId,
} from '#vocabulary';
import { latest, refuseBefore } from '#partnership';
import { Commitment, commitmentStream, everEntryOf, type CommitmentState } from '../../commitment.ts';
import { unknownCommitment } from '../../guard.ts';
import {
  NAMING_ANSWERS,
  NamingConfirmed,
  NamingRejected,
  ROLES,
  type NamedAs,
  type NamingAnswer,
} from '../events.ts';
import {
  everNamed,
  isSameNaming,
  NamingEntity,
  namingOf,
  namingVersion,
  type NamingState,
} from '../naming.ts';

export class AnswerNaming extends Dated {
  static readonly example = {
    commitment: 'cmt_01hzy3v7qk8m4n2p6r9s0t1v5w',
    role: 'recipient',
    answer: 'rejected',
    reason: 'We were never asked, and receive nothing',
  };

  @IsIdOf('ptn')
  partnership!: PartnershipId;

  /** The commitment in which your organisation is named. */
  @IsIdOf('cmt')
  commitment!: CommitmentId;

  /** The disbursement or expenditure in which it is named; none where the promise itself names it. */
  @IsOptional()
  @IsEntryId()
  entry?: EntryId;

  /** As what it is named: `partner` (`with`), `source` (`sourceOrganisation`) or `recipient`. */
  @IsIn(ROLES)
  role!: NamedAs;

  @IsIn(NAMING_ANSWERS)
  answer!: NamingAnswer;

  /** The version of the naming that was seen; the present one, if not said. */
  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

interface In {
  readonly commitment: CommitmentState;
}
const commitmentRead = ({ partnership, commitment, version }: AnswerNaming) =>
  relyOn(
    Commitment,
    commitmentStream(partnership, commitment),
    version === undefined ? 'revision' : 'existence',
  );

const isNamed = (state: CommitmentState, { role, entry }: AnswerNaming, named: string): boolean =>
  everNamed(state).some((one) =>
    isSameNaming(one, { role, named, ...(entry === undefined ? {} : { entry }) }),
  );

/** Once named, always heard; it needs to be no participant. */
const whoeverIsNamed = defineAllow<AnswerNaming, NamingState, In>({
  label: 'the organisation that is named, or once was',
  reads: { commitment: commitmentRead },
  refuse: ({ command, actor, read: { commitment: state } }): Refusal | undefined => {
    if (!state) return unknownCommitment();
    if (isNamed(state, command, actor.organisation)) return undefined;
    return refuse(
      'not-named',
      'Your organisation is not named here in this role: the dossier tells who is ("namings").',
      { field: 'role' },
    );
  },
});

const refuseVersion = (seen: number, present: number): Refusal | undefined =>
  seen <= present
    ? undefined
    : refuse(
        'version-never-was',
        `It stands in version ${present}: name that, or an earlier one that it had.`,
        { field: 'version' },
      );

export const answerNaming = defineCommand<AnswerNaming, NamingState, In>({
  input: AnswerNaming,
  entity: NamingEntity,
  own: ({ commitment, ...which }, { organisation: named }) => ({
    naming: namingOf(commitment, { ...which, named }),
  }),
  summary:
    'Say whether your organisation is rightly named as partner, source or recipient, taking part or not; the latest answer stands.',
  allow: whoeverIsNamed,
  reads: { commitment: commitmentRead },
  decide: (before, command, { actor, effectiveOn, read: { commitment: state } }) => {
    if (!state) return unknownCommitment();
    const { partnership, commitment, role, entry, answer, reason } = command;
    const named = actor.organisation;
    const present = namingVersion(state, command);
    const seen = command.version ?? present;
    if (before?.answer === answer && before.namingVersion === seen && before.reason === reason) return [];
    const entered = entry === undefined ? undefined : everEntryOf(state, entry)?.on;
    const refusal =
      refuseVersion(seen, present) ?? refuseBefore(latest([state.on, entered, before?.on]), effectiveOn);
    if (refusal) return refusal;
    const which = { role, ...(entry === undefined ? {} : { entry }) };
    const event = answer === 'confirmed' ? NamingConfirmed : NamingRejected;
    return [
      event({
        partnership,
        commitment,
        organisation: state.organisation,
        named,
        ...which,
        naming: namingOf(commitment, { ...which, named }),
        namingVersion: seen,
        ...(before ? { from: before.answer } : {}),
        ...(reason === undefined ? {} : { reason }),
      }),
    ];
  },
});
