import { randomBytes } from 'node:crypto';
import { Envelope, type CommandAnswer, type Randomness } from '#cqrs';
import { makeId, type Actor, type AnyCommand } from '#kernel';
import type { OpenedStore } from '../../api/opened-store.ts';
import { commands } from '#domain';
import { OPERATOR } from '../../api/operator.ts';
import type { Cast, Player, Scene, Story } from './scene.ts';
import type { StoryClock } from './story-clock.ts';

/** An organisation of the stories, and somebody who speaks for it. */
export interface Told {
  readonly organisations: ReadonlyMap<string, Actor>;
  /** One per story, in their order. */
  readonly partnerships: readonly string[];
}

/** Tells stories into a book, through the same commands as everybody, on the days they tell of. */
export class Stage {
  private readonly organisations = new Map<string, Actor>();
  private readonly books = new Map<Story, string>();
  /** The ids of what was made, by what the stories call it. */
  private readonly made = new Map<string, CommandAnswer['ids']>();

  /** @param randomness where the ids of people come from */
  constructor(
    private readonly opened: OpenedStore,
    private readonly clock: StoryClock,
    private readonly randomness: Randomness = { take: randomBytes },
  ) {}

  /** Day by day, all stories together. Then the clock shows the present. */
  async tell(stories: readonly Story[]): Promise<Told> {
    for (const { story, scene, first } of byDay(stories)) {
      this.clock.next(scene.on);
      if (first) for (const player of story.players) await this.list(player, story);
      await this.play(scene, story);
    }
    this.clock.stop();
    return { organisations: this.organisations, partnerships: stories.map((story) => this.bookOf(story)) };
  }

  private async list({ name, ...details }: Player, { basis }: Story): Promise<void> {
    if (this.organisations.has(name)) return;
    const said = { name, ...details, reason: 'It takes part in what is told here' };
    const { ids } = await this.give('RegisterOrganisation', said, { actor: OPERATOR, basis });
    const person = makeId('per', this.clock.now().getTime(), this.randomness.take(16));
    const organisation = ids['organisation'] ?? '';
    this.organisations.set(name, { person, organisation, roles: ['participant'] });
  }

  private async play(scene: Scene, story: Story): Promise<void> {
    const partnership = this.books.get(story);
    const ofBook = !['organisation', 'programme'].includes(commandNamed(scene.command).entity.kind);
    const input = { ...(partnership && ofBook ? { partnership } : {}), ...scene.says(this.cast) };
    const { ids } = await this.give(scene.command, input, {
      actor: this.actor(scene.by),
      basis: scene.basis,
    });
    if (!partnership) this.books.set(story, ids['partnership'] ?? '');
    if (scene.makes !== undefined) this.made.set(scene.makes, ids);
  }

  private give(
    name: string,
    input: object,
    { actor, basis }: { actor: Actor; basis: string },
  ): Promise<CommandAnswer> {
    const remarks = { basis, clock: 'set to the day told of' };
    return this.opened.runner.run(commandNamed(name), new Envelope(input, { actor, remarks }));
  }

  private readonly cast: Cast = {
    organisation: (name) => this.actor(name).organisation,
    about: (name) => ({ commitment: this.idOf(name, 'commitment') }),
    programme: (name) => ({ programme: this.idOf(name, 'programme') }),
    joint: (name) => ({ jointCommitment: this.idOf(name, 'jointCommitment') }),
    disclosed: (name) => ({ disclosure: this.idOf(name, 'disclosure') }),
  };

  private idOf(name: string, kind: string): string {
    const id = this.made.get(name)?.[kind];
    if (id === undefined) throw new TypeError(`nobody has made "${name}" yet`);
    return id;
  }

  private actor(name: string): Actor {
    const actor = this.organisations.get(name);
    if (!actor) throw new TypeError(`${name} is not in the cast`);
    return actor;
  }

  private bookOf(story: Story): string {
    return this.books.get(story) ?? '';
  }
}

function commandNamed(name: string): AnyCommand {
  const definition = commands.find((command) => command.input.name === name);
  if (!definition) throw new TypeError(`no command ${name}`);
  return definition;
}

/** Every scene of every story, by day; scenes of one day stay in the order of their story. */
function byDay(stories: readonly Story[]) {
  return stories
    .flatMap((story) => story.scenes.map((scene, i) => ({ story, scene, first: i === 0 })))
    .sort((a, b) => (a.scene.on < b.scene.on ? -1 : a.scene.on > b.scene.on ? 1 : 0));
}
