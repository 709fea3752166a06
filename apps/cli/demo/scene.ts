/** Whether something is told as its source tells it, or made up to show how a book works. */
export type Basis = 'sourced' | 'illustrative';

/** Ids by the names that a story uses. */
export interface Cast {
  organisation(name: string): string;
  /** `{ commitment }`, to be said in a command on it. */
  about(name: string): { readonly commitment: string };
  /** `{ programme }`, likewise. */
  programme(name: string): { readonly programme: string };
  /** `{ jointCommitment }`, likewise. */
  joint(name: string): { readonly jointCommitment: string };
  /** `{ disclosure }`, likewise. */
  disclosed(name: string): { readonly disclosure: string };
}

/** One command of a story: on which day, by which organisation, saying what. */
export interface Scene {
  /** The day it is recorded, `YYYY-MM-DD`. */
  readonly on: string;
  readonly by: string;
  /** The command's name, such as `JoinPartnership`. */
  readonly command: string;
  readonly says: (cast: Cast) => object;
  readonly basis: Basis;
  /** What the story calls what this scene makes: a commitment, a joint one, a disclosure. */
  readonly makes?: string;
}

/** An organisation as it is listed when its story begins. */
export interface Player {
  readonly name: string;
  /** IATI OrganisationType, left open where the source leaves it open. */
  readonly type?: string;
  readonly country?: string;
}

export interface Story {
  /** Who appears in it; they are listed on its first day. */
  readonly players: readonly Player[];
  readonly basis: Basis;
  /** In the order of their days; the first convenes the partnership. */
  readonly scenes: readonly Scene[];
}

type Says = object | ((cast: Cast) => object);

/** Writes scenes of one basis, one line each. */
export const scenesThatAre =
  (basis: Basis) =>
  (on: string, by: string, command: string, says: Says = {}): Scene => ({
    on,
    by,
    command,
    says: typeof says === 'function' ? (says as Scene['says']) : () => says,
    basis,
  });

/** The same scene, and a name for the commitment that it makes. */
export const making = (makes: string, scene: Scene): Scene => ({ ...scene, makes });

/** Scenes by their days; those of one day stay in the order in which they are written. */
export const inOrder = (scenes: readonly Scene[]): readonly Scene[] =>
  scenes.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
