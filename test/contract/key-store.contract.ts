import type { KeyStore } from '#sealing';

/** A key store under test, and another connection to the same one. */
export interface KeyBench {
  readonly store: KeyStore;
  another(): Promise<KeyStore>;
  close(): Promise<void>;
}

/** What every key store promises, whatever engine it stands on. */
export function keyStoreContract(engine: string, open: () => Promise<KeyBench>): void {
  describe(`the key store on ${engine}`, () => {
    let bench: KeyBench;
    let store: KeyStore;
    beforeEach(async () => {
      bench = await open();
      ({ store } = bench);
    });
    afterEach(() => bench.close());

    const key = (id: string, wrapped = `${id}, wrapped`) => ({ id, wrapped });

    it('keeps notes: one that is made stays, one that is changed is another', async () => {
      expect(await store.note('secret')).toBeUndefined();
      await store.makeNote('secret', 'a');
      await store.makeNote('secret', 'b');
      expect(await store.note('secret')).toBe('a');
      await store.changeNote('secret', 'c');
      await store.changeNote('signer', 'd');
      expect(await (await bench.another()).note('secret')).toBe('c');
      expect(await store.note('signer')).toBe('d');
      expect([...(await store.notes())].sort()).toEqual([
        ['secret', 'c'],
        ['signer', 'd'],
      ]);
    });

    it('makes a note in place of one that sorts before it, and leaves one that does not', async () => {
      for (const value of ['2 b', '10 c', '1 a']) await store.advanceNote('latest', value);
      expect(await store.note('latest')).toBe('2 b');
      await (await bench.another()).advanceNote('latest', '2 c');
      expect(await store.note('latest')).toBe('2 c');
    });

    it('has the first master key wrap from now on, and the others what it does not wrap yet', async () => {
      expect(await store.masters()).toEqual([]);
      await store.turnTo('one');
      await store.turnTo('two');
      await store.turnTo('two');
      expect(await store.masters()).toEqual(['two', 'one']);
      await store.turnTo('one');
      expect(await (await bench.another()).masters()).toEqual(['one', 'two']);
    });

    it('keeps a key only as the master key that wraps now wraps it, and the first one stays', async () => {
      expect(await store.put(key('a'), 'one')).toBe(false);
      await store.turnTo('one');
      expect(await store.put(key('a'), 'one')).toBe(true);
      expect(await store.put(key('a', 'other'), 'one')).toBe(true);
      expect(await store.put(key('b'), 'two')).toBe(false);
      expect(await (await bench.another()).get('a')).toBe('a, wrapped');
      expect(await store.get('b')).toBeUndefined();
      expect(await store.all()).toEqual([key('a')]);
    });

    it('destroys a key for all that look for it', async () => {
      await store.turnTo('one');
      for (const id of ['a', 'b']) await store.put(key(id), 'one');
      const other = await bench.another();
      await store.destroy('a');
      await store.destroy('never');
      expect(await other.get('a')).toBeUndefined();
      expect(await other.all()).toEqual([key('b')]);
    });

    it('takes keys wrapped anew all at once, and those alone that are still there', async () => {
      await store.turnTo('one');
      for (const id of ['a', 'b']) await store.put(key(id), 'one');
      await store.turnTo('two');
      const anew = [key('a', 'anew'), key('b', 'anew'), key('gone', 'anew')];
      expect(await store.rewrap(anew, 'one')).toBe(false);
      expect(await store.all()).toEqual([key('a'), key('b')]);
      expect(await store.rewrap(anew, 'two')).toBe(true);
      expect(await store.all()).toEqual([key('a', 'anew'), key('b', 'anew')]);
      expect(await store.masters()).toEqual(['two']);
    });

    it('lets two that put one key at once have the same', async () => {
      await store.turnTo('one');
      const other = await bench.another();
      const put = await Promise.all([store, other].map((one, i) => one.put(key('a', `${i}`), 'one')));
      expect(put).toEqual([true, true]);
      expect(await store.get('a')).toBe(await other.get('a'));
    });
  });
}
