import { defineAllow, refuse, relyOn, type Actor, type Refusal } from '#kernel';
import { Mandate, mandateStream, ownMembership, refuseUnlessActive } from '#partnership';
import { isOwn, type CommitmentState } from './commitment.ts';
import { NOT_STATED, type OnCommitment, type Promised } from './input.ts';

export type MandateState = { readonly sources: readonly string[] };

export const ownMandate = (
  { partnership, onBehalfOf, source }: Pick<Promised, 'partnership' | 'onBehalfOf' | 'source'>,
  { organisation }: Actor,
) =>
  onBehalfOf === undefined && source === undefined
    ? undefined
    : relyOn(Mandate, mandateStream(partnership, organisation));

/** @param field the one that says whose record it would be */
export const refuseWithoutMandate = (
  mandate: MandateState | undefined,
  system: string,
  field: 'onBehalfOf' | 'source' = 'onBehalfOf',
): Refusal | undefined =>
  mandate?.sources.includes(system)
    ? undefined
    : refuse(
        'no-mandate',
        `Your organisation holds no mandate to record from "${system}": an active participant gives one (GrantMandate).`,
        { field, system },
      );

/** A participant promises for itself; what others promised elsewhere is recorded under a mandate for that source. */
export const maker = defineAllow<Promised, unknown, { member: { active: boolean }; mandate: MandateState }>({
  label: 'an active participant for itself; on behalf of another, who holds a mandate for the source',
  reads: {
    member: (command, actor) =>
      command.onBehalfOf === undefined ? ownMembership(command, actor) : undefined,
    mandate: ownMandate,
  },
  refuse: ({ command: { onBehalfOf, source }, read }) => {
    const refusal = onBehalfOf === undefined ? refuseUnlessActive(read.member) : undefined;
    // Whoever names a record takes it: without a mandate, nobody could keep an importer from it.
    if (onBehalfOf === undefined && (refusal || !source)) return refusal;
    if (source)
      return refuseWithoutMandate(
        read.mandate,
        source.system,
        onBehalfOf === undefined ? 'source' : 'onBehalfOf',
      );
    return refuse(
      'source-missing',
      'A record on behalf of another says in "source" where it was found: system, record, version.',
      { field: 'source' },
    );
  },
});

const notTheOwner = (state: CommitmentState): Refusal =>
  refuse(
    'not-the-owner',
    isOwn(state)
      ? 'Only its owner changes a commitment, the convener included. To promise something yourself use MakeCommitment.'
      : 'Only the organisation that recorded it changes it, until it is confirmed.',
    { organisation: state.organisation },
  );

interface By {
  readonly actor: Actor;
  readonly mandate: MandateState | undefined;
}

/** An organisation speaks for itself in its own name. Where it says it from a source, it needs the mandate that others need. */
function refuseOwnWord({ onBehalfOf, source }: OnCommitment, mandate: MandateState | undefined) {
  if (onBehalfOf !== undefined)
    return refuse('not-on-behalf', 'You speak for your own organisation: leave "onBehalfOf" out.', {
      field: 'onBehalfOf',
    });
  return source && refuseWithoutMandate(mandate, source.system, 'source');
}

const refuseOwner = (state: CommitmentState, command: OnCommitment, { actor, mandate }: By) =>
  actor.organisation === state.organisation ? refuseOwnWord(command, mandate) : notTheOwner(state);

function refuseRecorder(
  state: CommitmentState,
  { onBehalfOf, source }: OnCommitment,
  { actor, mandate }: By,
): Refusal | undefined {
  if (actor.organisation !== state.recordedBy)
    return actor.organisation === state.organisation
      ? refuse('not-confirmed', 'Confirm first that it is your own (ConfirmAttribution), or reject it.')
      : notTheOwner(state);
  if (onBehalfOf !== state.organisation)
    return refuse('on-behalf-missing', `It is attributed: say "onBehalfOf": "${state.organisation}".`, {
      field: 'onBehalfOf',
    });
  const system = state.source?.system ?? '';
  if (source && source.system !== system)
    return refuse('source-differs', `This was recorded from "${system}": go on from that source.`, {
      field: 'source',
    });
  return refuseWithoutMandate(mandate, system);
}

/**
 * Who writes on a commitment. Its owner needs to be no participant any more: after leaving it goes on reporting.
 */
export const writer = defineAllow<OnCommitment, CommitmentState, { mandate: MandateState }>({
  label: 'its owner; until an attribution is confirmed, who recorded it, under its mandate',
  reads: { mandate: ownMandate },
  refuse: ({ command, state, actor, read }) => {
    if (!state) return unknownCommitment();
    const by = { actor, mandate: read.mandate };
    return isOwn(state) ? refuseOwner(state, command, by) : refuseRecorder(state, command, by);
  },
});

/** Who ends a record as its source does. */
export const recorder = defineAllow<OnCommitment, CommitmentState, { mandate: MandateState }>({
  label: 'who recorded it, under its mandate, until it is confirmed',
  reads: { mandate: ownMandate },
  refuse: ({ command, state, actor, read }) => {
    if (!state) return unknownCommitment();
    return isOwn(state)
      ? refuse(
          'not-a-record',
          'It is the word of its owner, who alone ends it: FulfilCommitment, WithdrawCommitment, SupersedeCommitment.',
          { organisation: state.organisation },
        )
      : refuseRecorder(state, command, { actor, mandate: read.mandate });
  },
});

/** The organisation a record is attributed to; it needs to be no participant. */
export const attributed = defineAllow<OnCommitment, CommitmentState, { mandate: MandateState }>({
  label: 'the organisation that it is attributed to',
  reads: { mandate: ownMandate },
  refuse: ({ command, state, actor, read }) => {
    if (!state) return unknownCommitment();
    return actor.organisation === state.organisation && state.organisation !== NOT_STATED
      ? refuseOwnWord(command, read.mandate)
      : refuse('not-attributed-to-you', 'Only the organisation it is attributed to confirms or rejects it.', {
          organisation: state.organisation,
        });
  },
});

export const unknownCommitment = (field = 'commitment'): Refusal =>
  refuse('commitment-unknown', 'No such commitment is in this book: take an id from the ledger.', { field });
