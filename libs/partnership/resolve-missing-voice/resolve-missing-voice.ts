import { IsIn, IsOptional } from 'class-validator';
import { IsEntryId, IsText } from '#vocabulary';
import { endedAlready, refuseBefore } from '../entry.ts';
import {
  MissingVoiceResolved,
  VOICE_ANSWERS,
  voiceResolved,
  voiceUnknown,
  type VoiceAnswer,
} from '../missing-voices.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

export class ResolveMissingVoice extends AboutPartnership {
  static readonly example = {
    voice: 'teachers-1',
    how: 'consulted',
    note: 'Heard through the union of teachers, in three regions',
  };

  @IsEntryId()
  voice!: string;

  @IsIn(VOICE_ANSWERS)
  how!: VoiceAnswer;

  @IsOptional()
  @IsText(2000)
  note?: string;
}

export const resolveMissingVoice = definePartnershipCommand({
  afterClosing: true,
  input: ResolveMissingVoice,
  summary: 'Answer for a missing voice: it joined, was consulted, is not reachable, or otherwise.',
  allow: participant,
  decide: ({ missingVoices }, command, { actor, effectiveOn }) => {
    const { partnership, voice, how, note } = command;
    const known = missingVoices.get(voice);
    if (!known) return voiceUnknown();
    const { organisation } = known.said;
    const resolved = MissingVoiceResolved({
      partnership,
      voice,
      how,
      note,
      organisation,
      resolvedBy: actor.organisation,
    });
    return (
      endedAlready(known.resolved, resolved, { command, refusal: voiceResolved() }) ??
      refuseBefore(known.on, effectiveOn) ?? [resolved]
    );
  },
});
