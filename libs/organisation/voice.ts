import { event, refuse, relyOn, type Entity, type SpeakerRule, type StoredEvent } from '#kernel';
import { isOperator } from './organisation.ts';

/** Guards that somebody acted as an organisation: written once, with the first command that it gives openly. */
export const OrganisationActed = event<{ organisation: string }>()('OrganisationActed', 'guard');
/** Guard that no command is taken from an organisation, which is a duplicate of another: written with joining and its undoing. */
export const OrganisationMuted = event<{ organisation: string; kept: string }>()(
  'OrganisationMuted',
  'guard',
);
export const OrganisationUnmuted = event<{ organisation: string }>()('OrganisationUnmuted', 'guard');

/** Whether an organisation has spoken, and whether it may. */
export interface VoiceState {
  readonly acted?: true;
  /** The listing of which it is a duplicate. */
  readonly kept?: string;
}

export const voiceStream = (organisation: string): string => `organisation-voice-${organisation}`;
export const Voice: Entity<VoiceState> = {
  kind: 'voice',
  stream: ({ voice }: { voice: string }) => voiceStream(voice),
  evolve: {
    OrganisationActed: (state: VoiceState | undefined) => ({ ...state, acted: true }),
    OrganisationMuted: (
      state: VoiceState | undefined,
      { data: { kept } }: StoredEvent<string, { kept: string }>,
    ) => ({ ...state, kept }),
    OrganisationUnmuted: ({ kept: _, ...state } = {}) => state,
  },
};
export const relyOnVoice = ({ organisation }: { readonly organisation: string }) =>
  relyOn(Voice, voiceStream(organisation));

/** Why a duplicate does nothing: whoever speaks for the organisation does so as the listing that is kept. */
export const refuseJoined = (kept: string) =>
  refuse(
    'organisation-joined',
    `This listing is a duplicate that was joined to ${kept}: act as that organisation.`,
    { organisation: kept },
  );

/**
 * Holds for every command that is given for an organisation. The first one leaves a guard in the same append, so that a
 * decision can rely on it that nobody ever acted as a listing: it reads one stream, and no log. Commands that are kept sealed
 * leave none, since what is said or read quietly is told to nobody outside, and the answer to an operator who joins
 * duplicates would tell of it. What an operator does, it does for no organisation.
 */
export const ofVoices: SpeakerRule<VoiceState> = {
  relyOn: (actor) => (isOperator(actor) ? undefined : relyOnVoice(actor)),
  refuse: (state) => (state?.kept === undefined ? undefined : refuseJoined(state.kept)),
  beside: (state, { organisation }) =>
    state?.acted ? [] : [OrganisationActed({ organisation }, voiceStream(organisation))],
};
