import type { CommitmentAnswer, Chapter } from './answer.ts';
import type { Marked } from '../../parts/marks.tsx';

type Observed = CommitmentAnswer['observed'];

/** Whose word an event is: the owner's own, or somebody's about it. Of what others observe, only whether it was recorded about them. */
export function voiceOf(chapter: Chapter, owner: string): 'self-reported' | 'attributed' | undefined {
  const { by, onBehalfOf, said } = chapter;
  if ('observation' in said) return said['attributed'] === true ? 'attributed' : undefined;
  if (onBehalfOf !== undefined || said['attributed'] === true) return 'attributed';
  return by === owner ? 'self-reported' : undefined;
}

/** Which claim an event makes, and in which version: what observations are about. */
function claimOf({ type, said, event }: Chapter, history: readonly Chapter[]) {
  if (type === 'CommitmentFulfilled') return { about: 'fulfilment', version: 1 };
  if (typeof said['entryVersion'] === 'number')
    return { about: 'entry', entry: said['entry'], version: said['entryVersion'] };
  if (/^(CommitmentMade|PledgeMade|CommitmentAmended)$/.test(type)) {
    const before = history.filter((one) => one.type === 'CommitmentAmended');
    return { about: 'commitment', version: before.findIndex((one) => one.event === event) + 2 };
  }
  if ('observation' in said || 'naming' in said || type.startsWith('Milestone')) return undefined;
  return typeof said['entry'] === 'string' ? { about: 'entry', entry: said['entry'], version: 1 } : undefined;
}

/** What others say themselves of exactly this, as their word stands: corroborated, disputed, or both. */
export function saidOfBy(
  chapter: Chapter,
  { observed, history }: { observed: Observed; history: readonly Chapter[] },
): readonly Marked[] {
  if (observed.length === 0) return [];
  const claim = claimOf(chapter, history);
  if (!claim) return [];
  const ofThis = observed.filter(
    ({ claim: { about, entry }, version, voice, ofItself }) =>
      voice !== 'attributed' &&
      !ofItself &&
      about === claim.about &&
      entry === claim.entry &&
      version === claim.version,
  );
  return (['corroborated', 'disputed'] as const).filter((one) =>
    ofThis.some(({ verdict }) => verdict === one),
  );
}
