import { cmtId, orgId, ptnId } from '#specification';
import type { LedgerRow } from '../ledger-row.ts';
import { NOTHING_OBSERVED } from '../observation/observed.ts';

/** A row of the ledger that says what is asked, and else as little as a row can. */
export const rowOf = (says: Partial<LedgerRow>): LedgerRow => ({
  commitment: cmtId('one'),
  partnership: ptnId('one'),
  organisation: orgId('itu'),
  recordedBy: orgId('itu'),
  voice: 'self-reported',
  standing: 'self-reported',
  observations: NOTHING_OBSERVED,
  promise: 'commitment',
  status: 'open',
  delivery: 'undated',
  effectiveOn: '2020-01-01',
  first: {},
  money: { disbursed: [], spent: [], budget: [], overDisbursed: false },
  milestones: { planned: 0, reached: 0, late: 0, list: [] },
  indicators: [],
  reports: 0,
  lateReports: 0,
  evidence: 0,
  basis: [],
  recordedAt: '2020-01-01T12:00:00.000Z',
  changedAt: '2020-01-01T12:00:00.000Z',
  ...says,
});

export const promising = (amount: string, currency = 'USD'): Pick<LedgerRow, 'money'> => ({
  money: { ...rowOf({}).money, promised: { amount, currency } },
});
