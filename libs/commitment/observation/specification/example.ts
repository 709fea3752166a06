import type { NewEvent } from '#kernel';
import {
  CollectiveIndicatorMeasured,
  MeetingHeld,
  PartnershipConvened,
  partnershipStream,
} from '#partnership';
import { commitmentStream } from '../../commitment.ts';
import { recordSource } from '../../source.ts';
import {
  about,
  convener,
  disbursed,
  here,
  made,
  owner,
  partnership,
  source,
} from '../../specification/example.ts';
import { observationOf, observationStream, type Claim } from '../claim.ts';
import { ClaimCorroborated, ClaimDisputed, type Observed } from '../events.ts';

/** What the specifications of observations begin with: a commitment that names its recipient, and has paid. */
export const recipient = 'org_rec1p1ent00000000000000000';
export const inBook = { partnership };
const onCommitment = (event: NewEvent): NewEvent => ({
  ...event,
  stream: commitmentStream(partnership, here.commitment),
});
export const promised = (...more: readonly NewEvent[]): readonly NewEvent[] =>
  [made({ recipient: { organisation: recipient } }), disbursed(), ...more].map(onCommitment);
/** A meeting of the convener, who records it, and the owner; and what the convener measured. */
export const met = (): readonly NewEvent[] =>
  [
    PartnershipConvened({
      partnership,
      organisation: convener,
      title: 'T',
      problem: 'P',
      scope: { places: [], sdgTargets: [] },
    }),
    MeetingHeld({
      partnership,
      meeting: 'scoping-1',
      kind: 'scoping',
      attendees: [convener, owner],
      agreed: [],
      recordedBy: convener,
    }),
    CollectiveIndicatorMeasured({
      partnership,
      measurement: 'schools-2020',
      indicator: 'schools',
      period: { to: '2020-12-31' },
      value: '120',
      unit: 'schools',
      method: 'Census',
      source: 'The ministry',
      measuredBy: convener,
      version: 2,
    }),
  ].map((event) => ({ ...event, stream: partnershipStream(partnership) }));

const { commitment } = here;
export const paid: Claim = { about: 'entry', commitment, entry: 'tranche_1' };
export const promise: Claim = { about: 'commitment', commitment };
export const measurement: Claim = { about: 'measurement', measurement: 'schools-2020' };
export const meeting: Claim = { about: 'meeting', meeting: 'scoping-1' };

/** What this observer's word on the disbursement looks like in the book. */
export const saidBy = (observer: string, more: Partial<Observed> = {}): Observed => ({
  ...about,
  observer,
  observation: observationOf(paid, observer),
  claim: { about: 'entry', entry: 'tranche_1' },
  claimVersion: 1,
  attributed: false,
  recordedBy: observer,
  ...more,
});
const inStream = (observer: string) => observationStream({ partnership, claim: paid }, observer);
export const corroborated = (observer: string, more: Partial<Observed> = {}): NewEvent =>
  ClaimCorroborated(saidBy(observer, more), inStream(observer));
export const disputed = (observer: string, text: string): NewEvent =>
  ClaimDisputed(saidBy(observer, { text }), inStream(observer));

/** What an importer says of what the recipient reported. */
export const byRecipient = { ...source, record: `${source.record}:recipient` };
export const attributed = { onBehalfOf: recipient, source: byRecipient };
export const recordKnown = (version = byRecipient.version, claimVersion = version): NewEvent =>
  recordSource({ partnership, source: { ...byRecipient, version } }, here.commitment, { claimVersion })[0]!;
