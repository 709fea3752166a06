import { event, refuse, type Evolve, type Refusal, type StoredEvent } from '#kernel';
import { endingOf, put, toEntry, type Ending, type Entries, type Entry } from './entry.ts';
import type { DataOf } from './events.ts';

/** How a missing voice was answered: it came in, was heard where it is, could not be reached, or otherwise. */
export const VOICE_ANSWERS = ['joined', 'consulted', 'not-reachable', 'other'] as const;
export type VoiceAnswer = (typeof VOICE_ANSWERS)[number];

/** "Who is not in the room?" `organisation` is who is missing, where that is one listed organisation. */
export const MissingVoiceFlagged = event<{
  partnership: string;
  voice: string;
  who: string;
  why: string;
  organisation?: string;
  flaggedBy: string;
}>()('MissingVoiceFlagged', 'participants');
export const MissingVoiceResolved = event<{
  partnership: string;
  voice: string;
  how: VoiceAnswer;
  note?: string;
  organisation?: string;
  resolvedBy: string;
}>()('MissingVoiceResolved', 'participants');

export interface MissingVoice extends Entry<DataOf<typeof MissingVoiceFlagged>> {
  readonly resolved?: Ending<DataOf<typeof MissingVoiceResolved>>;
}
export interface MissingVoices {
  readonly missingVoices: Entries<MissingVoice>;
}
export const noMissingVoices: MissingVoices = { missingVoices: new Map() };

export const missingVoiceFolds = <S extends MissingVoices>(): Evolve<S> => ({
  MissingVoiceFlagged: (state, event: StoredEvent<string, DataOf<typeof MissingVoiceFlagged>>) => ({
    ...state,
    missingVoices: put(state.missingVoices, event.data.voice, toEntry(event, event.data)),
  }),
  MissingVoiceResolved: (state, event: StoredEvent<string, DataOf<typeof MissingVoiceResolved>>) => {
    const known = state.missingVoices.get(event.data.voice);
    const resolved = endingOf(event);
    return known
      ? { ...state, missingVoices: put(state.missingVoices, event.data.voice, { ...known, resolved }) }
      : state;
  },
});

export const voiceUnknown = (): Refusal =>
  refuse('missing-voice-unknown', 'No such voice was flagged here: flag it first (FlagMissingVoice).', {
    field: 'voice',
  });
export const voiceResolved = (): Refusal =>
  refuse(
    'missing-voice-resolved',
    'This voice is answered: if it is missing again, flag it under another id (FlagMissingVoice).',
    { field: 'voice' },
  );
