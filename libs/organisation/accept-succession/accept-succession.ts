import { defineCommand, refuse, relyOn } from '#kernel';
import { Dated, IsIdOf } from '#vocabulary';
import { ENDINGS, OrganisationEnded } from '../endings.ts';
import {
  Organisation,
  OrganisationChanged,
  organisationStream,
  SuccessionAccepted,
  SuccessorNamed,
  type OrganisationState,
} from '../organisation.ts';
import { namedToGoOn } from '../successor.ts';
import { refuseSuccessor, relyOnSuccessions, SUCCESSIONS, type Successions } from '../succession.ts';

export class AcceptSuccession extends Dated {
  static readonly example = { effectiveOn: '2022-01-01' };

  /** The one that named your organisation to go on in its place. */
  @IsIdOf('org')
  organisation!: string;
}

export const acceptSuccession = defineCommand<
  AcceptSuccession,
  OrganisationState,
  { successor: OrganisationState; successions: Successions }
>({
  input: AcceptSuccession,
  entity: Organisation,
  summary:
    'Go on in the place of an organisation that named yours: a merger stands from now on, and what it promised is in your record.',
  allow: namedToGoOn,
  reads: {
    successor: (_, { organisation }) => relyOn(Organisation, organisationStream(organisation)),
    successions: relyOnSuccessions,
  },
  decide: (state, { organisation }, { actor: { organisation: successor }, effectiveOn, read }) => {
    if (!state) return [];
    const { offered, changedOn = '', details } = state;
    if (!offered && state.successor?.accepted) return [];
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
    // In an older book it stands already, and is only marked as accepted.
    const stands = !offered && state.successor?.organisation === successor;
    const refusal = stands ? undefined : refuseSuccessor(own, read, effectiveOn);
    if (refusal) return refusal;
    return [
      ...(offered?.change === 'merged'
        ? [
            OrganisationChanged({ ...own, change: 'merged' as const, before: details, after: details }),
            OrganisationEnded({ organisation, how: 'merged' }, ENDINGS),
          ]
        : []),
      SuccessionAccepted(own),
      SuccessorNamed({ ...own, accepted: true }, SUCCESSIONS),
    ];
  },
});
