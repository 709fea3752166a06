export { addressed, addressedTo, NotListed, type Addresses } from './addressed.ts';
export type { Problem } from './merge.ts';
export type { ImportMoney } from './money.ts';
export { NOT_STATED, organisationKey, type Listing } from './organisations.ts';
export { planImport, type ImportPlan } from './plan.ts';
export { readFts, type FtsFile, type FtsPage } from './read.ts';
export type { CorroborationBody, DisbursementBody, ImportRecord, PartOf, PromiseBody } from './bodies.ts';
export { expectedTotals, type ExpectedTotals } from './totals.ts';
