import { IsIn, IsOptional } from 'class-validator';
import { pick, refuse, same } from '#kernel';
import { IsIdOf, IsText } from '#vocabulary';
import { definePromise } from '../change.ts';
import { aboutIt, detailsOn } from '../commitment.ts';
import { CommitmentAmended } from '../events.ts';
import { DETAILS, KINDS, Particulars, type Kind } from '../input.ts';
import { contentOf } from '../opening.ts';
import { partOfSaid } from '../part-of.ts';
import {
  foundAbove,
  listed,
  refuseDetails,
  refuseOwnPartner,
  refuseUnder,
  type FoundAbove,
} from '../promise.ts';
import { recordSource, saidBefore } from '../source.ts';

export class AmendCommitment extends Particulars {
  static readonly example = {
    money: { amount: '1800000', currency: 'USD' },
    reason: 'A second donor joined',
    effectiveOn: '2021-03-01',
  };

  @IsIdOf('cmt')
  commitment!: string;

  @IsOptional()
  @IsText(4000)
  statement?: string;

  @IsOptional()
  @IsIn(KINDS)
  kind?: Kind;

  @IsText(2000)
  reason!: string;
}

export const amendCommitment = definePromise<AmendCommitment, FoundAbove>({
  input: AmendCommitment,
  summary: 'Replace something already said, from a day on: 100 raised to 150 totals 150.',
  reads: foundAbove,
  decide: (state, command, { self, effectiveOn, read }) => {
    const { source, reason } = command;
    if (source && read.source?.commitment !== self)
      return refuse(
        'source-differs',
        'It was not recorded from this record: leave "source" out, or take its own.',
        {
          field: 'source',
        },
      );
    const given = DETAILS.filter((field) => command[field] !== undefined);
    if (given.length === 0 && !source) return refuse('nothing-said', 'Say at least one new value.');
    const stands = detailsOn(state, effectiveOn);
    const said = partOfSaid(pick(command, given), state.partnership);
    const content = contentOf(state.firmOn !== undefined, { ...state, details: { ...stands, ...said } });
    const before = source && read.source && saidBefore(read.source, source, content);
    if (before) return before;
    const open = given.filter((field) => stands[field] === undefined);
    if (open.length > 0)
      return refuse(
        'not-yet-said',
        `Nothing is said of ${listed(open)} on ${effectiveOn}: use DetailCommitment, or a later "effectiveOn".`,
        {
          field: open[0],
        },
      );
    const refusal =
      refuseOwnPartner(command, state.organisation) ??
      refuseDetails(command, self, read) ??
      refuseUnder(state, command, { effectiveOn, read });
    if (refusal) return refusal;
    const changed = given.filter((field) => !same(stands[field], said[field]));
    // A change of the source's record that changes nothing we keep is still said, so that its version and provenance show.
    if (changed.length === 0 && !source) return [];
    const amended = { before: pick(stands, changed), after: pick(said, changed), reason };
    return [CommitmentAmended({ ...aboutIt(state), ...amended }), ...recordSource(command, self, content)];
  },
});
