import { ROLES, SCOPES, type Actor } from '#kernel';
import { Envelope } from '#cqrs';
import type { OpenedStore } from '../../apps/api/opened-store.ts';
import { register } from '../../apps/api/organisations.ts';
import { commandNamed } from '../support/command-named.ts';
import type { SetClock } from '../support/served-book.ts';

export type Ids = Readonly<Record<string, string>>;
export type Body = Readonly<Record<string, unknown>>;

/** How an organisation stands to a partnership. */
export const RELATIONS = ['takes part', 'invited', 'interested', 'outside'] as const;
export type Relation = (typeof RELATIONS)[number];

export const SCOPE = { places: ['CO'], sdgTargets: ['9.c'] };
/** With one role, or several ("participant and auditor"); for a service with every scope. */
export const actorWith = (role: string, organisation: string): Actor => ({
  person: `per_${role.replaceAll(' ', '_')}`,
  organisation,
  roles: role.split(' and '),
  ...(role === 'subscriber' ? { scopes: Object.keys(SCOPES) } : {}),
});
export const ROLE_NAMES = Object.keys(ROLES);
/** Who gives commands and holds another role beside. */
export const BOTH = ['participant and auditor', 'participant and operator'];

interface Giving {
  readonly role?: string;
  readonly ifMatch?: number;
}

/** Organisations that meet in every scene: registered once for all of them. */
export interface Cast {
  /** Whose thing it is that the scene is about. */
  readonly own: string;
  readonly other: string;
  /** Always takes part, and helps along. */
  readonly third: string;
  /** Listed, and nothing more. */
  readonly fourth: string;
  /** Says that it is interested, where queries are asked. */
  readonly fifth: string;
}

export async function castIn(book: OpenedStore): Promise<Cast> {
  const [own = '', other = '', third = '', fourth = '', fifth = ''] = await Promise.all(
    ['Own', 'Other', 'Third', 'Fourth', 'Fifth'].map((name) => register(book, { name, reason: 'Seen' })),
  );
  return { own, other, third, fourth, fifth };
}

/** A partnership of its own for one case of the policy: who takes part in it, and what stands in it. */
export class Scene {
  private readonly active = new Set<string>();
  private readonly open = new Map<string, string>();
  private invitations = 0;

  private constructor(
    private readonly book: OpenedStore,
    readonly clock: SetClock,
    readonly cast: Cast,
    readonly partnership: string,
  ) {}

  static async begin(
    { book, clock }: { book: OpenedStore; clock: SetClock },
    cast: Cast,
    convener: string,
  ): Promise<Scene> {
    const said = { title: 'T', problem: 'P', scope: SCOPE, programme: 'A programme' };
    const { ids } = await book.runner.run(
      commandNamed('ConvenePartnership'),
      new Envelope(said, { actor: actorWith('participant', convener) }),
    );
    const scene = new Scene(book, clock, cast, ids['partnership'] ?? '');
    scene.active.add(convener);
    for (const each of [cast.third, cast.own]) await scene.stand(each, 'takes part', convener);
    return scene;
  }

  /** Given by an organisation, with a role. @throws Refused it may not be */
  async give(
    by: string,
    name: string,
    says: Body = {},
    { role = 'participant', ...more }: Giving = {},
  ): Promise<Ids> {
    const { entity } = commandNamed(name);
    const inBook =
      entity.kind === 'organisation' || ['ConvenePartnership', 'RegisterProgramme'].includes(name);
    const input = inBook ? says : { partnership: this.partnership, ...says };
    const actor = actorWith(role, by);
    return (await this.book.runner.run(commandNamed(name), new Envelope(input, { actor, ...more }))).ids;
  }

  /** The invitation by which an organisation was last invited. */
  invitationOf(organisation: string): string {
    return this.open.get(organisation) ?? 'none';
  }

  /** Has an organisation take part, be invited, say that it is interested, or none of it. */
  async stand(organisation: string, standing: Relation, by = this.cast.third): Promise<void> {
    const takesPart = standing === 'takes part';
    if (takesPart && this.active.has(organisation)) return;
    if (this.active.delete(organisation)) await this.give(organisation, 'LeavePartnership');
    if (standing === 'outside') return;
    if (standing === 'interested') {
      await this.give(organisation, 'ExpressInterest', { statement: 'We could help' });
      return;
    }
    const invitation = `i${this.invitations++}`;
    this.open.set(organisation, invitation);
    await this.give(by, 'InviteParticipant', { invitation, organisation, canActOn: 'All' });
    if (!takesPart) return;
    await this.give(organisation, 'JoinPartnership', { priorities: ['P'] });
    this.active.add(organisation);
  }
}
