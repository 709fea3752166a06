export { addressed, addressedTo, NotListed, type Addresses } from './addressed.ts';
export type { Problem } from './pages.ts';
export type { ImportMoney } from './money.ts';
export { NOT_STATED, organisationKey, type Listing } from './organisations.ts';
export { planImport, type ImportPlan } from './plan.ts';
export { searchesIn, searchTag, seenAs, withSearches, type Tags } from './provenance.ts';
export { readFts, type FtsFile, type FtsPage } from './read.ts';
export type { CorroborationBody, DisbursementBody, ImportRecord, PartOf, PromiseBody } from './bodies.ts';
export { expectedTotals, type ExpectedTotals } from './totals.ts';
