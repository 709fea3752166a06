import { Already, defineCommand, operatorAtTheStore, relyOn } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { BookClosed, Closed, type ClosedState } from '../closed.ts';
import { Partnership, partnershipStream, type PartnershipState } from '../partnership.ts';

class GuardClosed {
  static readonly example = {};

  @IsIdOf('ptn')
  partnership!: string;
}

/** Given at the start, not at any door: books that were closed before there was a guard have none. */
export const guardClosed = defineCommand<GuardClosed, ClosedState, { book: PartnershipState }>({
  input: GuardClosed,
  entity: Closed,
  own: ({ partnership }) => ({ closed: partnership }),
  summary: 'Have a book that was closed by an earlier version guarded as one that is closed.',
  allow: operatorAtTheStore,
  reads: { book: ({ partnership }) => relyOn(Partnership, partnershipStream(partnership)) },
  decide: (guard, { partnership }, { read: { book } }) =>
    book?.closed && !guard?.closed ? [BookClosed({ partnership })] : new Already(),
});
