import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { addDays, pick, refuse } from '#kernel';
import { IndicatorPlan, IsDay, IsEntryId, IsIdOf, IsText } from '#vocabulary';
import { daysToAnswer } from '../consent.ts';
import { ProposalMade } from '../proposals.ts';
import { partnershipClosed } from '../closed.ts';
import { refuseBefore, sameAgain } from '../entry.ts';
import { type PartnershipState } from '../partnership.ts';
import { AboutPartnership, participant } from '../book-command.ts';
import { defineConsentCommand } from '../consent-command.ts';
import { programmeUnknown, relyOnProgramme, type ProgrammeState } from '../programme/programme.ts';
import { ScopeInput } from '../scope.ts';
import { PROPOSAL_TERMS, refuseSubject, SUBJECTS, type Subject } from '../subjects.ts';

export class Propose extends AboutPartnership {
  static readonly example = {
    proposal: 'goal-1',
    subject: 'goal',
    text: 'Improve digital connection world-wide, together and with other willing partners',
  };

  /** A new text is a new proposal: choose a new id. */
  @IsEntryId()
  proposal!: string;

  @IsIn(Object.keys(SUBJECTS))
  subject!: Subject;

  /** What is adopted if nobody objects: the goal; what is measured, widened or handed over, and why; how it all ends. */
  @IsText(5000)
  text!: string;

  /** Of a collective indicator, and always there: its definition. The id of one that stands defines it anew. */
  @IsOptional()
  @ValidateNested()
  @Type(() => IndicatorPlan)
  indicator?: IndicatorPlan;

  /** Of an expansion: what is added to the scope, if anything is. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ScopeInput)
  adds?: ScopeInput;

  /** Of a hand-over, and always there: the participant that is to lead. It has to consent itself. */
  @IsOptional()
  @IsIdOf('org')
  to?: string;

  /** Of a problem, and always there: how it is stated from then on. */
  @IsOptional()
  @IsText(5000)
  problem?: string;

  /** Of a scope, and always there: the whole of it from then on. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ScopeInput)
  scope?: ScopeInput;

  /** Of a belonging: the registered programme to ask; left out, to belong to none any more. */
  @IsOptional()
  @IsIdOf('prg')
  programme?: string;

  /**
   * Who has not answered by the end of this day (UTC) stands aside: at least 14 days ahead, 30 for closing, reopening
   * and hand-over. Who joins later has 14 days from then.
   */
  @IsOptional()
  @IsDay()
  answerBy?: string;
}

/** Nothing is proposed for days on which it could not be: a book is reopened after it was closed. */
const startOf = ({ closed, reopened }: PartnershipState, subject: Subject): string | undefined =>
  subject === 'reopening' ? closed?.on : reopened?.on;

export const propose = defineConsentCommand<Propose, { asked: ProgrammeState }>({
  input: Propose,
  summary: 'Propose something for the whole partnership to consent to; the proposer consents like everybody.',
  allow: participant,
  reads: { asked: ({ programme }) => relyOnProgramme(programme) },
  decide: (state, command, { actor, today, effectiveOn, read: { asked } }) => {
    const { partnership, proposal, subject, text, programme, answerBy } = command;
    const terms = pick(command, PROPOSAL_TERMS);
    if (programme !== undefined && !asked) return programmeUnknown();
    const said = { subject, text, ...terms, programmeName: asked?.name };
    const made = ProposalMade({ partnership, proposal, ...said, answerBy, proposedBy: actor.organisation });
    const again = sameAgain(state.proposals.get(proposal), made, command, 'proposal');
    if (again) return again;
    const earliest = addDays(today, daysToAnswer(subject));
    if (answerBy !== undefined && answerBy < earliest)
      return refuse(
        'answer-by-too-soon',
        `Leave everybody time to answer: name ${earliest} or a later day.`,
        {
          field: 'answerBy',
          earliest,
        },
      );
    if (state.closed && subject !== 'reopening') return partnershipClosed();
    return (
      refuseSubject(subject, said, state) ?? refuseBefore(startOf(state, subject), effectiveOn) ?? [made]
    );
  },
});
