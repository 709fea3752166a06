import { foldEvent } from '#projection';
import type { NewEvent, StoredEvent } from '#kernel';
import {
  CommitmentAmended,
  CommitmentDetailed,
  CommitmentSuperseded,
  PledgeMade,
  TransferOffered,
} from './events.ts';
import { containment, type Links } from './containment.ts';
import { about, another, commitment, made, partnership, stranger, usd } from './specification/example.ts';

const elsewhere = `ptn_${'9'.repeat(26)}`;
const FTS = { source: JSON.stringify({ system: 'fts', record: '1', version: 1 }) };
const reason = 'It is so';

/** The links of the commitment on a day, after these events, each a day after the other. */
function linksOn(day: string, events: readonly NewEvent[], metadata: object = {}): Links | undefined {
  const docs = new Map<string, unknown>();
  const into = {
    get: (key: string) => docs.get(key),
    set: (key: string, doc: unknown) => void docs.set(key, doc),
  };
  for (const [i, event] of events.entries()) {
    const effectiveOn = `2020-01-0${i + 1}`;
    foldEvent(containment as never, into, {
      ...event,
      id: `evt_${i}`,
      stream: 'own',
      revision: i,
      position: String(i),
      metadata: { effectiveOn, ...metadata },
    } as StoredEvent);
  }
  const doc = docs.get(commitment);
  return doc === undefined ? undefined : containment.at(doc as never, day);
}
const part = (says: object = {}) => ({ commitment: another, contained: true, ...says });
const link = (said: string, more: object = {}) => ({ partnership, commitment: another, said, ...more });

describe('what contains a commitment', () => {
  it('is its parent, where it says so: of the promise, of the payments, or of both', () => {
    const links = (partOf: object) => linksOn('2020-01-01', [made({ partOf } as never)]);
    expect(links(part())).toEqual({ commitment, promise: link('0') });
    expect(links(part({ paymentsContained: true }))).toEqual({
      commitment,
      promise: link('0'),
      payments: link('0'),
    });
    expect(links(part({ contained: false, paymentsContained: true }))).toEqual({
      commitment,
      payments: link('0'),
    });
    expect(links(part({ contained: false }))).toEqual({ commitment });
  });

  it('is of another book where it names that one', () => {
    const links = linksOn('2020-01-01', [made({ partOf: part({ partnership: elsewhere }) })]);
    expect(links?.promise).toEqual(link('0', { partnership: elsewhere }));
  });

  it('stands from the day it was said, until another is said, or a reference, which contains nothing', () => {
    const events = [
      made(),
      CommitmentDetailed({ ...about, details: { partOf: part() } }),
      CommitmentAmended({
        ...about,
        before: {},
        after: { partOf: { reference: 'A plan', contained: true } },
        reason,
      }),
    ];
    expect(['01', '02', '03'].map((day) => linksOn(`2020-01-${day}`, events)?.promise)).toEqual([
      undefined,
      link('1'),
      undefined,
    ]);
  });

  it('is not kept of what is part of nothing', () => {
    expect(linksOn('2020-01-09', [made()])).toBeUndefined();
    expect(linksOn('2020-01-09', [PledgeMade(made({ partOf: part() }).data as never)])).toBeDefined();
  });

  it('contains the payments of a part, too, in records of FTS that do not say', () => {
    expect(linksOn('2020-01-01', [made({ partOf: part() })], FTS)?.payments).toEqual(link('0'));
    const says = part({ paymentsContained: false });
    expect(linksOn('2020-01-01', [made({ partOf: says })], FTS)?.payments).toBeUndefined();
    expect(
      linksOn('2020-01-01', [made({ partOf: part({ contained: false }) })], FTS)?.payments,
    ).toBeUndefined();
  });

  it('goes on in what took its place, from that day, unless that took only a part of the money', () => {
    const by = { ...about, by: another };
    const offer = { ...about, offer: 'o', to: stranger };
    const successorAfter = (...events: NewEvent[]) => linksOn('2020-01-09', [made(), ...events])?.successor;
    expect(successorAfter(CommitmentSuperseded(by))).toEqual(link('1'));
    expect(linksOn('2020-01-01', [made(), CommitmentSuperseded(by)])?.successor).toBeUndefined();
    const taken = { ...by, to: stranger };
    expect(successorAfter(TransferOffered(offer), CommitmentSuperseded(taken))).toEqual(link('2'));
    const ofPart = TransferOffered({ ...offer, money: usd('40') });
    expect(successorAfter(ofPart, CommitmentSuperseded(taken))).toBeUndefined();
    expect(successorAfter(ofPart, CommitmentSuperseded({ ...taken, part: false }))).toEqual(link('2'));
    expect(successorAfter(CommitmentSuperseded({ ...taken, part: true }))).toBeUndefined();
  });
});
