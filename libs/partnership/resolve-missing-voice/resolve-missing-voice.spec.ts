import { given } from '#specification';
import { MissingVoiceResolved, VOICE_ANSWERS } from '../missing-voices.ts';
import {
  as,
  convened,
  convener,
  EARLY,
  flagged,
  here,
  missing,
  second,
  stranger,
} from '../specification/example.ts';
import { resolveMissingVoice } from './resolve-missing-voice.ts';

const resolve = { ...here, voice: missing.voice, how: 'consulted', note: 'In three regions' } as const;
const resolved = MissingVoiceResolved({ ...resolve, resolvedBy: second });

describe('ResolveMissingVoice', () => {
  it.each(VOICE_ANSWERS)('may be given by another than who flagged it, and says how: %s', (how) => {
    given(...convened(second), flagged())
      .when(resolveMissingVoice, { ...resolve, how, note: undefined }, as(second))
      .then(MissingVoiceResolved({ ...here, voice: missing.voice, how, resolvedBy: second }));
  });

  it('keeps the organisation that was meant', () => {
    given(...convened(second), flagged(stranger))
      .when(resolveMissingVoice, resolve, as(second))
      .then(MissingVoiceResolved({ ...resolve, organisation: stranger, resolvedBy: second }));
  });

  it('changes nothing said again, and is final', () => {
    const again = (more: object, by = second) =>
      given(...convened(second), flagged(), resolved).when(
        resolveMissingVoice,
        { ...resolve, ...more },
        as(by),
      );
    again({}).changesNothing();
    again({ how: 'joined' }).refuses('missing-voice-resolved');
    again({}, convener).refuses('missing-voice-resolved');
  });

  it('refuses what nobody flagged, and a day before it was', () => {
    given(...convened(second), flagged())
      .when(resolveMissingVoice, { ...resolve, voice: 'others' }, as(second))
      .refuses('missing-voice-unknown');
    given(...convened(second), flagged())
      .when(resolveMissingVoice, { ...resolve, effectiveOn: EARLY }, as(second))
      .refuses('before-last-change');
  });
});
