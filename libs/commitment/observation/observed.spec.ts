import type { NewEvent, StoredEvent } from '#kernel';
import { AttributionConfirmed, CommitmentSuperseded } from '../events.ts';
import { ledger } from '../ledger.ts';
import type { LedgerDoc } from '../ledger-row.ts';
import {
  about,
  another,
  convener,
  disbursed,
  importer,
  madeToo,
  made,
  owner,
  recorded,
  stranger,
} from '../specification/example.ts';
import { observationOf, type Claim } from './claim.ts';
import { ClaimCorroborated, ClaimDisputed, ObservationNoted, type Observed } from './events.ts';
import { dossier } from '../dossier.ts';
import { NOTHING_OBSERVED } from './observed.ts';
import { paid, promise, recipient, saidBy } from './specification/example.ts';

const DAY = '2021-02-01';
const LATER = '2022-01-01';
type Told = readonly [event: NewEvent, by: string, on?: string];

/** As it stands in a book, whatever is refused today. */
const stored = ([event, organisation, on = DAY]: Told, n: number): StoredEvent => ({
  ...event,
  id: `evt_${n}`,
  stream: 'own',
  revision: n,
  position: String(n),
  metadata: { recordedAt: `${on}T12:00:00.000Z`, effectiveOn: on, organisation },
});
const begun: readonly Told[] = [
  [made({ recipient: { organisation: recipient } }), owner, '2021-01-01'],
  [disbursed(), owner, '2021-01-10'],
];
const folded = <D>({ on }: { readonly on: typeof ledger.on }, told: readonly Told[]): D =>
  told.map(stored).reduce<unknown>(
    (doc, event) =>
      on[event.type]?.(doc as LedgerDoc, event as StoredEvent<string, never>, {
        key: '',
        peek: () => undefined,
      }),
    undefined,
  ) as D;
const shown = (...told: readonly Told[]) => {
  const doc = folded<LedgerDoc>(ledger, told);
  const { observations, standing } = ledger.at(doc, LATER);
  const observed = ledger.columns['observed']?.of(doc, LATER);
  return { observations, standing, observed };
};
const attributedTo = (observer: string, by: string, more: Partial<Observed> = {}): Told => [
  ClaimCorroborated(saidBy(observer, { attributed: true, recordedBy: by, ...more })),
  by,
];
const own = (observer: string, claim: Claim = paid): Told => {
  const { commitment: _, ...which } = claim;
  const observation = observationOf(claim, observer);
  return [ClaimCorroborated(saidBy(observer, { claim: which, observation })), observer];
};
const nothing = { observations: NOTHING_OBSERVED, standing: 'self-reported', observed: [] };

describe('What is recorded about an observer', () => {
  it('counts apart, until that one says the same', () => {
    expect(shown(...begun, attributedTo(recipient, importer))).toEqual({
      observations: { ...NOTHING_OBSERVED, attributed: 1, attributedCorroborations: 1 },
      standing: 'self-reported',
      observed: ['attributed'],
    });
    const confirmed: Told = [
      ClaimCorroborated(saidBy(recipient, { from: 'corroborated', confirms: true })),
      recipient,
    ];
    expect(shown(...begun, attributedTo(recipient, importer), confirmed)).toEqual({
      observations: { ...NOTHING_OBSERVED, corroborated: 1 },
      standing: 'corroborated',
      observed: ['corroborated'],
    });
  });

  it('disputes nothing until then, and waits for no answer', () => {
    const said = saidBy(recipient, { attributed: true, recordedBy: importer, text: 'Nothing came' });
    expect(shown(...begun, [ClaimDisputed(said), importer])).toMatchObject({
      observations: { disputed: 0, attributed: 1, attributedDisputes: 1 },
      standing: 'self-reported',
      observed: ['attributed'],
    });
    expect(shown(...begun, [ObservationNoted(said), importer])).toMatchObject({
      observations: { noted: 0, attributed: 1, attributedDisputes: 0, attributedCorroborations: 0 },
    });
  });
});

describe('In a book in which somebody corroborates its own claim, that', () => {
  it.each<[string, Told]>([
    ['who said what the recipient says', attributedTo(recipient, owner)],
    ['who said it of itself', own(owner)],
    ['who said it of itself by a mandate', attributedTo(owner, owner)],
    ['about whom an importer said it', attributedTo(owner, importer)],
  ])('of the owner counts nowhere: %s', (_, told) => {
    expect(shown(...begun, told)).toEqual(nothing);
    const doc = folded<Parameters<typeof dossier.at>[0]>(dossier as never, [...begun, told]);
    expect(dossier.at(doc, LATER).observed).toMatchObject([{ verdict: 'corroborated', ofItself: true }]);
  });

  it('of who recorded it counts nowhere, confirmed or not; of what the owner says since it counts', () => {
    const confirmed: Told = [AttributionConfirmed(about), owner, '2021-01-20'];
    const record: Told = [recorded(), importer, '2021-01-01'];
    expect(shown(record, own(importer, promise)).observations).toEqual(NOTHING_OBSERVED);
    expect(shown(record, confirmed, own(importer, promise)).observations).toEqual(NOTHING_OBSERVED);
    const since: Told = [disbursed(), owner, '2021-01-25'];
    expect(shown(record, confirmed, since, own(importer)).observations.corroborated).toBe(1);
  });

  it('of whoever gave it over or took it over counts nowhere; what was said before, and that it is not so, counts', () => {
    const superseded = (on: string): Told => [
      CommitmentSuperseded({ ...about, by: another, to: stranger }),
      stranger,
      on,
    ];
    expect(shown(...begun, superseded('2021-01-30'), own(stranger)).observations).toEqual(NOTHING_OBSERVED);
    expect(shown(...begun, own(stranger), superseded('2021-03-01')).observations.corroborated).toBe(1);
    const recordedBy = (by: string, observer = recipient) =>
      shown(...begun, attributedTo(observer, by), superseded('2021-03-01')).observations;
    expect(recordedBy(importer)).toMatchObject({ attributed: 1, attributedCorroborations: 1 });
    // Whoever took it over since says nothing of it as another's, and cannot confirm what was recorded in its name.
    expect(recordedBy(stranger)).toEqual(NOTHING_OBSERVED);
    expect(recordedBy(importer, stranger)).toEqual(NOTHING_OBSERVED);
    const taken: Told = [
      madeToo({ organisation: stranger, transferOf: { commitment: about.commitment, organisation: owner } }),
      stranger,
      '2021-01-30',
    ];
    const claim = { ...promise, commitment: another };
    const of = { organisation: stranger, commitment: another, claim: { about: 'commitment' as const } };
    const said = saidBy(owner, { ...of, observation: observationOf(claim, owner) });
    expect(shown(taken, [ClaimCorroborated(said), owner]).observations).toEqual(NOTHING_OBSERVED);
    expect(shown(taken, [ClaimDisputed(said), owner]).observations.disputed).toBe(1);
    const byAnother = saidBy(convener, { ...of, observation: observationOf(claim, convener) });
    expect(shown(taken, [ClaimCorroborated(byAnother), convener]).observations.corroborated).toBe(1);
  });
});
