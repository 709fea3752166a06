import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataKeys, masterKeysOf, newMasterKey, SqliteKeyStore, type KeyStore } from './index.ts';

const textOf = ({ key }: { key: Uint8Array }) => Buffer.from(key).toString('base64');

interface Said {
  readonly PLEDGEBOOK_MASTER_KEY?: string;
  readonly PLEDGEBOOK_MASTER_KEY_FILE?: string;
}
function saidBy({ PLEDGEBOOK_MASTER_KEY: text, PLEDGEBOOK_MASTER_KEY_FILE: file }: Said) {
  if (text !== undefined) return { from: 'PLEDGEBOOK_MASTER_KEY', text };
  return file === undefined ? undefined : { from: `${file} (PLEDGEBOOK_MASTER_KEY_FILE)`, file };
}

describe('Data keys', () => {
  let directory: string;
  let store: SqliteKeyStore;
  const file = () => join(directory, 'keys.sqlite');
  const open = (given: Said = {}) => DataKeys.open(store, masterKeysOf(directory, saidBy(given)));
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-keys-'));
    store = new SqliteKeyStore(file());
  });
  const holding = (wrapped: string) =>
    readdirSync(directory).filter((name) => readFileSync(join(directory, name)).includes(wrapped.slice(-60)));
  afterEach(() => {
    store.close();
    rmSync(directory, { recursive: true });
  });

  it('are one for each id, stay the same, and are kept for the owner of the files alone', async () => {
    const keys = await open();
    const key = await keys.make('a');
    expect(key).toHaveLength(32);
    expect(await keys.make('a')).toEqual(key);
    expect(await (await open()).get('a')).toEqual(key);
    expect(await keys.make('b')).not.toEqual(key);
    expect(await keys.get('c')).toBeUndefined();
    const modes = ['keys.sqlite', 'master.key'].map((name) => statSync(join(directory, name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600]);
  });

  it('are erased when destroyed: no file holds what was there, the log included', async () => {
    const keys = await open();
    for (const id of ['a', 'b', 'c']) await keys.make(id);
    const wrapped = (await store.get('b')) ?? '';
    expect(holding(wrapped)).not.toEqual([]);
    await keys.destroy('b');
    expect(holding(wrapped)).toEqual([]);
    expect(await keys.get('b')).toBeUndefined();
    expect(await keys.get('a')).toHaveLength(32);
  });

  it('are erased to the end by the next opening, where that was ended in the middle', async () => {
    await (await open()).make('a');
    const wrapped = (await store.get('a')) ?? '';
    const dying = new DatabaseSync(file());
    dying.exec(`PRAGMA secure_delete = ON; DELETE FROM keys`);
    expect(holding(wrapped)).not.toEqual([]);
    await new SqliteKeyStore(file()).close();
    expect(holding(wrapped)).toEqual([]);
    dying.close();
  });

  it('are refused to a wrong master key, which harms nothing', async () => {
    const right = newMasterKey();
    const key = await (await open({ PLEDGEBOOK_MASTER_KEY: textOf(right) })).make('a');
    await expect(open({ PLEDGEBOOK_MASTER_KEY: textOf(newMasterKey()) })).rejects.toThrow(
      /^PLEDGEBOOK_MASTER_KEY is not the master key that wraps/,
    );
    expect(await (await open({ PLEDGEBOOK_MASTER_KEY: textOf(right) })).get('a')).toEqual(key);
  });

  it('say what is wrong with a master key that is none', async () => {
    await expect(open({ PLEDGEBOOK_MASTER_KEY: 'short' })).rejects.toThrow(
      /PLEDGEBOOK_MASTER_KEY .* 32 bytes/,
    );
  });

  it('are the same after the master key is another, also to a process that knew the old one', async () => {
    const keys = await open();
    const running = await open();
    const key = await keys.make('a');
    const before = readFileSync(join(directory, 'master.key'), 'utf8');
    await keys.rotate();
    expect(readFileSync(join(directory, 'master.key'), 'utf8').split('\n')).toHaveLength(2);
    expect(await running.get('a')).toEqual(key);
    expect(await (await open()).get('a')).toEqual(key);
    await expect(open({ PLEDGEBOOK_MASTER_KEY: before.trim() })).rejects.toThrow(/nothing was changed/);
  });

  it('made while another process turned to another master key are wrapped by that one', async () => {
    const running = await open();
    await (await open()).rotate();
    const key = await running.make('late');
    expect(await (await open()).get('late')).toEqual(key);
  });

  it('turn to the first of several master keys at open', async () => {
    const [old, fresh] = [newMasterKey(), newMasterKey()];
    const key = await (await open({ PLEDGEBOOK_MASTER_KEY: textOf(old) })).make('a');
    await open({ PLEDGEBOOK_MASTER_KEY: `${textOf(fresh)},${textOf(old)}` });
    expect(await (await open({ PLEDGEBOOK_MASTER_KEY: textOf(fresh) })).get('a')).toEqual(key);
  });

  it('are refused where their master key is gone: none is made in its place', async () => {
    const keys = await open();
    const key = await keys.make('a');
    const own = join(directory, 'master.key');
    const right = readFileSync(own);
    rmSync(own);
    await expect(open()).rejects.toThrow(/master\.key is missing, .* nothing was changed/);
    expect(existsSync(own)).toBe(false);
    writeFileSync(own, right);
    expect(await (await open()).get('a')).toEqual(key);
  });

  it('say which file of a master key cannot be read, and by which variable', async () => {
    const file = join(directory, 'nowhere');
    await expect(open({ PLEDGEBOOK_MASTER_KEY_FILE: file })).rejects.toThrow(
      `PLEDGEBOOK_MASTER_KEY_FILE names a file that cannot be read: ${file}`,
    );
  });

  it.each(['before any key is wrapped anew', 'after all are'])(
    'are all there after a rotation that ended %s: the next opening ends it',
    async (when) => {
      const key = await (await open()).make('a');
      const masters = masterKeysOf(directory);
      const killed = () => {
        throw new Error('killed');
      };
      let writes = 0;
      const write: NonNullable<typeof masters.kept>['write'] = (keys) =>
        writes++ === 0 ? masters.kept?.write(keys) : killed();
      const dying: KeyStore = Object.assign(Object.create(store) as KeyStore, { rewrap: killed });
      const rotating =
        when === 'after all are'
          ? await DataKeys.open(store, { ...masters, kept: { ...masters.kept, write } as never })
          : await DataKeys.open(dying, masters);
      await expect(rotating.rotate()).rejects.toThrow('killed');
      const [fresh, ...old] = masters.read();
      expect(old).toHaveLength(1);
      expect(await (await open()).get('a')).toEqual(key);
      expect(masters.read()).toEqual([fresh]);
      expect(await store.masters()).toEqual([fresh?.id]);
    },
  );

  it('are turned to the end though others are made meanwhile', async () => {
    const running = await open();
    await running.make('a');
    const made: Promise<Uint8Array>[] = [];
    const busy: KeyStore = Object.assign(Object.create(store) as KeyStore, {
      all: async () => {
        const keys = await store.all();
        made.push(running.make(`late-${made.length}`));
        return keys;
      },
    });
    await (await DataKeys.open(busy, masterKeysOf(directory))).rotate();
    expect(made).toHaveLength(1);
    const late = await made[0];
    expect(await (await open()).get('late-0')).toEqual(late);
  });

  it('are turned by one process at a time: another is told so, and nothing is lost', async () => {
    const [one, other] = [await open(), await open()];
    const key = await one.make('a');
    const outcomes = await Promise.allSettled([one.rotate(), other.rotate()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await (await open()).get('a')).toEqual(key);
    await other.rotate();
    expect(await one.get('a')).toEqual(key);
  });

  it('are begun by two at once with one master key', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const key = await one.make('a');
    expect(await other.get('a')).toEqual(key);
    expect(readdirSync(directory).filter((name) => name.startsWith('master'))).toEqual(['master.key']);
  });
});
