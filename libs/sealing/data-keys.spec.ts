import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataKeys, masterKeysOf, newMasterKey, SqliteKeyStore } from './index.ts';

const textOf = ({ key }: { key: Uint8Array }) => Buffer.from(key).toString('base64');

describe('Data keys', () => {
  let directory: string;
  let store: SqliteKeyStore;
  const file = () => join(directory, 'keys.sqlite');
  const open = (env: Record<string, string> = {}) => DataKeys.open(store, masterKeysOf(directory, env));
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-keys-'));
    store = new SqliteKeyStore(file());
  });
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
    const wrapped = store.get('b') ?? '';
    const holds = () =>
      readdirSync(directory).filter((name) =>
        readFileSync(join(directory, name)).includes(wrapped.slice(-60)),
      );
    expect(holds()).not.toEqual([]);
    keys.destroy('b');
    expect(holds()).toEqual([]);
    expect(await keys.get('b')).toBeUndefined();
    expect(await keys.get('a')).toHaveLength(32);
  });

  it('are refused to a wrong master key, which harms nothing', async () => {
    const right = newMasterKey();
    const key = await (await open({ PLEDGEBOOK_MASTER_KEY: textOf(right) })).make('a');
    await expect(open({ PLEDGEBOOK_MASTER_KEY: textOf(newMasterKey()) })).rejects.toThrow(
      /not the one that wraps/,
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
});
