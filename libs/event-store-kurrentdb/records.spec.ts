import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import fc from 'fast-check';
import { encoded, receiptOf, type EventToAppend } from '#event-store';
import { makeId, type StoredEvent } from '#kernel';
import { StreamNames } from './names.ts';
import { eventOf, idOf, recordOf, storedAt, uuidOf, type Stamped } from './records.ts';

const id = fc
  .tuple(fc.nat(2 ** 48 - 1), fc.uint8Array({ minLength: 16, maxLength: 16 }))
  .map(([at, bytes]) => makeId('evt', at, bytes));
const recordedAt = '2026-01-02T03:04:05.678Z';

const stamped = (event: Partial<EventToAppend> = {}, stream = 'ptn_1-commitment-cmt_1'): Stamped => {
  const one = { id: makeId('evt', 1, new Uint8Array(16)), type: 'Said', version: 3, data: {}, metadata: {} };
  const [ready] = encoded({ stream, expected: 'any', events: [{ ...one, ...event }] });
  return { stream, event: ready as Stamped['event'], recordedAt };
};
/** As the server gives a record back: its properties in no order, some of its own among them, and JSON parsed anew. */
function recorded(one: Stamped, names = new StreamNames()): RecordedEvent {
  const { streamName, record } = recordOf(names, one);
  const properties = Object.entries(record.metadata as object).toReversed();
  const metadata = {
    '$schema.name': record.type,
    ...Object.fromEntries(properties),
    '$schema.format': 'Json',
  };
  const position = { commit: 4242n, prepare: 4242n };
  const place = { streamId: streamName, revision: 7n, position, created: new Date(0), isJson: true } as const;
  const data = JSON.parse(JSON.stringify(record.data)) as object;
  return { ...place, id: record.id, type: record.type, data, metadata } as RecordedEvent;
}

describe('The id of a record', () => {
  it('is a UUID of the 128 bits of the event’s, and sorts as it does', () => {
    fc.assert(
      fc.property(id, id, (one, other) => {
        expect(uuidOf(one)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        expect(idOf(uuidOf(one))).toBe(one);
        expect(uuidOf(one) < uuidOf(other)).toBe(one < other);
      }),
    );
    expect(uuidOf('evt_7zzzzzzzzzzzzzzzzzzzzzzzzz')).toBe('ffffffff-ffff-ffff-ffff-ffffffffffff');
  });

  it.each(['evt_1', 'cmt_00000000000000000000000000', 'evt_80000000000000000000000000'])(
    'is none of %s, which has not so many',
    (not) => expect(() => uuidOf(not)).toThrow(TypeError),
  );
});

describe('An event, as a record and back', () => {
  it('is the same, with the same receipt, as what is told of it without reading it', () => {
    fc.assert(
      fc.property(
        id,
        fc.object(),
        fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,9}$/), fc.string()),
        (...it) => {
          const [own, given, { schemaVersion: _, recordedAt: _at, ...metadata }] = it;
          const data = JSON.parse(JSON.stringify(given)) as object;
          const one = stamped({ id: own, data, metadata });
          const told = storedAt(one, { revision: 7, position: '00000000000000004242' });
          const read = eventOf(new StreamNames(), recorded(one)) as StoredEvent;
          expect(read).toEqual(told.event);
          expect(Object.keys(read.metadata)).toEqual(Object.keys(read.metadata).toSorted());
          expect(receiptOf(read)).toEqual(told.receipt);
        },
      ),
    );
  });

  it('has its own recorded time, version and metadata, and nothing of the server’s', () => {
    const metadata = { roles: 'r', person: 'per_1' };
    const read = eventOf(new StreamNames(), recorded(stamped({ metadata, data: { b: 1, a: undefined } })));
    expect(read).toMatchObject({ version: 3, revision: 7, position: '00000000000000004242', data: { b: 1 } });
    expect(Object.entries(read?.metadata ?? {})).toEqual([
      ['person', 'per_1'],
      ['recordedAt', recordedAt],
      ['roles', 'r'],
    ]);
  });

  it.each(['$by', 'schemaVersion'])('does not have metadata called %s', (name) => {
    expect(() => recordOf(new StreamNames(), stamped({ metadata: { [name]: 'x' } }))).toThrow(TypeError);
  });
});

describe('Streams on the server', () => {
  const named = new StreamNames('staging');

  it('are called after their store, where it has a name; what belongs to another is not there', () => {
    const one = stamped();
    expect(named.onServer(one.stream)).toBe('staging.ptn_1-commitment-cmt_1');
    expect(named.linksOf('ptn_1')).toBe('$ce-staging.ptn_1');
    expect(eventOf(named, recorded(one, named))?.stream).toBe(one.stream);
    expect(eventOf(new StreamNames(), recorded(one, named))).toBeUndefined();
    expect(eventOf(named, recorded(one))).toBeUndefined();
  });

  it('that others write to are passed over', () => {
    const foreign = { ...recorded(stamped()), metadata: { who: 'else' } } as RecordedEvent;
    expect(eventOf(new StreamNames(), foreign)).toBeUndefined();
    expect(eventOf(new StreamNames(), { ...recorded(stamped()), streamId: '$ce-ptn_1' })).toBeUndefined();
  });

  it.each(['a-b', 'a.b', '1', '$a'])('have no store called %s before them', (store) => {
    expect(() => new StreamNames(store)).toThrow(TypeError);
  });
});
