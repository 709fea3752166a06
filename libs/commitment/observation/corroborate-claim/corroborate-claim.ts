import { IsOptional } from 'class-validator';
import { IsText } from '#vocabulary';
import { ClaimCorroborated } from '../events.ts';
import { Observe } from '../input.ts';
import { defineObservation } from '../observe.ts';

export class CorroborateClaim extends Observe {
  static readonly example = {
    claim: { about: 'entry', commitment: 'cmt_01hzy3v7qk8m4n2p6r9s0t1v5w', entry: 'tranche_1' },
    text: 'We received it on 20 January',
    effectiveOn: '2021-02-01',
  };

  @IsOptional()
  @IsText(4000)
  text?: string;
}

export const corroborateClaim = defineObservation(
  CorroborateClaim,
  "Say that another's claim is so, as far as your organisation knows. It changes nothing, and is shown beside it.",
  ClaimCorroborated,
);
