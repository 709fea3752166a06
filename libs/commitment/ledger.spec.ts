import type { NewEvent, StoredEvent } from '#kernel';
import { AttributionConfirmed, AttributionRejected, CommitmentAmended } from './events.ts';
import { ledger } from './ledger.ts';
import type { LedgerDoc } from './ledger-row.ts';
import { about, disbursed, importer, made, owner, recorded, source } from './specification/example.ts';

const tagged = (version: number, more: object = {}) => ({ ...source, tags: { fund: 'A' }, version, ...more });
const forged = { system: 'fts', record: '999', version: 999_999, tags: { boundary: 'incoming' } };

/** Who says it, and from which source, if any: as it may stand in any book, whatever is asked for today. */
const told = (event: NewEvent, organisation: string, from?: object): StoredEvent => ({
  ...event,
  id: 'evt_1',
  stream: 'own',
  revision: 0,
  position: '',
  metadata: {
    recordedAt: '2021-01-10T12:00:00.000Z',
    effectiveOn: '2021-01-10',
    organisation,
    ...(from ? { source: JSON.stringify(from) } : {}),
  },
});
const docOf = (...events: readonly StoredEvent[]): LedgerDoc =>
  events.reduce<LedgerDoc | undefined>(
    (doc, event) =>
      ledger.on[event.type]?.(doc, event as StoredEvent<string, never>, { key: '', peek: () => undefined }),
    undefined,
  ) as LedgerDoc;
const shown = (doc: LedgerDoc) => {
  const { of } = ledger.columns['tags'] ?? {};
  return { source: ledger.at(doc, '2022-01-01').source, tags: of?.(doc, '2022-01-01') };
};
const amended = CommitmentAmended({ ...about, before: {}, after: { theme: 'Health' }, reason: 'Said so' });

describe('The record that a row comes from', () => {
  it('is none of what an owner names in an entry of its own, of an older book too', () => {
    const forging = docOf(told(made(), owner), told(disbursed(), owner, forged));
    expect(shown(forging)).toEqual(shown(docOf(told(made(), owner), told(disbursed(), owner))));
    expect(shown(forging).source).toBeUndefined();
  });

  it('is told by who recorded it, in its latest version', () => {
    const doc = docOf(told(recorded(), importer, tagged(1)), told(amended, importer, tagged(2)));
    expect(shown(doc)).toMatchObject({ source: { version: 2, tags: { fund: 'A' } } });
    expect(shown(doc).tags).toEqual(expect.arrayContaining(['source=fts', 'record=201234', 'fund=A']));
  });

  it('is told in the version of the day asked for', () => {
    const later = { ...told(amended, importer, tagged(2)) };
    const doc = docOf(told(recorded(), importer, tagged(1)), {
      ...later,
      metadata: { ...later.metadata, effectiveOn: '2021-05-01' },
    });
    const versionOn = (day: string) => ledger.at(doc, day).source?.version;
    expect([versionOn('2021-04-30'), versionOn('2021-05-01')]).toEqual([1, 2]);
  });

  it.each<[string, StoredEvent]>([
    ['another record, by who recorded it', told(amended, importer, tagged(7, { record: '999' }))],
    ['its owner, on confirming it', told(AttributionConfirmed(about), owner, tagged(999_999))],
    ['its owner, on rejecting it', told(AttributionRejected(about), owner, forged)],
  ])('is not changed by %s', (_, event) => {
    const before = docOf(told(recorded(), importer, tagged(1)));
    expect(docOf(told(recorded(), importer, tagged(1)), event).sources).toEqual(before.sources);
  });

  it('is not changed by its owner once that has confirmed it', () => {
    const events = [told(recorded(), importer, tagged(1)), told(AttributionConfirmed(about), owner)];
    const doc = docOf(...events, told(amended, owner, tagged(999_999)));
    expect(doc.sources).toMatchObject([{ value: tagged(1) }]);
  });
});
