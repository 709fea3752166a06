import type { PublicEvents, PublicEventType } from '#contracts';

/** What a sentence names beside what the event itself says. */
export interface Telling {
  /** Who said so. */
  readonly by: string;
  /** Whom it concerns. */
  readonly who: string;
  /** The commitment that it is on, in quotes. */
  readonly of: string;
  readonly name: (organisation: string) => string;
}
type Sentences = {
  readonly [T in PublicEventType]: (data: PublicEvents[T]['data'], telling: Telling) => string;
};
interface Amount {
  readonly amount: string;
  readonly currency: string;
}

/**
 * What XML 1.0 (section 2.2) and calendars have no place for, which older books may hold: control characters, and halves of
 * pairs.
 */
export const shown = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '\ufffd');

export const quoted = (text: string): string => `“${text}”`;
const money = ({ amount, currency }: Amount): string => `${amount} ${currency}`;
const because = (reason: string | undefined): string => (reason === undefined ? '' : `, because: ${reason}`);
const saying = (text: string | undefined): string => (text === undefined ? '' : `: ${text}`);
const recipient = (to: { organisation?: string; name?: string } | undefined, { name }: Telling): string => {
  const named = to?.organisation === undefined ? to?.name : name(to.organisation);
  return named === undefined ? '' : ` to ${named}`;
};
const CLAIMS: Readonly<Record<string, string>> = {
  entry: 'what was entered',
  fulfilment: 'that it is fulfilled',
  silence: 'that no report came',
  measurement: 'a measurement',
  commitment: 'the promise itself',
};
/** What an observation is about. */
const claimed = ({ about }: { readonly about: string }, { of, who }: Telling): string =>
  `${CLAIMS[about] ?? 'a claim'}${of === '' ? ` by ${who}` : `, on ${of} by ${who}`}`;

/** What happened, in one plain sentence for each type: a type without one does not compile. */
export const SENTENCES: Sentences = {
  'pledgebook.organisation-registered.v1': ({ change: { name, reason } }) =>
    `${name} was listed${because(reason)}.`,
  'pledgebook.organisation-changed.v1': ({ change }, { who, name }) =>
    change.successor === undefined
      ? `${who} changed how it is listed (${change.change})${because(change.reason)}.`
      : `${who}: ${change.change}; ${name(change.successor)} goes on for it.`,
  'pledgebook.identifier-proven.v1': ({ change: { identifier, reason } }, { who }) =>
    `An operator vouches that ${identifier.agency} ${identifier.number} is ${who}${because(reason)}.`,
  'pledgebook.identifier-taken-over.v1': ({ change: { identifier, by } }, { who, name }) =>
    `${identifier.agency} ${identifier.number}, which ${who} claims, was proven for ${name(by)}.`,
  'pledgebook.identifier-given-back.v1': ({ change: { identifier } }, { who }) =>
    `${identifier.agency} ${identifier.number}, which ${who} claims, is proven for no other any more.`,
  'pledgebook.identifier-unproven.v1': ({ change: { identifier, reason } }, { who }) =>
    `An operator no longer vouches that ${identifier.agency} ${identifier.number} is ${who}${because(reason)}.`,
  'pledgebook.duplicate-joined.v1': ({ change: { kept, reason } }, { who, name }) =>
    `An operator joined ${who} to ${name(kept)}, as a duplicate of it${because(reason)}.`,
  'pledgebook.duplicate-parted.v1': ({ change: { kept, reason } }, { who, name }) =>
    `An operator undid that ${who} is a duplicate of ${name(kept)}${because(reason)}.`,
  'pledgebook.duplicate-kept.v1': ({ change: { duplicate, reason } }, { who, name }) =>
    `An operator joined ${name(duplicate)} to ${who}, which is kept${because(reason)}.`,
  'pledgebook.duplicate-released.v1': ({ change: { duplicate, reason } }, { who, name }) =>
    `An operator undid that ${name(duplicate)} is a duplicate of ${who}${because(reason)}.`,
  'pledgebook.duplicate-confirmed.v1': ({ change: { listing } }, { who, name }) =>
    `${who} says that ${name(listing)} is the same organisation.`,
  'pledgebook.duplicate-denied.v1': ({ change: { listing, reason } }, { who, name }) =>
    `${who} took back that ${name(listing)} is the same organisation${because(reason)}.`,
  'pledgebook.succession-offered.v1': ({ change: { successor } }, { who, name }) =>
    `${who} asks ${name(successor)} to go on in its place.`,
  'pledgebook.succession-accepted.v1': ({ change: { successor } }, { who, name }) =>
    `${name(successor)} goes on in the place of ${who}.`,
  'pledgebook.succession-refused.v1': ({ change: { successor } }, { who, name }) =>
    `${name(successor)} does not go on in the place of ${who}.`,
  'pledgebook.partnership-convened.v1': ({ change: { title, problem } }, { who }) =>
    `${who} convened ${quoted(title)} around a problem: ${problem}`,
  'pledgebook.programme-registered.v1': ({ change: { name } }, { who }) =>
    `${who} registered a programme: ${quoted(name)}.`,
  'pledgebook.belonging-adopted.v1': ({ change: { name, text } }) =>
    name === undefined
      ? `It was adopted by consent to belong to no programme any more: ${text}`
      : `It was adopted by consent to ask to belong to ${quoted(name)}: ${text}`,
  'pledgebook.partnership-admitted.v1': (_, { who }) => `${who} admitted the partnership to its programme.`,
  'pledgebook.belonging-ended.v1': ({ change: { reason } }, { who }) =>
    `${who} ended that the partnership belongs to its programme${because(reason)}.`,
  'pledgebook.problem-refined.v1': ({ change: { to, reason } }) =>
    `The problem was put in other words: ${to}${because(reason)}`,
  'pledgebook.scope-refined.v1': ({ change: { reason } }) => `The scope was drawn anew${because(reason)}.`,
  'pledgebook.call-opened.v1': ({ change: { text } }) => `Everybody is called to take part: ${text}`,
  'pledgebook.participant-joined.v1': (_, { who }) => `${who} joined.`,
  'pledgebook.participant-left.v1': (_, { who }) => `${who} left.`,
  'pledgebook.pause-opened.v1': ({ change: { reason } }) => `A pause began${because(reason)}.`,
  'pledgebook.pause-closed.v1': () => 'The pause ended.',
  'pledgebook.capability-named.v1': ({ change: { text } }) => `Success needs: ${text}`,
  'pledgebook.capability-offered.v1': ({ change: { text } }, { who }) => `${who} offers: ${text}`,
  'pledgebook.goal-adopted.v1': ({ change: { goal } }) => `A goal was adopted by consent: ${goal}`,
  'pledgebook.collective-indicator-adopted.v1': ({ change: { indicator } }) =>
    `A shared indicator was adopted by consent: ${indicator.name}, in ${indicator.unit}.`,
  'pledgebook.collective-indicator-measured.v1': ({ change: { value, unit, period } }, { by }) =>
    `${by} measured a shared indicator: ${value} ${unit}${period.to === undefined ? '' : ` until ${period.to}`}.`,
  'pledgebook.expansion-adopted.v1': ({ change: { text } }) => `An expansion was adopted by consent: ${text}`,
  'pledgebook.lead-handed-over.v1': ({ change: { from } }, { who, name }) =>
    `${name(from)} handed the lead over to ${who}.`,
  'pledgebook.partnership-closed.v1': ({ change: { text } }) =>
    `The partnership was closed by consent: ${text}`,
  'pledgebook.partnership-reopened.v1': ({ change: { text } }) =>
    `The partnership was reopened by consent: ${text}`,
  'pledgebook.agreement-formed.v1': ({ change: { endorsers } }, { name }) =>
    `An agreement was formed by ${endorsers.map(name).join(' and ')}.`,
  'pledgebook.decision-announced.v1': ({ change: { text } }, { by }) => `${by} announced a decision: ${text}`,
  'pledgebook.practice-shared.v1': ({ change: { title, text } }, { by }) =>
    `${by} shared a practice, ${quoted(title)}: ${text}`,
  'pledgebook.mandate-granted.v1': ({ change: { source } }, { who }) =>
    `${who} may record what others promised, from ${source}.`,
  'pledgebook.mandate-revoked.v1': ({ change: { source, reason } }, { who }) =>
    `${who} may no longer record what others promised, from ${source}${because(reason)}.`,
  'pledgebook.commitment-made.v1': (_, { who, of }) => `${who} made a commitment: ${of}.`,
  'pledgebook.pledge-made.v1': (_, { who, of }) => `${who} made a pledge: ${of}.`,
  'pledgebook.pledge-firmed.v1': (_, { who, of }) => `${who} made its pledge ${of} a firm commitment.`,
  'pledgebook.commitment-detailed.v1': (_, { who, of }) => `${who} added details to ${of}.`,
  'pledgebook.commitment-amended.v1': ({ change: { reason } }, { who, of }) =>
    `${who} changed its promise ${of}${because(reason)}.`,
  'pledgebook.milestone-planned.v1': ({ change: { title, due } }, { who, of }) =>
    `${who} plans ${quoted(title)} until ${due}, for ${of}.`,
  'pledgebook.milestone-rescheduled.v1': ({ change: { before, after, reason } }, { who, of }) =>
    `${who} moved a milestone of ${of} from ${before} to ${after}${because(reason)}.`,
  'pledgebook.milestone-reached.v1': ({ change: { note } }, { who, of }) =>
    `${who} reached a milestone of ${of}${saying(note)}.`,
  'pledgebook.budget-set.v1': ({ change }, { who, of }) =>
    `${who} set a budget of ${money(change.money)} for ${of}.`,
  'pledgebook.disbursement-recorded.v1': ({ change }, telling) =>
    `${telling.who} paid out ${money(change.money)}${recipient(change.recipient, telling)}, for ${telling.of}.`,
  'pledgebook.expenditure-recorded.v1': ({ change }, telling) =>
    `${telling.who} spent ${money(change.money)}${recipient(change.recipient, telling)}, for ${telling.of}.`,
  'pledgebook.return-recorded.v1': ({ change }, { who, of }) =>
    `${money(change.money)} came back to ${who}, of ${of}.`,
  'pledgebook.progress-reported.v1': ({ change: { narrative } }, { by, of }) =>
    `${by} reported on ${of}${saying(narrative)}.`,
  'pledgebook.evidence-attached.v1': ({ change: { title } }, { by, of }) =>
    `${by} attached evidence to ${of}: ${title}.`,
  'pledgebook.entry-corrected.v1': ({ change: { reason } }, { by, of }) =>
    `${by} corrected an error on ${of}${because(reason)}.`,
  'pledgebook.entry-restated.v1': ({ change: { reason } }, { by, of }) =>
    `${by} restated an entry on ${of} for new information${because(reason)}.`,
  'pledgebook.entry-voided.v1': ({ change: { reason } }, { by, of }) =>
    `${by} struck through an entry on ${of} that never was so${because(reason)}.`,
  'pledgebook.record-ended.v1': (_, { by, who, of }) => `${by} ended the record of ${of} by ${who}.`,
  'pledgebook.record-resumed.v1': (_, { by, who, of }) =>
    `${by} took up the record of ${of} by ${who} again.`,
  'pledgebook.commitment-suspended.v1': ({ change: { reason } }, { who, of }) =>
    `${who} suspended ${of}${because(reason)}.`,
  'pledgebook.commitment-resumed.v1': ({ change: { reason } }, { who, of }) =>
    `${who} took up ${of} again${because(reason)}.`,
  'pledgebook.commitment-fulfilled.v1': (_, { who, of }) => `${who} says that ${of} is fulfilled.`,
  'pledgebook.commitment-withdrawn.v1': ({ change: { reason } }, { who, of }) =>
    `${who} withdrew ${of}${because(reason)}.`,
  'pledgebook.commitment-superseded.v1': ({ change: { to, reason } }, { who, of, name }) =>
    to === undefined
      ? `${who} replaced ${of} by another promise${because(reason)}.`
      : `${name(to)} took over ${of} from ${who}.`,
  'pledgebook.transfer-offered.v1': ({ change: { to } }, { who, of, name }) =>
    `${who} offered ${of} to ${name(to)}.`,
  'pledgebook.joint-commitment-proposed.v1': ({ change: { proposedBy, details } }, { name }) =>
    `${name(proposedBy)} proposed a joint commitment: ${quoted(details.statement)}.`,
  'pledgebook.share-accepted.v1': (_, { who }) => `${who} accepted its share of a joint commitment.`,
  'pledgebook.share-declined.v1': ({ change: { reason } }, { who }) =>
    `${who} declined its share of a joint commitment${because(reason)}.`,
  'pledgebook.joint-commitment-formed.v1': ({ change: { parties } }, { name }) =>
    `A joint commitment was formed by ${parties.map(name).join(' and ')}.`,
  'pledgebook.party-left.v1': ({ change: { reason } }, { who }) =>
    `${who} left a joint commitment${because(reason)}.`,
  'pledgebook.attribution-confirmed.v1': (_, { who, of }) => `${who} confirmed ${of} as its own word.`,
  'pledgebook.attribution-rejected.v1': ({ change: { reason } }, { who, of }) =>
    `${who} rejected ${of} as not its own${because(reason)}.`,
  'pledgebook.naming-confirmed.v1': ({ change }, { who, of, name }) =>
    `${name(change.named)} confirmed that it is rightly named in ${of} by ${who}.`,
  'pledgebook.naming-rejected.v1': ({ change }, { who, of, name }) =>
    `${name(change.named)} says that it is not rightly named in ${of} by ${who}.`,
  'pledgebook.claim-corroborated.v1': ({ change }, telling) =>
    `${telling.name(change.observer)} corroborates ${claimed(change.claim, telling)}${saying(change.text)}.`,
  'pledgebook.claim-disputed.v1': ({ change }, telling) =>
    `${telling.name(change.observer)} disputes ${claimed(change.claim, telling)}${saying(change.text)}.`,
  'pledgebook.observation-noted.v1': ({ change }, telling) =>
    `${telling.name(change.observer)} notes of ${claimed(change.claim, telling)}${saying(change.text)}.`,
  'pledgebook.observation-answered.v1': ({ change: { text } }, { by }) =>
    `${by} answered an observation: ${text}`,
  'pledgebook.observation-withdrawn.v1': ({ change: { observer, reason } }, { name }) =>
    `What ${name(observer)} had said was withdrawn${because(reason)}.`,
  'pledgebook.disclosure-published.v1': ({ change: { kind, text } }, { who }) =>
    `${who} told everybody of ${kind === 'constraint' ? 'a constraint' : `an ${kind}`}: ${text}`,
  'pledgebook.published-disclosure-superseded.v1': ({ change: { text } }, { who }) =>
    `${who} said anew what it had told everybody: ${text}`,
  'pledgebook.published-disclosure-retracted.v1': ({ change: { reason } }, { who }) =>
    `${who} retracted what it had told everybody${because(reason)}.`,
  'pledgebook.published-disclosure-answered.v1': ({ change }, { name }) =>
    `${name(change.by)} answered what was told to everybody: ${change.text}`,
  'pledgebook.commitment-restated.v1': ({ change: { reason } }, { who, of }) =>
    `How ${of} by ${who} stands is reckoned anew${because(reason)}.`,
  'pledgebook.report-due.v1': ({ change: { due } }, { who, of }) =>
    `The next report of ${who} on ${of} was due on ${due}.`,
  'pledgebook.report-overdue.v1': ({ change: { due } }, { who, of }) =>
    `No report of ${who} on ${of} came until ${due}; whatever is reported from now on is welcome.`,
  'pledgebook.milestone-passed.v1': ({ change: { title, due } }, { who, of }) =>
    `The day of ${quoted(title)} (${due}) has passed, for ${of} by ${who}; it is not recorded as reached.`,
  'pledgebook.promise-due.v1': ({ change: { due } }, { who, of }) =>
    `The window of ${of} by ${who} ended on ${due}; the promise is still open.`,
};
