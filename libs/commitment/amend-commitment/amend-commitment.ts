import { IsIn, IsOptional } from 'class-validator';
import { Already, pick, refuse, same } from '#kernel';
import { IsIdOf, IsText } from '#vocabulary';
import { defineChange } from '../change.ts';
import { aboutIt, detailsOn } from '../commitment.ts';
import { CommitmentAmended } from '../events.ts';
import { DETAILS, KINDS, Particulars, type Kind } from '../input.ts';
import { partOfSaid } from '../part-of.ts';
import {
  foundAbove,
  listed,
  refuseDetails,
  refuseOwnPartner,
  refuseUnder,
  type FoundAbove,
} from '../promise.ts';
import { recordSource } from '../source.ts';

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

export const amendCommitment = defineChange<AmendCommitment, FoundAbove>({
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
    if (source && read.source && source.version <= read.source.version) return new Already();
    const given = DETAILS.filter((field) => command[field] !== undefined);
    if (given.length === 0 && !source) return refuse('nothing-said', 'Say at least one new value.');
    const stands = detailsOn(state, effectiveOn);
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
    const said = partOfSaid(pick(command, given), state.partnership);
    const changed = given.filter((field) => !same(stands[field], said[field]));
    // A newer version of the source's record that changes nothing we keep is still said, so that the version shows.
    if (changed.length === 0 && !source) return [];
    const before = pick(stands, changed);
    const after = pick(said, changed);
    return [CommitmentAmended({ ...aboutIt(state), before, after, reason }), ...recordSource(command, self)];
  },
});
