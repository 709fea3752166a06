import { Already, defineCommand, operatorAtTheStore } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { OrganisationActed, Voice, type VoiceState } from '../voice.ts';

class GuardActed {
  static readonly example = {};

  @IsIdOf('org')
  organisation!: string;
}

/** Given at the start, not at any door: who acted before there was a guard of that has none. */
export const guardActed = defineCommand<GuardActed, VoiceState>({
  input: GuardActed,
  entity: Voice,
  own: ({ organisation }) => ({ voice: organisation }),
  summary: 'Have an organisation as which somebody acted under an earlier version guarded as one that has.',
  allow: operatorAtTheStore,
  decide: (voice, { organisation }) => (voice?.acted ? new Already() : [OrganisationActed({ organisation })]),
});
