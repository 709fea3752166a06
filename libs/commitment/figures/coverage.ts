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
import type { Sum } from '../money.ts';
import { Figure } from './figure.ts';
import { isNone, partsByPlace } from './shares.ts';
import type { Containment } from './walk.ts';

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
    /** Those that ended, in whose place it goes on, where some of these are their rows. */
    readonly formerly?: readonly OrganisationId[];
  }[];
  readonly rows: Count;
  /** Of these, parts that a sum here leaves out, since what contains them is in the same sum. */
  readonly contained: Count;
  readonly commitments: Promises;
  readonly pledges: Promises;
  /** Commitments and pledges together, added up anew: a part and what contains it may be one of each. */
  readonly altogether: Promises;
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
  'each. A part is left out of a sum only where what contains it is in the same sum. Predecessor and successor are one ' +
  'organisation. A place that is named with 0 % is not covered. A region of M49 is no gap where a place ' +
  'within it has rows. Asked with the position of this answer, the ledger of each cell lists exactly its rows.';

/** How much of a row's money is for something: all, an amount of it, or for this and others too, undivided. */
type Share = 'whole' | 'undivided' | { readonly amount: string };

class PromiseAddition {
  private rows = 0;
  private undividedRows = 0;
  private readonly promised: Figure;
  private readonly undivided: Figure;

  constructor({ promises }: Containment) {
    [this.promised, this.undivided] = [new Figure(promises), new Figure(promises)];
  }

  add(commitment: string, money: Sum | undefined, share: Share): void {
    this.rows++;
    if (share === 'undivided') this.undividedRows++;
    if (!money) return;
    const { currency } = money;
    if (share === 'undivided') this.undivided.add(commitment, money);
    else this.promised.add(commitment, share === 'whole' ? money : { currency, ...share });
  }

  get told(): { promises: Promises; leftOut: readonly string[] } {
    const [promised, undivided] = [this.promised.told, this.undivided.told];
    return {
      promises: {
        rows: this.rows,
        promised: promised.sums,
        undivided: { rows: this.undividedRows, promised: undivided.sums },
      },
      leftOut: [...promised.leftOut, ...undivided.leftOut],
    };
  }
}

/** Who goes on, at last, for an organisation that ended: itself, of one that is not here. */
export type Lines = ReadonlyMap<string, string>;

/** One cell, filled row by row: it grows with the organisations in it, and with parts and their wholes, not with the rows. */
class CellAddition {
  private rows = 0;
  /** Rows that do not say that nothing is for it. */
  private covering = 0;
  private readonly by = new Map<string, { selfReported: number; attributed: number }>();
  private readonly pledges: PromiseAddition;
  private readonly commitments: PromiseAddition;
  private readonly altogether: PromiseAddition;
  private readonly basis = new Set<string>();

  constructor(containment: Containment) {
    this.pledges = new PromiseAddition(containment);
    this.commitments = new PromiseAddition(containment);
    this.altogether = new PromiseAddition(containment);
  }

  get isCovered(): boolean {
    return this.covering > 0;
  }

  /** @param covers false where the row says that nothing of it is for this */
  add(row: LedgerRow, share: Share, covers = true): void {
    const { commitment, money, promise } = row;
    this.rows++;
    for (const basis of row.basis) this.basis.add(basis);
    const own = promise === 'pledge' ? this.pledges : this.commitments;
    for (const addition of [own, this.altogether]) addition.add(commitment, money.promised, share);
    if (!covers) return;
    this.covering++;
    const counts = this.by.get(row.organisation) ?? { selfReported: 0, attributed: 0 };
    this.by.set(row.organisation, counts);
    counts[row.voice === 'attributed' ? 'attributed' : 'selfReported']++;
  }

  /** @param about who goes on for whom, whether the scope names it, and whether something is there that its own rows do not tell */
  cell(of: string | undefined, { lines, inScope = false, isNamed = inScope, covered = false }: About): Cell {
    const organisations = this.organisationsOf(lines);
    const [commitments, pledges, altogether] = [
      this.commitments.told,
      this.pledges.told,
      this.altogether.told,
    ];
    const leftOut = [commitments, pledges, altogether].flatMap((told) => told.leftOut);
    return {
      ...(of === undefined ? {} : { of }),
      organisations,
      rows: this.rows,
      contained: new Set(leftOut).size,
      commitments: commitments.promises,
      pledges: pledges.promises,
      altogether: altogether.promises,
      overlap: organisations.length > 1,
      gap: isNamed && !covered && !this.isCovered,
      inScope,
      basis: [...this.basis].sort(),
    };
  }

  /** Each once, whatever it was before. */
  private organisationsOf(lines: Lines): Cell['organisations'] {
    const named = [...this.by].filter(([organisation]) => organisation !== NOT_STATED);
    const byLine = Map.groupBy(named, ([organisation]) => lines.get(organisation) ?? organisation);
    return [...byLine]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([organisation, its]) => {
        const formerly = its.map(([one]) => one).filter((one) => one !== organisation);
        return {
          organisation,
          selfReported: its.reduce((sum, [, { selfReported }]) => sum + selfReported, 0),
          attributed: its.reduce((sum, [, { attributed }]) => sum + attributed, 0),
          ...(formerly.length > 0 ? { formerly: formerly.sort() } : {}),
        };
      });
  }
}
interface About {
  readonly lines: Lines;
  readonly inScope?: boolean;
  /** Whether the scope names it, not only what it lies in. */
  readonly isNamed?: boolean;
  readonly covered?: boolean;
}

/** The cells of one axis. */
class Cells {
  private readonly cells = new Map<string, CellAddition>();

  constructor(private readonly containment: Containment) {}

  at(of: string): CellAddition {
    const cell = this.cells.get(of) ?? new CellAddition(this.containment);
    this.cells.set(of, cell);
    return cell;
  }

  /** Those that rows are for. */
  get covered(): string[] {
    return [...this.cells].flatMap(([of, cell]) => (cell.isCovered ? [of] : []));
  }

  /** Those that have rows, and those that should. */
  told<C>(scope: Iterable<string>, tell: (of: string, cell: CellAddition) => C): C[] {
    const all = new Set([...this.cells.keys(), ...scope]);
    return [...all].sort().map((of) => tell(of, this.cells.get(of) ?? new CellAddition(this.containment)));
  }
}

/** Lays rows out by place, theme and SDG, one after another, so that any number of them fits. */
export class CoverageAddition {
  private readonly places: Cells;
  private readonly themes: Cells;
  private readonly targets: Cells;
  private readonly goals: Cells;
  private readonly unstated: Readonly<Record<'place' | 'theme' | 'sdg', CellAddition>>;
  private readonly owners = new Set<string>();

  /** @param scope what the partnership is for, or all partnerships of a programme */
  constructor(
    private readonly scope: CoverageScope,
    containment: Containment,
  ) {
    const cells = () => new Cells(containment);
    [this.places, this.themes, this.targets, this.goals] = [cells(), cells(), cells(), cells()];
    const cell = () => new CellAddition(containment);
    this.unstated = { place: cell(), theme: cell(), sdg: cell() };
  }

  /** Whose rows were added. */
  get organisations(): ReadonlySet<string> {
    return this.owners;
  }

  add(row: LedgerRow): void {
    if (!stands(row.status)) return;
    this.owners.add(row.organisation);
    this.addPlaces(row);
    const { theme } = row;
    (theme === undefined ? this.unstated.theme : this.themes.at(theme)).add(row, 'whole');
    const targets = [...new Set(row.sdgTargets)];
    const share = (of: readonly unknown[]): Share => (of.length === 1 ? 'whole' : 'undivided');
    for (const target of targets) this.targets.at(target).add(row, share(targets));
    const goals = [...new Set(targets.map(goalOf))];
    for (const goal of goals) this.goals.at(goal).add(row, share(goals));
    if (targets.length === 0) this.unstated.sdg.add(row, 'whole');
  }

  /** @param lines who goes on for whom, of `organisations` */
  coverage(lines: Lines = new Map()): Coverage {
    const { scope } = this;
    const places = this.places.told(scope.places, (of, cell) => this.placeCell(of, cell, lines));
    const named = (codes: readonly string[]) => (of: string, cell: CellAddition) =>
      cell.cell(of, { lines, inScope: codes.includes(of) });
    const goals = [...new Set(scope.sdgTargets.map(goalOf))];
    const sdgTargets = this.targets.told(scope.sdgTargets, named(scope.sdgTargets));
    const gapsIn = (cells: readonly Cell[]) => cells.flatMap(({ gap, of = '' }) => (gap ? [of] : []));
    const { place, theme, sdg } = this.unstated;
    return {
      places,
      themes: this.themes.told([], named([])),
      sdgTargets,
      sdgGoals: this.goals.told(goals, named(goals)),
      unstated: {
        place: place.cell(undefined, { lines }),
        theme: theme.cell(undefined, { lines }),
        sdg: sdg.cell(undefined, { lines }),
      },
      gaps: { places: gapsIn(places), sdgTargets: gapsIn(sdgTargets) },
      counting: COUNTING,
    };
  }

  private addPlaces(row: LedgerRow): void {
    const { places = [], money } = row;
    const parts = partsByPlace(money.promised?.amount ?? '0', places);
    for (const [i, one] of places.entries()) {
      const amount = parts?.[i];
      this.places.at(one.place).add(row, amount === undefined ? 'undivided' : { amount }, !isNone(one));
    }
    if (places.length === 0) this.unstated.place.add(row, 'whole');
  }

  private placeCell(of: string, addition: CellAddition, lines: Lines): PlaceCell {
    const covered = this.places.covered.sort();
    const wider = placesAround(of);
    const within = covered.filter((place) => placesAround(place).includes(of));
    const isNamed = this.scope.places.includes(of);
    const inScope = isNamed || wider.some((place) => this.scope.places.includes(place));
    const cell = addition.cell(of, { lines, inScope, isNamed, covered: within.length > 0 });
    return { ...cell, within, around: wider.filter((place) => covered.includes(place)) };
  }
}
