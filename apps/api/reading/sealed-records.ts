import type { CommandRunner } from '#cqrs';
import { standingIn, type StandingNow } from '#disclosure';
import { SEALED, START, type EventStore } from '#event-store';
import type { Actor, StoredEvent } from '#kernel';
import { Membership, memberStream, Partnership } from '#partnership';

/** Who asks for what is sealed, in which book, and how it stands there now. */
export interface SealedReader {
  readonly partnership: string;
  readonly organisation: string | undefined;
  readonly standing: StandingNow;
}
/** Takes from each record what is to be known of it, and nothing of what it says. */
type Take = (event: StoredEvent) => void;

/** The sealed records of all books, each opened once as it comes, for those who know where things stand. */
export class SealedRecords {
  private readonly takers: Take[] = [];
  private through = START;
  private catchingUp: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly runner: CommandRunner,
  ) {}

  /** From the first record on: said before anything is read. */
  follow(take: Take): void {
    this.takers.push(take);
  }

  /** Reads what came since. One after the other: each takes up where the one before ended. */
  catchUp(): Promise<void> {
    const next = this.catchingUp.catch(() => undefined).then(() => this.readOn());
    this.catchingUp = next;
    return next;
  }

  /** Nobody speaks for an organisation but who acts for it: an operator's or an auditor's token opens nothing. */
  async readerOf(partnership: string, actor: Actor | undefined): Promise<SealedReader> {
    if (!actor?.roles.includes('participant'))
      return { partnership, organisation: undefined, standing: undefined };
    const { organisation } = actor;
    const member = await this.membership(partnership, organisation);
    const book = await this.runner.look(Partnership, Partnership.stream({ partnership } as never));
    return { partnership, organisation, standing: standingIn({ member, book }, organisation) };
  }

  async takesPart(partnership: string, organisation: string): Promise<boolean> {
    return (await this.membership(partnership, organisation))?.active ?? false;
  }

  private membership(partnership: string, organisation: string) {
    return this.runner.look(Membership, memberStream(partnership, organisation));
  }

  private async readOn(): Promise<void> {
    for (let end = false; !end;) {
      const page = await this.store.readCategory(SEALED, { after: this.through });
      for (const event of page.events) for (const take of this.takers) take(event);
      [this.through, end] = [page.complete, page.end];
    }
  }
}
