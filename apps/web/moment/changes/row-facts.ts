import type { LedgerRow } from '#commitment';
import type { CommitmentAnswer } from '../../pages/commitment/answer.ts';
import { besideEachOther, type Beside } from '../../pages/commitment/differences.ts';
import { factsOf } from '../../pages/commitment/facts.ts';
import type { Texts } from '../../texts/index.ts';
import type { Words } from '../../words.ts';

export type Row = LedgerRow &
  Pick<CommitmentAnswer, 'staleness'> & {
    /** What time alone did, where nothing was said of it. */
    readonly byTime?: readonly ByTime[];
  };
/** As the texts name it, and the API. */
type ByTime = Exclude<keyof Texts['moment']['since']['byTime'], 'title'>;

/** What a promise says that can be said otherwise later. */
const SAID = ['statement', 'kind', 'places', 'theme', 'sdgTargets', 'window', 'outcomes', 'with'] as const;

/** A row of the ledger told as the commitment's own page tells it: of each series, a row has the present value. */
function asDossier(row: Row): CommitmentAnswer {
  const { money } = row;
  const said = { ...Object.fromEntries(SAID.map((name) => [name, row[name]])), money: money.promised };
  const series = Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, value === undefined ? [] : [{ on: '', value }]]),
  );
  return { ...row, series, entries: [], voidedEntries: [] } as unknown as CommitmentAnswer;
}

/** What differs between two rows of the same promise. */
export const differencesOf = (then: Row, now: Row, words: Words): Beside[] =>
  besideEachOther(factsOf(asDossier(then), words), factsOf(asDossier(now), words)).filter(
    ({ differs }) => differs,
  );
