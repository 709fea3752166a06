import { refuse } from '#kernel';
import type { CommitmentState } from './commitment.ts';

/** Whether it is suspended, and why it cannot be changed on this day: suspending and resuming go by turns in time too. */
export function suspension({ suspensions }: CommitmentState, effectiveOn: string) {
  const last = suspensions.at(-1);
  return {
    suspended: last?.value ?? false,
    refusal:
      last && effectiveOn < last.on
        ? refuse(
            'before-last-change',
            `It was ${last.value ? 'suspended' : 'resumed'} on ${last.on}: say an "effectiveOn" of that day or later.`,
            { field: 'effectiveOn' },
          )
        : undefined,
  };
}
