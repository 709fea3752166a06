import { START } from '#event-store';
import { defineProjection, type StoredEvent } from '#kernel';
import { foldEvent } from './fold.ts';

interface Account {
  readonly owner: string;
  readonly balance: number;
  readonly note?: string;
  readonly last?: { readonly other: string; readonly balance: number };
}
type Paid = { from: string; to: string; amount: number };
const accounts = defineProjection<Account, Account>({
  name: 'accounts',
  version: 1,
  keys: ({ type, data }) =>
    type === 'Paid' ? [(data as Paid).from, (data as Paid).to] : [(data as { owner: string }).owner],
  on: {
    Opened: (_, { data: { owner } }: StoredEvent<string, { owner: string }>) => ({
      owner,
      note: undefined,
      balance: -0,
    }),
    Closed: () => undefined,
    Paid: (doc, { data: { from, to, amount } }: StoredEvent<string, Paid>, { key, peek }) => {
      if (!doc) throw new Error(`no account ${key}`);
      const other = key === from ? to : from;
      const balance = doc.balance + (key === from ? -amount : amount);
      return { ...doc, balance, last: { other, balance: peek(other)?.balance ?? 0 } };
    },
  },
  columns: {},
  at: (doc) => doc,
});

let revision = 0;
const happened = (type: string, data: unknown): StoredEvent => ({
  id: `evt_${++revision}`,
  stream: 'bank-account-one',
  revision,
  position: START,
  type,
  version: 1,
  data,
  metadata: {},
});

function folded(...events: StoredEvent[]): Map<string, Account> {
  const docs = new Map<string, Account>();
  const set = (key: string, doc: Account | undefined) =>
    doc ? void docs.set(key, doc) : void docs.delete(key);
  for (const event of events) foldEvent(accounts, { get: (key) => docs.get(key), set }, event);
  return docs;
}

const opened = [happened('Opened', { owner: 'ann' }), happened('Opened', { owner: 'bob' })];

describe('foldEvent', () => {
  it('folds an event into each document it touches, in their order', () => {
    const docs = folded(...opened, happened('Paid', { from: 'ann', to: 'bob', amount: 5 }));
    expect(docs.get('ann')).toEqual({ owner: 'ann', balance: -5, last: { other: 'bob', balance: 0 } });
    // Ann's stands earlier and has the event already.
    expect(docs.get('bob')).toEqual({ owner: 'bob', balance: 5, last: { other: 'ann', balance: -5 } });
  });

  it('leaves a document as JSON will have it', () => {
    const ann = folded(...opened).get('ann') as Account;
    expect(Object.keys(ann)).toEqual(['owner', 'balance']);
    expect(Object.is(ann.balance, 0)).toBe(true);
  });

  it('folds a key once that is named twice', () => {
    const docs = folded(...opened, happened('Paid', { from: 'ann', to: 'ann', amount: 5 }));
    expect(docs.get('ann')?.balance).toBe(-5);
  });

  it('removes a document, and ignores types it does not know', () => {
    const docs = folded(
      ...opened,
      happened('Closed', { owner: 'ann' }),
      happened('constructor', {}),
      happened('Audited', {}),
    );
    expect([...docs.keys()]).toEqual(['bob']);
  });

  it('changes nothing where it throws', () => {
    const docs = new Map<string, Account>([['ann', { owner: 'ann', balance: 1 }]]);
    const into = {
      get: (key: string) => docs.get(key),
      set: (key: string, doc?: Account) => void (doc && docs.set(key, doc)),
    };
    expect(() => foldEvent(accounts, into, happened('Paid', { from: 'ann', to: 'bob', amount: 5 }))).toThrow(
      'no account bob',
    );
    expect(docs.get('ann')?.balance).toBe(1);
  });

  it('refuses what JSON does not hold, and a peek at what the event does not touch', () => {
    const bad = (doc: unknown) => ({ ...accounts, on: { Opened: () => doc as Account } });
    const into = { get: () => undefined, set: () => undefined };
    for (const value of [new Date(), Number.NaN, 1n, () => 1, new Map()])
      expect(() => foldEvent(bad({ value }), into, opened[0] as StoredEvent)).toThrow(TypeError);
    const peeking = {
      ...accounts,
      on: { Opened: (_: unknown, __: unknown, { peek }: { peek: (key: string) => unknown }) => peek('bob') },
    };
    expect(() => foldEvent(peeking as never, into, opened[0] as StoredEvent)).toThrow('does not touch');
  });
});
