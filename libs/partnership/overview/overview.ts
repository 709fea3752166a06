import { basisOf, defineProjection, EVER, withFact, type StoredEvent } from '#kernel';
import { Partnership } from '../partnership.ts';
import { partnershipOn } from './facts.ts';
import { isIn, openIn } from './open.ts';
import { wholeOverview } from './render.ts';
import { rhythmsOn } from './rhythms.ts';
import type { Overview, OverviewDoc, WholeOverview } from './shape.ts';

export type {
  CapabilityView,
  CollectiveIndicatorView,
  DecisionView,
  Open,
  Overview,
  OverviewDoc,
  PracticeView,
  ProposalView,
  RhythmView,
} from './shape.ts';

const invitedIn = ({ invitations = [] }: Pick<Overview, 'invitations'>): string[] =>
  invitations
    .filter(({ declined, accepted, lapsed }) => !declined && !accepted && !lapsed)
    .map(({ organisation }) => organisation);

function preliminaryIn(state: WholeOverview): string[] {
  const interested = state.interests.map(({ organisation }) => organisation);
  const all = new Set([...invitedIn(state), ...interested]);
  return [...all].filter((one) => !isIn(state, one));
}

/** Where a partnership stands: phase, scope, goal, participants, agreements, and what is open. */
export const overview = defineProjection<OverviewDoc, Overview>({
  name: 'overview',
  version: 10,
  keys: ({ data }) => [(data as { partnership: string }).partnership],
  on: Object.fromEntries(
    Object.keys(Partnership.evolve).map((type) => [
      type,
      (doc: OverviewDoc | undefined, event: StoredEvent): OverviewDoc => {
        const { partnership } = event.data as { partnership: string };
        return { partnership, facts: withFact(doc?.facts ?? [], event) };
      },
    ]),
  ),
  columns: {
    title: { kind: 'text', of: (doc, date) => partnershipOn(doc, date).title },
    programme: { kind: 'text', of: (doc, date) => partnershipOn(doc, date).programme ?? null },
    belongsTo: { kind: 'text', of: (doc, date) => partnershipOn(doc, date).belongsTo?.said ?? null },
    convener: { kind: 'text', of: (doc, date) => partnershipOn(doc, date).lead.said },
    effectiveOn: { kind: 'text', of: (doc) => partnershipOn(doc, EVER).on },
    phase: { kind: 'text', of: (doc, date) => partnershipOn(doc, date).phase.said },
    participants: { kind: 'integer', of: (doc, date) => partnershipOn(doc, date).participants.size },
    tags: {
      kind: 'terms',
      of: (doc, date) => {
        const { scope, participants } = partnershipOn(doc, date);
        return [
          ...scope.said.places.map((place) => `place=${place}`),
          ...scope.said.sdgTargets.map((target) => `sdg=${target}`),
          ...[...participants.keys()].map((organisation) => `participant=${organisation}`),
        ];
      },
    },
  },
  at: (doc, date) => {
    const whole = wholeOverview(doc.partnership, partnershipOn(doc, date), date);
    return {
      ...whole,
      preliminaryGroup: preliminaryIn(whole),
      open: openIn(whole, date),
      rhythms: rhythmsOn(doc, date),
      basis: basisOf(doc.facts, date),
    };
  },
});

/**
 * What anybody may see. Proposals, objections, invitations and meetings are for those who take part or were invited, and
 * so is what meetings lead to: missing voices, next steps and working groups. What was announced or shared is for everybody, and
 * what success needs and nobody offers yet: who could bring it may well be outside.
 */
export function publicOverview({
  preliminaryGroup: _g,
  invitations: _i,
  interests: _n,
  meetings: _m,
  proposals: _p,
  missingVoices: _v,
  nextSteps: _s,
  workingGroups: _w,
  open = [],
  agreements,
  ...rest
}: Overview): Overview {
  const needed = open.filter(({ what }) => what === 'capability');
  return {
    ...rest,
    agreements: agreements.filter(({ formedOn }) => formedOn !== undefined),
    ...(needed.length > 0 ? { open: needed } : {}),
  };
}

/** Whether an organisation takes part, or was invited to: interest alone, which anybody may express, opens nothing. */
export const isInside = (overview: Overview, organisation: string): boolean =>
  overview.participants.some((one) => one.organisation === organisation) ||
  invitedIn(overview).includes(organisation);

/** The meetings that an organisation attended: it was there, and may say that the record is not so. */
export const attendedBy = ({ meetings = [] }: Overview, organisation: string): ReadonlySet<string> =>
  new Set(meetings.filter(({ attendees }) => attendees.includes(organisation)).map(({ meeting }) => meeting));

/** What is seen by somebody who is not inside: what is public, and the meetings that it attended. */
export function outsideOverview(overview: Overview, attended: ReadonlySet<string>): Overview {
  const meetings = (overview.meetings ?? []).filter(({ meeting }) => attended.has(meeting));
  return { ...publicOverview(overview), ...(meetings.length > 0 ? { meetings } : {}) };
}
