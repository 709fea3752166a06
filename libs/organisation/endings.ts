import { event, refuse, relyOn, type Entity, type Refusal, type StoredEvent } from '#kernel';

/**
 * Which organisations have ended, in one stream for all of them: a decision on what everybody has to answer weighs each of
 * them, and endings are few. Written with a dissolution, with a merger that its successor accepts, and with the joining of a
 * duplicate as which somebody acted, which may take part somewhere and answers nothing any more.
 */
export const OrganisationEnded = event<{ organisation: string; how: 'merged' | 'dissolved' | 'joined' }>()(
  'OrganisationEnded',
  'guard',
);
/** A merger of an older book is refused by the successor it names, or a joining is undone: the organisation goes on. */
export const OrganisationGoesOn = event<{ organisation: string }>()('OrganisationGoesOn', 'guard');

export const ENDINGS = 'organisation-ending-all';

export interface Endings {
  /** The day on which each of those that ended did. */
  readonly endedOn: ReadonlyMap<string, string>;
}
type Guard = StoredEvent<string, { organisation: string }>;

export const Ending: Entity<Endings> = {
  kind: 'ending',
  stream: () => ENDINGS,
  evolve: {
    OrganisationEnded: (state: Endings | undefined, { data, metadata }: Guard) => ({
      endedOn: new Map(state?.endedOn).set(data.organisation, metadata['effectiveOn'] ?? ''),
    }),
    OrganisationGoesOn: (state: Endings | undefined, { data }: Guard) => ({
      endedOn: new Map(
        [...(state?.endedOn ?? [])].filter(([organisation]) => organisation !== data.organisation),
      ),
    }),
  },
};

/** Told to a decision that an ending would change. */
export const relyOnEndings = () => relyOn(Ending, ENDINGS);

/** Why an organisation begins and answers nothing: it has ended. What it promised before is still its own to report on. */
export function refuseEnded(endings: Endings | undefined, organisation: string): Refusal | undefined {
  const on = endings?.endedOn.get(organisation);
  return on === undefined
    ? undefined
    : refuse(
        'organisation-ended',
        `Your organisation ended on ${on}: it makes no new promise and answers nothing. Who goes on in its place does (AcceptSuccession, TakeOver).`,
      );
}
