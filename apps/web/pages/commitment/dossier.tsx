import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Around } from '../../said/said.tsx';
import type { Telling } from '../../said/tell.ts';
import type { CommitmentAnswer } from './answer.ts';

/** What every part of the page is told from. */
export interface Open {
  readonly dossier: CommitmentAnswer;
  readonly telling: Telling;
  readonly around: Around;
  /** Another moment, beside which it is shown: the events known then; undefined: none, or it is still awaited. */
  readonly known?: ReadonlySet<string>;
}
const Context = createContext<Open | undefined>(undefined);
export const Opened = Context.Provider;

/** @throws Error outside of a commitment's page */
export function useDossier(): Open {
  const open = useContext(Context);
  if (!open) throw new Error('no commitment is open here');
  return open;
}
