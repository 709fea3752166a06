import type { CommandRunner } from '#cqrs';
import { standingIn, type StandingNow } from '#disclosure';
import type { Actor } from '#kernel';
import { Membership, memberStream, Partnership } from '#partnership';

/** Who asks for what is sealed, in which book, and how it stands there now. */
export interface SealedReader {
  readonly partnership: string;
  readonly organisation: string | undefined;
  readonly standing: StandingNow;
}

/** Who asks for what is sealed. */
export class SealedReaders {
  constructor(private readonly runner: CommandRunner) {}

  /** Nobody speaks for an organisation but who acts for it: an operator's or an auditor's token opens nothing. */
  async readerOf(partnership: string, actor: Actor | undefined): Promise<SealedReader> {
    if (!actor?.roles.includes('participant'))
      return { partnership, organisation: undefined, standing: undefined };
    const { organisation } = actor;
    const member = await this.runner.look(Membership, memberStream(partnership, organisation));
    const book = await this.bookOf(partnership);
    return { partnership, organisation, standing: standingIn({ member, book }, organisation) };
  }

  /** Who takes part in a book now. */
  async participantsOf(partnership: string): Promise<Iterable<string>> {
    return (await this.bookOf(partnership))?.participants.keys() ?? [];
  }

  private bookOf(partnership: string) {
    return this.runner.look(Partnership, Partnership.stream({ partnership } as never));
  }
}
