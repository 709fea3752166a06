import type { NewEvent } from '#kernel';
import { OrganisationRegistered } from '#organisation';
import { MandateOpened, mandateStream, MembershipOpened, memberStream } from '#partnership';
import {
  CommitmentMade,
  DisbursementRecorded,
  MilestonePlanned,
  PledgeMade,
  ProgressReported,
  TransferOffered,
  type Offered,
  type Opened,
} from '../events.ts';
import { NOT_STATED, type Details } from '../input.ts';
import { commitmentStream } from '../commitment.ts';
import { contentOf } from '../opening.ts';
import { recordSource, SourceRecorded, sourceStream } from '../source.ts';

/** What the specifications of this module begin with: one book, those who write in it, and what stands in it. */
const id = (prefix: string, name: string): string => `${prefix}_${name.padEnd(26, '0')}`;
export const partnership = id('ptn', 'b00k');
export const commitment = id('cmt', '0ne');
export const another = id('cmt', 'an0ther');
export const owner = id('org', '0wner');
export const convener = id('org', 'c0nvener');
export const importer = id('org', 'mp0rter');
export const stranger = id('org', 'stranger');

export const here = { partnership, commitment };
/** Who gives the command, on a day when some time has passed. */
export const as = (organisation: string) => ({
  actor: { organisation },
  self: commitment,
  now: '2022-01-10T12:00:00.000Z',
});

export const usd = (amount: string) => ({ amount, currency: 'USD' });
export const promise = { statement: 'Connect 120 rural schools', kind: 'financial' } as const;
export const schools = {
  id: 'schools',
  name: 'Schools connected',
  level: 'output',
  unit: 'schools',
  direction: 'increase',
  aggregation: 'sum',
} as const;
export const source = { system: 'fts', record: '201234', version: 1 };
/** What an importer says in every command on a record that it made about the owner. */
export const attributedTo = { onBehalfOf: owner, source };

const byOwner: Opened = {
  ...here,
  organisation: owner,
  recordedBy: owner,
  attributed: false,
  details: promise,
};
export const about = { ...here, organisation: owner };
export const made = (details: Partial<Details> = {}): NewEvent =>
  CommitmentMade({ ...byOwner, details: { ...promise, ...details } });
export const pledged = (): NewEvent => PledgeMade(byOwner);
export const recorded = (organisation = owner): NewEvent =>
  CommitmentMade({ ...byOwner, organisation, recordedBy: importer, attributed: true, source });
export const recordedOfNobody = (): NewEvent => recorded(NOT_STATED);
/** Another commitment of the book, on its own stream. */
export const madeToo = (data: Partial<Opened> = {}): NewEvent =>
  CommitmentMade({ ...byOwner, commitment: another, ...data }, commitmentStream(partnership, another));

export const joined = (organisation = owner): NewEvent =>
  MembershipOpened({ partnership, organisation }, memberStream(partnership, organisation));
export const mandated = (organisation = importer, system = source.system): NewEvent =>
  MandateOpened(
    { partnership, organisation, source: system, grantedBy: convener },
    mandateStream(partnership, organisation),
  );
export const registered = (organisation = owner): NewEvent =>
  OrganisationRegistered(
    { organisation, name: 'An organisation', registeredBy: organisation },
    `organisation-organisation-${organisation}`,
  );
/** The guard's mark of the source's record; `details`: of what is kept of it, where a fingerprint is. */
export const sourced = (version = 1, id = commitment, details?: object): NewEvent =>
  details
    ? recordSource(
        { partnership, source: { ...source, version } },
        id,
        contentOf(true, { organisation: owner, details }),
      )[0]!
    : SourceRecorded(
        { partnership, ...source, version, commitment: id },
        sourceStream({ partnership, ...source }),
      );

export const disbursed = (entry = 'tranche_1', amount = '250000.50'): NewEvent =>
  DisbursementRecorded({ ...about, entry, money: usd(amount) });
export const offered = (said: Partial<Offered> = {}): NewEvent =>
  TransferOffered({ ...about, offer: 'offer-1', to: stranger, ...said });
export const planned = (): NewEvent =>
  MilestonePlanned({ ...about, entry: 'first_40', title: 'First 40 schools', due: '2021-06-30' });
export const reported = (selfReport = true): NewEvent =>
  ProgressReported({ ...about, entry: 'report_1', narrative: '42 schools are connected', selfReport });
