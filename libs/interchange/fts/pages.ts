import { flowFrom, type Flow } from './flow.ts';
import { Unreadable } from './guards.ts';
import { readFts, type FtsFile, type FtsPage } from './read.ts';
import {
  fits,
  saysWhere,
  searchBy,
  searchIn,
  searchName,
  sharedBy,
  type Search,
  type Shared,
} from './search.ts';

/** Something that could not be understood; everything else goes in. Rows count from 1; without one it is the whole file. */
export interface Problem {
  readonly file: string;
  readonly row?: number;
  readonly reason: string;
}
/** A row that was understood. */
export interface Row {
  readonly row: number;
  readonly flow: Flow;
}
/** A page with what is understood of it. `search` is the name of the search that it is of. */
export interface Page extends FtsPage {
  readonly file: string;
  readonly search: string;
  readonly rows: readonly Row[];
}
export interface Pages {
  readonly pages: readonly Page[];
  readonly problems: readonly Problem[];
}
/** A page whose search is not known yet. */
interface Read extends FtsPage {
  readonly file: string;
  readonly rows: readonly Row[];
  readonly shared: Shared | undefined;
  /** What the address of the next page asks for: the search itself, word for word. */
  readonly linked?: Search;
  /** What the name of the file says, where that can be so. */
  readonly named?: Search;
}

/** What `read` gives, or its reason as a problem. Anything but an Unreadable is a fault of ours and goes on. */
function attempt<T extends object>(read: () => T, at: Omit<Problem, 'reason'>): T | Problem {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return { ...at, reason: error.message };
    throw error;
  }
}

function readFile({ name: file, text }: FtsFile, problems: Problem[]): Read[] {
  const page = attempt(() => readFts(text), { file });
  if ('reason' in page) {
    problems.push(page);
    return [];
  }
  const rows = page.flows.flatMap((value, index): Row[] => {
    const row = index + 1;
    const flow = attempt(() => flowFrom(value), { file, row });
    if (!('reason' in flow)) return [{ row, flow }];
    problems.push(flow);
    return [];
  });
  const shared = sharedBy(rows.map(({ flow }) => flow));
  const [linked, named] = [searchIn(page.next ?? ''), searchIn(file)];
  return [
    {
      ...page,
      file,
      rows,
      shared,
      ...(saysWhere(linked) ? { linked } : {}),
      ...(saysWhere(named) && fits(named, shared) ? { named } : {}),
    },
  ];
}

/** What can be said of the search of a page by what it says itself. */
const toldBy = ({ linked, named, shared }: Read): Search =>
  linked ?? { ...(shared ? searchBy(shared) : {}), ...named };

/** Whether two pages can be of one search: they repeat its figures, and what one says of the search holds for the other. */
const belongTogether = (one: Read, other: Read): boolean =>
  one.figures === other.figures && saysOf(one, other) && saysOf(other, one);
/** What a page without an address is told by is its own: of a linked page it need not hold. */
const saysOf = (one: Read, other: Read): boolean =>
  (other.linked !== undefined && one.linked === undefined) || fits(toldBy(one), other.shared);

/**
 * Which search a page is of: as the address of a next page says, its own or that of another page of the same search;
 * else as its flows tell, and its file's name where that agrees with them. The name alone serves where they tell nothing.
 */
function searchOf(page: Read, pages: readonly Read[]): Search | undefined {
  const company = pages.filter((other) => other === page || belongTogether(other, page));
  const linked = page.linked ?? company.find((other) => other.linked)?.linked;
  if (linked) return linked;
  const told = page.named ?? company.find((other) => other.named)?.named;
  const shared = sharedBy(company.flatMap(({ rows }) => rows.map(({ flow }) => flow))) ?? page.shared;
  const found = { ...(shared ? searchBy(shared) : {}), ...told };
  if (saysWhere(found)) return found;
  const named = searchIn(page.file);
  return saysWhere(named) ? named : undefined;
}

/** All files as pages, each with its search and the rows that were understood. */
export function pagesOf(files: readonly FtsFile[]): Pages {
  const problems: Problem[] = [];
  const read = files.flatMap((file) => readFile(file, problems));
  const pages = read.flatMap((page): Page[] => {
    const search = searchOf(page, read);
    if (search) return [{ ...page, search: searchName(search) }];
    problems.push({
      file: page.file,
      reason:
        'the search cannot be told: its flows share no one location or plan. Say it in the name of the file, such as "locationid-114-year-2020.json"',
    });
    return [];
  });
  return { pages, problems };
}
