import type { Evolve, StoredEvent } from '#kernel';
import { toEntry, type Entry } from './entry.ts';

export type Phase = 'scoping' | 'soliciting' | 'pause' | 'agreement' | 'executing' | 'scaling' | 'closed';

/** The phase is derived, never commanded: the one that an event leads to. */
const LEADS_TO: Readonly<Record<string, Phase>> = {
  ParticipantInvited: 'soliciting',
  CallOpened: 'soliciting',
  PauseOpened: 'pause',
  PauseClosed: 'agreement',
  AgreementFormed: 'executing',
  ExpansionAdopted: 'scaling',
  PartnershipClosed: 'closed',
};

export interface InPhase {
  /** The phase, and the day it began. */
  readonly phase: Entry<Phase>;
  /** The one before it was closed, which reopening leads back to. */
  readonly phaseBefore?: Phase;
}

const backIn = <S extends InPhase>(state: S, event: Pick<StoredEvent, 'metadata'>): S => ({
  ...state,
  phase: toEntry(event, state.phaseBefore ?? 'executing'),
});

/** These folds, each of which also leads to the phase that its event leads to. */
export const withPhases = <S extends InPhase>(folds: Evolve<S>): Evolve<S> =>
  Object.fromEntries(
    Object.entries(folds).map(([type, fold]): [string, Evolve<S>[string]] => {
      const next = LEADS_TO[type];
      if (type === 'PartnershipReopened') return [type, (state, event) => backIn(fold(state, event), event)];
      if (next === undefined) return [type, fold];
      return [
        type,
        (state, event) => {
          const after = fold(state, event);
          const { said: now } = after.phase;
          // Who is invited later on leads nowhere back.
          const stays = now === next || (next === 'soliciting' && now !== 'scoping');
          const before = next === 'closed' ? { phaseBefore: now } : {};
          return stays ? after : { ...after, ...before, phase: toEntry(event, next) };
        },
      ];
    }),
  );
