import { given } from '#specification';
import { MissingVoiceFlagged } from '../missing-voices.ts';
import { as, convened, here, missing, registered, second, stranger } from '../specification/example.ts';
import { flagMissingVoice } from './flag-missing-voice.ts';

const flag = { ...here, ...missing };

describe('FlagMissingVoice', () => {
  it('says who is not in the room, why it matters, and who said so', () => {
    given(...convened(second))
      .when(flagMissingVoice, flag, as(second))
      .then(MissingVoiceFlagged({ ...flag, flaggedBy: second }));
  });

  it('may name a listed organisation, and no other', () => {
    const named = { ...flag, organisation: stranger };
    given(...convened(second), registered(stranger))
      .when(flagMissingVoice, named, as(second))
      .then(MissingVoiceFlagged({ ...named, flaggedBy: second }));
    given(...convened(second))
      .when(flagMissingVoice, named, as(second))
      .refuses('organisation-unknown');
  });
});
