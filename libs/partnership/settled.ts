import { refuse, type Refusal } from '#kernel';
import type { Subject } from './subjects.ts';

/** As much of a partnership and of a proposal as tells whether something may still be said on it. */
interface Book {
  readonly closed?: unknown;
}
interface Standing {
  readonly said: { readonly subject: Subject };
  readonly adoptedOn?: string;
  readonly lapsedOn?: string;
}

/** Whether a proposal may still be adopted: in a closed book, only one to reopen it. */
export const isOpen = ({ closed }: Book, { adoptedOn, lapsedOn, said }: Standing): boolean =>
  adoptedOn === undefined && lapsedOn === undefined && (!closed || said.subject === 'reopening');

export const proposalUnknown = (): Refusal =>
  refuse('proposal-unknown', 'No such proposal stands in this partnership: make it with Propose.', {
    field: 'proposal',
  });
const proposalAdopted = (): Refusal =>
  refuse('proposal-adopted', 'This proposal is adopted; to change it, make a new one (Propose).', {
    field: 'proposal',
  });

/** Why nothing is said on a proposal any more. */
export function refuseSettled(state: Book, proposal: Standing): Refusal | undefined {
  if (proposal.adoptedOn !== undefined) return proposalAdopted();
  return isOpen(state, proposal)
    ? undefined
    : refuse('proposal-lapsed', 'It was left without an outcome when the partnership closed: propose anew.', {
        field: 'proposal',
      });
}
