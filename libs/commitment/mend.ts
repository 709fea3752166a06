import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsOptional, ValidateNested } from 'class-validator';
import {
  decimal,
  defineCommand,
  lastDayOf,
  pick,
  Refusal,
  refuse,
  same,
  type CommandClass,
  type Facts,
  type NewEvent,
} from '#kernel';
import {
  IndicatorValue,
  IsDay,
  IsEntryId,
  IsLine,
  IsMediaType,
  IsSha256,
  IsText,
  IsWebAddress,
  TimeWindow,
} from '#vocabulary';
import { refusePeriod } from '#partnership';
import { standingEntry } from './change.ts';
import { aboutIt, Commitment, type CommitmentState, type Entry } from './commitment.ts';
import type { EntryKind, Mendable, Mended } from './events.ts';
import { unknownCommitment, writer } from './guard.ts';
import { OnCommitment } from './input.ts';
import { Money, Party } from './particulars.ts';
import { refuseMoreReturned } from './returns.ts';
import { refuseUnnamed, refuseValues } from './promise.ts';

/** The entry, why, and its new values: those left out stay. */
export class Mend extends OnCommitment {
  @IsEntryId()
  entry!: string;

  @IsText(2000)
  reason!: string;

  /** Of a budget, disbursement, expenditure or return. */
  @IsOptional()
  @ValidateNested()
  @Type(() => Money)
  money?: Money;

  @IsOptional()
  @IsText(2000)
  note?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => Party)
  recipient?: Party;

  /** Of a budget or a report. */
  @IsOptional()
  @ValidateNested()
  @Type(() => TimeWindow)
  period?: TimeWindow;

  /** Of a milestone or a piece of evidence. */
  @IsOptional()
  @IsLine(300)
  title?: string;

  @IsOptional()
  @IsText(2000)
  description?: string;

  /** When a milestone was first planned to be due; what was rescheduled since stays. */
  @IsOptional()
  @IsDay()
  due?: string;

  @IsOptional()
  @IsDay()
  reachedOn?: string;

  /** Of a report. */
  @IsOptional()
  @IsText(8000)
  narrative?: string;

  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Type(() => IndicatorValue)
  values?: IndicatorValue[];

  /** Of a piece of evidence. */
  @IsOptional()
  @IsSha256()
  sha256?: string;

  @IsOptional()
  @IsMediaType()
  mediaType?: string;

  @IsOptional()
  @IsWebAddress()
  uri?: string;
}

const MENDABLE = {
  milestone: ['title', 'description', 'due', 'reachedOn'],
  budget: ['money', 'note', 'period'],
  disbursement: ['money', 'note', 'recipient'],
  expenditure: ['money', 'note', 'recipient'],
  return: ['money', 'note'],
  report: ['narrative', 'period', 'values'],
  evidence: ['title', 'sha256', 'mediaType', 'uri'],
} as const satisfies Record<EntryKind, readonly (keyof Mendable)[]>;
type MendField = (typeof MENDABLE)[EntryKind][number];
const FIELDS = [...new Set(Object.values(MENDABLE).flat())] as readonly MendField[];

function refuseReached(entry: Entry, reachedOn: string, lastDay: string): Refusal | undefined {
  const field = 'reachedOn';
  if (entry.reachedOn === undefined)
    return refuse('milestone-not-reached', 'It is not reached yet: say so with ReachMilestone.', { field });
  if (reachedOn > lastDay)
    return refuse('effective-in-future', 'A milestone is not reached on a day to come.', { field });
  return reachedOn < entry.on
    ? refuse('before-entry', `It was planned on ${entry.on}: it was reached on that day or later.`, { field })
    : undefined;
}

const withMoney = ({ entries }: CommitmentState, { entry: id }: Entry, money: Money): readonly Entry[] =>
  entries.map((entry) => (entry.entry === id ? { ...entry, values: { ...entry.values, money } } : entry));

/** What changes an entry afterwards applies on the entry's own day. */
export const refuseOtherDay = ({ on }: Entry, { effectiveOn = on }: OnCommitment): Refusal | undefined =>
  effectiveOn === on
    ? undefined
    : refuse('mend-takes-entry-date', `A mend applies on the day of its entry, ${on}: leave it out.`, {
        field: 'effectiveOn',
      });

/** Why this entry is not mended so. */
function refuseMend(
  state: CommitmentState,
  entry: Entry,
  command: Mend,
  lastDay: string,
): Refusal | undefined {
  const given = FIELDS.filter((field) => command[field] !== undefined);
  const foreign = given.find((field) => !(MENDABLE[entry.kind] as readonly string[]).includes(field));
  if (given.length === 0)
    return refuse('nothing-said', `Say the new values: ${MENDABLE[entry.kind].join(', ')}.`);
  if (foreign)
    return refuse(
      'not-of-this-entry',
      `A ${entry.kind} has no "${foreign}": it has ${MENDABLE[entry.kind].join(', ')}.`,
      {
        field: foreign,
      },
    );
  return (
    refuseOtherDay(entry, command) ??
    (command.reachedOn === undefined ? undefined : refuseReached(entry, command.reachedOn, lastDay)) ??
    refusePeriod(command.period, 'period') ??
    refuseUnnamed(command.recipient, 'recipient') ??
    (command.money && refuseMoreReturned(withMoney(state, entry, command.money))) ??
    (command.values && refuseValues(state, command.values))
  );
}

const differenceOf = ({ money: before }: Mendable, { money: after }: Mendable) =>
  before && after && before.currency === after.currency
    ? { difference: { amount: decimal.subtract(after.amount, before.amount), currency: after.currency } }
    : {};

/** Mends an entry, money included; also of an ended commitment, since it changes no promise. */
const mend =
  (event: (data: Mended) => NewEvent) =>
  (state: CommitmentState | undefined, command: Mend, { now }: Facts) => {
    if (!state) return unknownCommitment();
    const entry = standingEntry(state, command.entry);
    if (entry instanceof Refusal) return entry;
    const refusal = refuseMend(state, entry, command, lastDayOf(now));
    if (refusal) return refusal;
    const stands: Mendable = { ...entry.values, ...pick(entry, ['reachedOn']) };
    const given = pick(command, FIELDS) as Mendable;
    const changed = FIELDS.filter(
      (field) => given[field] !== undefined && !same(given[field], stands[field]),
    );
    if (changed.length === 0) return [];
    const before = pick(stands, changed);
    const after = pick(given, changed);
    const mended = event({
      ...aboutIt(state),
      entry: entry.entry,
      kind: entry.kind,
      before,
      after,
      ...differenceOf(before, after),
      reason: command.reason,
      entryVersion: entry.version + 1,
    });
    return [{ ...mended, effectiveOn: entry.on }];
  };

/** Defines one of the two ways to mend an entry. */
export const defineMend = <C extends Mend>(
  input: CommandClass<C>,
  summary: string,
  event: (data: Mended) => NewEvent,
) => defineCommand({ input, summary, entity: Commitment, allow: writer, decide: mend(event) });
