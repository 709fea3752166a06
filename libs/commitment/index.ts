import { eventsOf, type AnyCommand } from '#kernel';
import { acceptTransfer } from './accept-transfer/accept-transfer.ts';
import { amendCommitment } from './amend-commitment/amend-commitment.ts';
import { attachEvidence } from './attach-evidence/attach-evidence.ts';
import { confirmAttribution } from './confirm-attribution/confirm-attribution.ts';
import { correctEntry } from './correct-entry/correct-entry.ts';
import { detailCommitment } from './detail-commitment/detail-commitment.ts';
import { endRecord } from './end-record/end-record.ts';
import * as events from './events.ts';
import { firmPledge } from './firm-pledge/firm-pledge.ts';
import { fulfilCommitment } from './fulfil-commitment/fulfil-commitment.ts';
import { acceptShare } from './joint/accept-share/accept-share.ts';
import { declineShare } from './joint/decline-share/decline-share.ts';
import * as jointEvents from './joint/events.ts';
import { leaveJointCommitment } from './joint/leave-joint-commitment/leave-joint-commitment.ts';
import { proposeJointCommitment } from './joint/propose-joint-commitment/propose-joint-commitment.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
import { makePledge } from './make-pledge/make-pledge.ts';
import { answerNaming } from './naming/index.ts';
import * as namingEvents from './naming/events.ts';
import * as observationEvents from './observation/events.ts';
import { observationCommands } from './observation/index.ts';
import { offerTransfer } from './offer-transfer/offer-transfer.ts';
import { planMilestone } from './plan-milestone/plan-milestone.ts';
import { reachMilestone } from './reach-milestone/reach-milestone.ts';
import { recordDisbursement } from './record-disbursement/record-disbursement.ts';
import { recordExpenditure } from './record-expenditure/record-expenditure.ts';
import { recordReturn } from './record-return/record-return.ts';
import { rejectAttribution } from './reject-attribution/reject-attribution.ts';
import { reportProgress } from './report-progress/report-progress.ts';
import { rescheduleMilestone } from './reschedule-milestone/reschedule-milestone.ts';
import { restateEntry } from './restate-entry/restate-entry.ts';
import { resumeCommitment } from './resume-commitment/resume-commitment.ts';
import { setBudget } from './set-budget/set-budget.ts';
import * as guards from './source.ts';
import { supersedeCommitment } from './supersede-commitment/supersede-commitment.ts';
import { suspendCommitment } from './suspend-commitment/suspend-commitment.ts';
import { voidEntry } from './void-entry/void-entry.ts';
import { takeOver } from './take-over/take-over.ts';
import { withdrawCommitment } from './withdraw-commitment/withdraw-commitment.ts';

/** Every command of this module: adding one is one line here. */
export const commitmentCommands: readonly AnyCommand[] = [
  makeCommitment,
  makePledge,
  firmPledge,
  detailCommitment,
  amendCommitment,
  planMilestone,
  rescheduleMilestone,
  reachMilestone,
  setBudget,
  recordDisbursement,
  recordExpenditure,
  recordReturn,
  reportProgress,
  attachEvidence,
  correctEntry,
  restateEntry,
  voidEntry,
  suspendCommitment,
  resumeCommitment,
  fulfilCommitment,
  withdrawCommitment,
  supersedeCommitment,
  offerTransfer,
  acceptTransfer,
  takeOver,
  proposeJointCommitment,
  acceptShare,
  declineShare,
  leaveJointCommitment,
  confirmAttribution,
  rejectAttribution,
  answerNaming,
  endRecord,
  ...observationCommands,
];
/** Every kind of event of this module: of commitments, of joint ones, of observations, of namings, and the guards beside them. */
export const commitmentEvents = eventsOf(events, jointEvents, observationEvents, namingEvents, guards);

export * from './commitment.ts';
export * from './events.ts';
export * from './source.ts';
export { IsOwner, KINDS, MOST_MONTHS, NOT_STATED, type Details, type Kind } from './input.ts';
export type { Equivalent, Money, Party, PlaceShare } from './particulars.ts';
export * from './axes.ts';
export * from './containment.ts';
export * from './figures/collective-progress.ts';
export * from './figures/contributions.ts';
export * from './figures/coverage.ts';
export * from './delivery.ts';
export * from './dossier.ts';
export * from './due.ts';
export * from './figures/record.ts';
export * from './record-ending.ts';
export * from './lacks.ts';
export * from './joint/events.ts';
export * from './joint/figures.ts';
export { JointCommitment } from './joint/joint-commitment.ts';
export * from './joint/joint-commitments.ts';
export { asOfBook } from './joint/lapsed.ts';
export * from './ledger.ts';
export * from './ledger-row.ts';
export type { MilestoneRow, Milestones } from './milestones.ts';
export * from './money.ts';
export * from './naming/index.ts';
export * from './observation/index.ts';
export * from './progress.ts';
export type { Reporting } from './reporting.ts';
export * from './staleness.ts';
export * from './status.ts';
export * from './figures/totals.ts';
export { Containment } from './figures/walk.ts';
export { TRANSFERRED } from './transfer.ts';
