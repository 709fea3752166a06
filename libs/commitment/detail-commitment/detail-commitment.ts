import { pick, refuse, same } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { definePromise } from '../change.ts';
import { aboutIt, detailsOn } from '../commitment.ts';
import { CommitmentDetailed } from '../events.ts';
import { PARTICULARS, Particulars } from '../input.ts';
import { partOfSaid } from '../part-of.ts';
import {
  foundAbove,
  listed,
  refuseDetails,
  refuseOpenWindow,
  refuseOwnPartner,
  refuseUnder,
  type FoundAbove,
} from '../promise.ts';

export class DetailCommitment extends Particulars {
  static readonly example = { sdgTargets: ['9.c'], window: { from: '2020-10-01', to: '2022-12-31' } };

  @IsIdOf('cmt')
  commitment!: string;
}

export const detailCommitment = definePromise<DetailCommitment, FoundAbove>({
  input: DetailCommitment,
  summary: 'Fill in what was left open.',
  reads: foundAbove,
  decide: (state, command, { self, effectiveOn, read }) => {
    const given = PARTICULARS.filter((field) => command[field] !== undefined);
    if (given.length === 0) return refuse('nothing-said', 'Say at least one of the details.');
    const stands = detailsOn(state, effectiveOn);
    const said = partOfSaid(pick(command, given), state.partnership);
    const fresh = given.filter((field) => !same(stands[field], said[field]));
    const before = fresh.filter((field) => stands[field] !== undefined);
    if (before.length > 0)
      return refuse('already-said', `${listed(before)} was said already: replace it with AmendCommitment.`, {
        field: before[0],
      });
    const refusal =
      refuseOpenWindow(command) ??
      refuseOwnPartner(command, state.organisation) ??
      refuseDetails(command, self, read) ??
      refuseUnder(state, command, { effectiveOn, read });
    if (refusal) return refusal;
    return fresh.length > 0 ? [CommitmentDetailed({ ...aboutIt(state), details: pick(said, fresh) })] : [];
  },
});
