import type { CommandRunner } from '#cqrs';
import { Person, personStream, type Details } from '#focal-point';
import type { StoredEvent } from '#kernel';
import type { SealedReader, SealedRecords } from './sealed-records.ts';

/** That somebody is named in a book, by whom; and when it was forgotten, where it was. */
export interface Known {
  readonly person: string;
  readonly organisation: string;
  readonly forgottenAt?: string;
}
/** What sealed records of focal points say of where they stand. */
interface Told {
  readonly partnership: string;
  readonly person: string;
  readonly organisation: string;
  readonly partnerships: readonly string[];
}

/** Who is named where, and for whom, kept in memory alone; their names and addresses are opened when they are asked for. */
export class FocalPoints {
  /** By partnership, then by person. */
  private readonly known = new Map<string, Map<string, Known>>();
  private readonly forgotten = new Set<string>();

  constructor(
    private readonly sealed: SealedRecords,
    private readonly runner: CommandRunner,
  ) {
    sealed.follow((event) => this.take(event));
  }

  /** Whom a reader may speak to in a book: those of its own organisation, and of all who take part, if it does. */
  async all({ partnership, organisation, standing }: SealedReader): Promise<Known[]> {
    await this.sealed.catchUp();
    const named = [...(this.known.get(partnership)?.values() ?? [])];
    const open = new Set([organisation]);
    if (standing === 'active')
      for (const one of new Set(named.map((each) => each.organisation)))
        if (await this.sealed.takesPart(partnership, one)) open.add(one);
    return named.filter(
      (one) =>
        open.has(one.organisation) && (one.forgottenAt === undefined || one.organisation === organisation),
    );
  }

  /** What is said of somebody in a book, opened for this one answer. */
  async detailsOf(partnership: string, person: string): Promise<Details | undefined> {
    return (await this.runner.look(Person, personStream(person)))?.named.get(partnership)?.details;
  }

  private take({ type, data, metadata }: StoredEvent): void {
    const { partnership, person, organisation, partnerships } = data as Told;
    if (type === 'PersonForgotten') {
      this.forgotten.add(person);
      const forgottenAt = metadata['recordedAt'] ?? '';
      for (const each of partnerships) this.put(each, { person, organisation, forgottenAt });
    } else if (this.forgotten.has(person)) return;
    else if (type === 'FocalPointNamed') this.put(partnership, { person, organisation });
    else if (type === 'FocalPointWithdrawn') this.known.get(partnership)?.delete(person);
  }

  private put(partnership: string, one: Known): void {
    const named = this.known.get(partnership) ?? new Map<string, Known>();
    this.known.set(partnership, named.set(one.person, one));
  }
}
