import { pagesOf } from './pages.ts';
import { page, row } from './specification/made-up.ts';

/** A page of a search, under a name that tells nothing; `next` is the address of the page after it. */
const file = (
  name: string,
  rows: readonly object[],
  { next, total = 1000 }: { next?: string; total?: number } = {},
) => {
  const answer = JSON.parse(page('114').text);
  answer.data.flows = rows;
  answer.data.incoming.fundingTotal = total;
  return {
    name,
    text: JSON.stringify({ ...answer, meta: { count: 2, ...(next ? { nextLink: next } : {}) } }),
  };
};
const part = (type: string, id: string, name = id) => ({ type, id, name });
const to = (...parts: object[]) => ({ destinationObjects: parts });
const [jordan, iraq] = [part('Location', '114', 'Jordan'), part('Location', '106', 'Iraq')];
const [y2020, y2021] = [part('UsageYear', '41', '2020'), part('UsageYear', '42', '2021')];
const searches = (...files: { name: string; text: string }[]) => {
  const { pages, problems } = pagesOf(files);
  return { searches: pages.map(({ search }) => search), problems };
};

describe('the search that a file is of', () => {
  it('is what all its flows share: a location and a year, or a plan', () => {
    const rows = [row(to(jordan, y2020)), row({ id: '101', ...to(jordan, iraq, y2020, y2021) })];
    expect(searches(file('a.json', rows))).toEqual({ searches: ['location-114-year-2020'], problems: [] });
    const plan = part('Plan', '7');
    const planned = [row(to(jordan, plan, y2021)), row({ id: '101', ...to(iraq, plan, y2021) })];
    expect(searches(file('b.json', planned)).searches).toEqual(['plan-7-year-2021']);
  });

  it('is on the side of its sources where all that it tells of goes out', () => {
    const out = row({ boundary: 'outgoing', sourceObjects: [jordan, y2020], ...to(iraq, y2021) });
    expect(searches(file('a.json', [out])).searches).toEqual(['location-114-year-2020']);
  });

  it('keeps two years of one country apart, whatever their files are called', () => {
    const [one, other] = [y2020, y2021].map((year) => [row(to(jordan, year))]);
    expect(searches(file('x.json', one ?? []), file('y.json', other ?? [])).searches).toEqual([
      'location-114-year-2020',
      'location-114-year-2021',
    ]);
  });

  it('is as the address of the next page says, also for the last page, which has none', () => {
    const next = 'https://api.hpc.tools/v1/public/fts/flow?locationid=114&page=2';
    const [first, last] = [row(to(jordan, y2020)), row({ id: '101', ...to(jordan, y2020) })];
    const files = [file('last.json', [last]), file('first.json', [first], { next })];
    expect(searches(...files).searches).toEqual(['location-114', 'location-114']);
    const another = file('another.json', [last], { total: 5 });
    expect(searches(another, ...files).searches[0]).toBe('location-114-year-2020');
  });

  it('takes the name of the file where that is one of several that it can be, and alone where flows tell nothing', () => {
    const both = [row(to(jordan, iraq, y2020))];
    expect(searches(file('locationid-106.json', both)).searches).toEqual(['location-106-year-2020']);
    expect(searches(file('locationid-1.json', [row(to(jordan, y2020))])).searches).toEqual([
      'location-114-year-2020',
    ]);
    expect(searches(file('locationid-1-year-2019.json', [])).searches).toEqual(['location-1-year-2019']);
  });

  it('that nobody can tell is a problem, and says what to do', () => {
    const several = file('flows.json', [row(to(jordan, iraq)), row({ id: '101', ...to(jordan, iraq) })]);
    expect(searches(several, page('1', row()))).toEqual({
      searches: ['location-1-year-2020'],
      problems: [{ file: 'flows.json', reason: expect.stringContaining('locationid-114-year-2020.json') }],
    });
  });
});
