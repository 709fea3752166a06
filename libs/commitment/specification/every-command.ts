import type { AnyCommand } from '#kernel';
import { amendCommitment } from '../amend-commitment/amend-commitment.ts';
import { attachEvidence } from '../attach-evidence/attach-evidence.ts';
import { correctEntry } from '../correct-entry/correct-entry.ts';
import { detailCommitment } from '../detail-commitment/detail-commitment.ts';
import { writer } from '../guard.ts';
import { commitmentCommands } from '../index.ts';
import { another, stranger, usd } from './example.ts';
import { firmPledge } from '../firm-pledge/firm-pledge.ts';
import { fulfilCommitment } from '../fulfil-commitment/fulfil-commitment.ts';
import { offerTransfer } from '../offer-transfer/offer-transfer.ts';
import { planMilestone } from '../plan-milestone/plan-milestone.ts';
import { reachMilestone } from '../reach-milestone/reach-milestone.ts';
import { recordDisbursement } from '../record-disbursement/record-disbursement.ts';
import { recordExpenditure } from '../record-expenditure/record-expenditure.ts';
import { recordReturn } from '../record-return/record-return.ts';
import { reportProgress } from '../report-progress/report-progress.ts';
import { rescheduleMilestone } from '../reschedule-milestone/reschedule-milestone.ts';
import { restateEntry } from '../restate-entry/restate-entry.ts';
import { resumeCommitment } from '../resume-commitment/resume-commitment.ts';
import { setBudget } from '../set-budget/set-budget.ts';
import { supersedeCommitment } from '../supersede-commitment/supersede-commitment.ts';
import { suspendCommitment } from '../suspend-commitment/suspend-commitment.ts';
import { voidEntry } from '../void-entry/void-entry.ts';
import { withdrawCommitment } from '../withdraw-commitment/withdraw-commitment.ts';

type Row = readonly [name: string, command: AnyCommand, says: object];
const row = (command: AnyCommand, says: object = {}): Row => [command.input.name, command, says];

/** For specifications that hold for many commands: each with the least that it says. */
export const entries: readonly Row[] = [
  row(planMilestone, { entry: 'a', title: 'First 40 schools', due: '2021-06-30' }),
  row(setBudget, { entry: 'a', money: usd('100') }),
  row(recordDisbursement, { entry: 'a', money: usd('100') }),
  row(recordExpenditure, { entry: 'a', money: usd('100') }),
  row(reportProgress, { entry: 'a', narrative: 'It goes well' }),
  row(attachEvidence, { entry: 'a', title: 'Antenna', sha256: '9f'.repeat(32), mediaType: 'image/jpeg' }),
];
const written: readonly Row[] = [
  ...entries,
  row(detailCommitment, { theme: 'Education' }),
  row(amendCommitment, { statement: 'Connect 150', reason: 'More money' }),
  row(firmPledge),
  row(rescheduleMilestone, { entry: 'first_40', due: '2021-09-30' }),
  row(reachMilestone, { entry: 'first_40' }),
  row(suspendCommitment),
  row(resumeCommitment),
  row(fulfilCommitment),
  row(withdrawCommitment),
  row(supersedeCommitment, { by: another }),
  row(offerTransfer, { offer: 'a', to: stranger }),
];
export const mends: readonly Row[] = [
  row(correctEntry, { entry: 'tranche_1', money: usd('25000.05'), reason: 'One zero too many' }),
  row(recordReturn, { entry: 'back', of: 'disbursement', payment: 'tranche_1', money: usd('5') }),
  row(voidEntry, { entry: 'tranche_1', reason: 'It never was paid' }),
  row(restateEntry, { entry: 'tranche_1', money: usd('25000.05'), reason: 'Part of it came back' }),
];
const known = new Set([...written, ...mends].map(([name]) => name));
/** Those that an ended commitment takes no more; where nothing is written above, each says its example. */
export const changes: readonly Row[] = [
  ...written,
  ...commitmentCommands
    .filter(({ allow, input }) => allow === writer && !known.has(input.name))
    .map((command) => row(command, command.input.example)),
];
export const ofTheWriter: readonly Row[] = [...changes, ...mends];
