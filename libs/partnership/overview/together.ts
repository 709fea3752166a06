import { listed, type Entry } from '../entry.ts';
import type { Capability } from '../capabilities.ts';
import type { MissingVoice } from '../missing-voices.ts';
import type { NextStep } from '../next-steps.ts';
import type { PartnershipState } from '../partnership.ts';
import type { WorkingGroup } from '../working-groups.ts';
import { told, type CapabilityView, type GroupView, type NextStepView, type VoiceView } from './shape.ts';

function voiceView({ said, on, basis, resolved }: MissingVoice): VoiceView {
  const { partnership: _, ...flagged } = said;
  const open = { ...flagged, on, ...told({ basis }) };
  if (!resolved) return open;
  const { how, note, resolvedBy: by } = resolved.said;
  return { ...open, resolved: { how, ...(note === undefined ? {} : { note }), by, on: resolved.on } };
}

function capabilityView({ said, on, basis, offers }: Capability): CapabilityView {
  const { capability, text, organisations = [], namedBy } = said;
  return {
    capability,
    text,
    organisations,
    namedBy,
    on,
    offers: listed(offers, (offer, organisation) => ({
      organisation,
      text: offer.said,
      on: offer.on,
      ...told(offer),
    })),
    ...told({ basis }),
  };
}

/** What is overdue is derived for the day that is asked for. */
const nextStepOn =
  (date: string) =>
  ({ said, on, basis, ended }: NextStep): NextStepView => {
    const { partnership: _, organisation: by, ...taken } = said;
    const step = { ...taken, by, on };
    if (!ended) return { ...step, status: 'open', ...told({ basis }), overdue: taken.due < date };
    const [status, note] =
      ended.type === 'NextStepFinished'
        ? (['finished', ended.said.note] as const)
        : (['dropped', ended.said.reason] as const);
    return {
      ...step,
      status,
      ...told({ basis }),
      endedOn: ended.on,
      ...(note === undefined ? {} : { note }),
      overdue: false,
    };
  };

function groupView({ said, on, basis, members, closed }: WorkingGroup): GroupView {
  const { group, purpose, organisation: formedBy } = said;
  const open = { group, purpose, formedBy, on, members: [...members.keys()], ...told({ basis }) };
  if (!closed) return open;
  const { closedBy: by, reason } = closed.said;
  return { ...open, closed: { by, on: closed.on, ...(reason === undefined ? {} : { reason }) } };
}

function announcementView<D extends { partnership: string; organisation: string }>(entry: Entry<D>) {
  const { partnership: _, organisation: by, ...announced } = entry.said;
  return { ...announced, by, on: entry.on, ...told(entry) };
}

/** What is missing, needed, to be done and told, as it stands on a day. */
export const togetherIn = (state: PartnershipState, date: string) => ({
  missingVoices: listed(state.missingVoices, voiceView),
  capabilities: listed(state.capabilities, capabilityView),
  nextSteps: listed(state.nextSteps, nextStepOn(date)),
  workingGroups: listed(state.workingGroups, groupView),
  decisions: listed(state.decisions, announcementView),
  practices: listed(state.practices, announcementView),
});
