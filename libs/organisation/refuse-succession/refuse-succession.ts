import { IsOptional } from 'class-validator';
import { defineCommand, refuse } from '#kernel';
import { Dated, IsIdOf, IsText } from '#vocabulary';
import { ENDINGS, OrganisationGoesOn } from '../endings.ts';
import {
  Organisation,
  SuccessionRefused,
  SuccessorRefused,
  type OrganisationState,
} from '../organisation.ts';
import { namedToGoOn } from '../successor.ts';
import { SUCCESSIONS } from '../succession.ts';

export class RefuseSuccession extends Dated {
  static readonly example = { reason: 'We have never heard of it' };

  /** The one that named your organisation to go on in its place. */
  @IsIdOf('org')
  organisation!: string;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const refuseSuccession = defineCommand<RefuseSuccession, OrganisationState>({
  input: RefuseSuccession,
  entity: Organisation,
  summary: 'Do not go on in the place of an organisation that named yours: its promises stay its own.',
  allow: namedToGoOn,
  decide: (state, { organisation, reason }, { actor: { organisation: successor }, effectiveOn }) => {
    if (!state) return [];
    const { offered, changedOn = '' } = state;
    if (!offered && state.successor?.accepted)
      return refuse('succession-accepted', 'Your organisation has accepted it: it stands.');
    const first = offered && offered.on > changedOn ? offered.on : changedOn;
    if (effectiveOn < first)
      return refuse(
        'before-last-change',
        `It was named on ${first}: say an "effectiveOn" of that day or later.`,
        {
          field: 'effectiveOn',
        },
      );
    const own = { organisation, successor };
    return [
      SuccessionRefused({ ...own, ...(reason === undefined ? {} : { reason }) }),
      ...(offered ? [] : [SuccessorRefused(own, SUCCESSIONS)]),
      ...(!offered && state.ended === 'merged' && state.duplicates?.joinedTo === undefined
        ? [OrganisationGoesOn({ organisation }, ENDINGS)]
        : []),
    ];
  },
});
