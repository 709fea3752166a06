import { decimal } from '#kernel';
import {
  goalOf,
  placesAround,
  type Count,
  type OrganisationId,
  type Place,
  type SdgTarget,
} from '#vocabulary';
import { NOT_STATED } from '../input.ts';
import type { LedgerRow } from '../ledger-row.ts';
import { stands } from '../status.ts';
import { Sums, type Sum } from '../money.ts';
import type { Money, PlaceShare } from '../particulars.ts';

/** What is promised in a cell. */
export interface Promises {
  readonly rows: Count;
  /** Of what is promised, as much as is said to be for this: a row's whole sum, or its percentage. */
  readonly promised: readonly Sum[];
  /**
   * Rows that are for several, and do not say how much for each: their whole sum, in each. Not to be added across
   * cells.
   */
  readonly undivided: { readonly rows: Count; readonly promised: readonly Sum[] };
}
/** Rows about one place, theme, SDG target or goal; or rows that say none. */
export interface Cell {
  /** What of: none where rows do not say. */
  readonly of?: string;
  readonly organisations: readonly {
    readonly organisation: OrganisationId;
    readonly selfReported: Count;
    readonly attributed: Count;
  }[];
  readonly rows: Count;
  /** Rows whose parent's sum still contains them: their organisations are named, their sums left out. */
  readonly contained: Count;
  readonly commitments: Promises;
  readonly pledges: Promises;
  /** Two or more organisations. */
  readonly overlap: boolean;
  /** None, though the scope names it; of a region, none within it either. */
  readonly gap: boolean;
  readonly inScope: boolean;
  readonly basis: readonly string[];
}
export interface PlaceCell extends Cell {
  /** Places within it that have rows, so that it is no gap. */
  readonly within: readonly Place[];
  /** Places that it lies in and that have rows: for it, too, or not; that is not said. */
  readonly around: readonly Place[];
}
export interface Coverage {
  readonly places: readonly PlaceCell[];
  readonly themes: readonly Cell[];
  readonly sdgTargets: readonly Cell[];
  readonly sdgGoals: readonly Cell[];
  readonly unstated: { readonly place: Cell; readonly theme: Cell; readonly sdg: Cell };
  readonly gaps: { readonly places: readonly Place[]; readonly sdgTargets: readonly SdgTarget[] };
  readonly counting: string;
}
export interface CoverageScope {
  readonly places: readonly Place[];
  readonly sdgTargets: readonly SdgTarget[];
}

const COUNTING =
  'Rows that are open, suspended or fulfilled. A row about several stands in the cell of each, so cells are not added ' +
  'up, unless by their promised sums: those have a whole sum where a row is for one alone, and its percentage where ' +
  'places have percentages; where none are given nothing is divided by guess, and the whole sum stands as undivided in ' +
  'each. Parts that their parent still contains are named and left out of sums. A region of M49 is no gap where a place ' +
  'within it has rows. Asked with the position of this answer, the ledger of each cell lists exactly its rows.';

class PromiseAddition {
  private rows = 0;
  private undividedRows = 0;
  private readonly promised = new Sums();
  private readonly undivided = new Sums();

  add(money: Sum | undefined, share: string | undefined): void {
    this.rows++;
    if (share === undefined) this.undividedRows++;
    if (!money) return;
    if (share === undefined) this.undivided.add(money);
    else this.promised.add({ currency: money.currency, amount: partOf(money, share) });
  }

  get promises(): Promises {
    const undivided = { rows: this.undividedRows, promised: this.undivided.list };
    return { rows: this.rows, promised: this.promised.list, undivided };
  }
}

const WHOLE = '100';
/** So many percent of an amount, exactly. */
const partOf = ({ amount }: Pick<Money, 'amount'>, percentage: string): string =>
  percentage === WHOLE ? amount : decimal.multiply(amount, decimal.multiply(percentage, '0.01'));

/** One cell, filled row by row: it grows with the organisations in it, not with the rows. */
class CellAddition {
  private rows = 0;
  private contained = 0;
  private readonly by = new Map<string, { selfReported: number; attributed: number }>();
  private readonly pledges = new PromiseAddition();
  private readonly commitments = new PromiseAddition();
  private readonly basis = new Set<string>();

  /** @param share how much of the row's money is for this, in percent; undefined where that is not said */
  add(row: LedgerRow, share: string | undefined): void {
    this.rows++;
    for (const basis of row.basis) this.basis.add(basis);
    const counts = this.by.get(row.organisation) ?? { selfReported: 0, attributed: 0 };
    this.by.set(row.organisation, counts);
    counts[row.voice === 'attributed' ? 'attributed' : 'selfReported']++;
    if (row.partOf?.contained) this.contained++;
    else this[row.promise === 'pledge' ? 'pledges' : 'commitments'].add(row.money.promised, share);
  }

  /** @param scope whether the scope names it, and whether something is there that its own rows do not tell */
  cell(of: string | undefined, { inScope = false, covered = false } = {}): Cell {
    const organisations = [...this.by]
      .filter(([organisation]) => organisation !== NOT_STATED)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([organisation, counts]) => ({ organisation, ...counts }));
    return {
      ...(of === undefined ? {} : { of }),
      organisations,
      rows: this.rows,
      contained: this.contained,
      commitments: this.commitments.promises,
      pledges: this.pledges.promises,
      overlap: organisations.length > 1,
      gap: inScope && !covered && this.rows === 0,
      inScope,
      basis: [...this.basis].sort(),
    };
  }
}

/** The cells of one axis. */
class Cells {
  private readonly cells = new Map<string, CellAddition>();

  at(of: string): CellAddition {
    const cell = this.cells.get(of) ?? new CellAddition();
    this.cells.set(of, cell);
    return cell;
  }

  get filled(): string[] {
    return [...this.cells.keys()];
  }

  /** Those that have rows, and those that should. */
  told<C>(scope: Iterable<string>, tell: (of: string, cell: CellAddition) => C): C[] {
    const all = new Set([...this.filled, ...scope]);
    return [...all].sort().map((of) => tell(of, this.cells.get(of) ?? new CellAddition()));
  }
}

/** Lays rows out by place, theme and SDG, one after another, so that any number of them fits. */
export class CoverageAddition {
  private readonly places = new Cells();
  private readonly themes = new Cells();
  private readonly targets = new Cells();
  private readonly goals = new Cells();
  private readonly unstated = {
    place: new CellAddition(),
    theme: new CellAddition(),
    sdg: new CellAddition(),
  };

  /** @param scope what the partnership is for, or all partnerships of a programme */
  constructor(private readonly scope: CoverageScope) {}

  add(row: LedgerRow): void {
    if (!stands(row.status)) return;
    const { places = [], theme, sdgTargets = [] } = row;
    for (const one of places) this.places.at(one.place).add(row, shareOf(one, places));
    if (places.length === 0) this.unstated.place.add(row, WHOLE);
    (theme === undefined ? this.unstated.theme : this.themes.at(theme)).add(row, WHOLE);
    const share = (of: readonly unknown[]) => (of.length === 1 ? WHOLE : undefined);
    for (const target of new Set(sdgTargets)) this.targets.at(target).add(row, share(sdgTargets));
    const goals = [...new Set(sdgTargets.map(goalOf))];
    for (const goal of goals) this.goals.at(goal).add(row, share(goals));
    if (sdgTargets.length === 0) this.unstated.sdg.add(row, WHOLE);
  }

  get coverage(): Coverage {
    const { scope } = this;
    const places = this.places.told(scope.places, (of, cell) => this.placeCell(of, cell));
    const named = (codes: readonly string[]) => (of: string, cell: CellAddition) =>
      cell.cell(of, { inScope: codes.includes(of) });
    const goals = [...new Set(scope.sdgTargets.map(goalOf))];
    const sdgTargets = this.targets.told(scope.sdgTargets, named(scope.sdgTargets));
    const gapsIn = (cells: readonly Cell[]) => cells.flatMap(({ gap, of = '' }) => (gap ? [of] : []));
    return {
      places,
      themes: this.themes.told([], named([])),
      sdgTargets,
      sdgGoals: this.goals.told(goals, named(goals)),
      unstated: {
        place: this.unstated.place.cell(undefined),
        theme: this.unstated.theme.cell(undefined),
        sdg: this.unstated.sdg.cell(undefined),
      },
      gaps: { places: gapsIn(places), sdgTargets: gapsIn(sdgTargets) },
      counting: COUNTING,
    };
  }

  private placeCell(of: string, addition: CellAddition): PlaceCell {
    const filled = this.places.filled.sort();
    const wider = placesAround(of);
    const within = filled.filter((place) => placesAround(place).includes(of));
    const inScope = [of, ...wider].some((place) => this.scope.places.includes(place));
    const cell = addition.cell(of, { inScope, covered: within.length > 0 });
    return { ...cell, within, around: wider.filter((place) => filled.includes(place)) };
  }
}

/** How much of a row's money is for a place, in percent. */
const shareOf = ({ percentage }: PlaceShare, places: readonly PlaceShare[]): string | undefined =>
  percentage ?? (places.length === 1 ? WHOLE : undefined);
