import { ArrayMaxSize } from 'class-validator';
import { IsEachOnce, IsPlace, IsSdgTarget } from '#vocabulary';
import type { Scope } from './events.ts';

export class ScopeInput implements Scope {
  /** `global`, regions of UN M49, or countries of ISO 3166-1. */
  @IsPlace({ each: true })
  @IsEachOnce()
  @ArrayMaxSize(250)
  places!: string[];

  @IsSdgTarget({ each: true })
  @IsEachOnce()
  @ArrayMaxSize(169)
  sdgTargets!: string[];
}
