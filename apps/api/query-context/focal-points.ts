import type { CommandRunner } from '#cqrs';
import { Person, personStream, type Details } from '#focal-point';
import type { KnownPerson } from './known-persons.ts';
import type { SealedIndex } from './sealed-index.ts';
import type { SealedReader, SealedReaders } from './sealed-readers.ts';

/** Who is named where, and for whom; their names and addresses are opened when they are asked for. */
export class FocalPoints {
  constructor(
    private readonly quiet: SealedIndex,
    private readonly readers: SealedReaders,
    private readonly runner: CommandRunner,
  ) {}

  /** Whom a reader may speak to in a book: those of its own organisation, and of all who take part, if it does. */
  async all({ partnership, organisation, standing }: SealedReader): Promise<KnownPerson[]> {
    if (organisation === undefined) return [];
    await this.quiet.ready();
    const others = standing === 'active' ? await this.readers.participantsOf(partnership) : [];
    return [...new Set([organisation, ...others])].flatMap((one) =>
      this.quiet.persons
        .in(partnership, one)
        .filter(({ forgottenAt }) => forgottenAt === undefined || one === organisation),
    );
  }

  /** What is said of somebody in a book, opened for this one answer, and the revision that it is of. */
  async detailsOf(
    partnership: string,
    person: string,
  ): Promise<{ readonly details?: Details | undefined; readonly revision: number }> {
    const { state, revision } = await this.runner.lookAt(Person, personStream(person));
    return { details: state?.named.get(partnership)?.details, revision };
  }
}
