import type { FtsFile } from '../read.ts';

const side = (...parts: object[]) => parts.map((part) => ({ behavior: 'single', ...part }));

/** Parts of a flow for specifications; nobody real. */
export const donor = {
  type: 'Organization',
  id: '1',
  name: 'Utopia, Government of',
  organizationTypes: ['Government'],
  organizationSubTypes: ['National government'],
};
export const agency = {
  type: 'Organization',
  id: '2',
  name: 'Relief Agency',
  organizationTypes: ['UN agency'],
};
export const location = (name: string) => ({ type: 'Location', id: '9', name });

/** A row of FTS that is in order, with what a specification wants to be different. */
export const row = (different: object = {}) => ({
  id: '100',
  versionId: 1,
  status: 'paid',
  flowType: 'Standard',
  contributionType: 'financial',
  amountUSD: 1000,
  originalAmount: 900,
  originalCurrency: 'EUR',
  exchangeRate: 0.9,
  date: '2020-06-01T00:00:00Z',
  decisionDate: '2020-05-01T00:00:00Z',
  firstReportedDate: '2020-06-02T00:00:00Z',
  description: 'Tents',
  parentFlowId: null,
  sourceObjects: side(donor),
  destinationObjects: side(agency, location('Turkey')),
  boundary: 'incoming',
  onBoundary: 'single',
  reportDetails: [
    { organization: 'Relief Agency', reportChannel: 'Email', date: '2020-06-02T00:00:00.000Z' },
  ],
  ...different,
});

/** The row in the place and the year that a search is about, as FTS finds it. */
function placedIn(search: string, flow: unknown): unknown {
  const { destinationObjects: parts } = (flow ?? {}) as { destinationObjects?: unknown };
  if (!Array.isArray(parts)) return flow;
  const placed = parts.map((part) =>
    part.type === 'Location' && part.id === '9' ? { ...part, id: search } : part,
  );
  return {
    ...(flow as object),
    destinationObjects: [...placed, { type: 'UsageYear', id: '41', name: '2020' }],
  };
}

/** A page of a search by country that holds these rows. */
export const page = (search: string, ...flows: unknown[]): FtsFile => ({
  name: `custom-search-locationid-${search}-year-2020.json`,
  text: JSON.stringify({
    status: 'ok',
    data: {
      flows: flows.map((flow) => placedIn(search, flow)),
      incoming: { fundingTotal: 1000, pledgeTotal: 0 },
    },
    meta: { count: flows.length },
  }),
});
