import { generateKeyPairSync } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../apps/api/opened-store.ts';
import { forget } from '../../apps/api/forgetting.ts';
import { ServedBook } from '../support/served-book.ts';
import { away, putBack as putFilesBack, written, type Written } from '../support/written-store.ts';

describe('a data directory', () => {
  let store: Written;
  let directory: string;
  const file = (name: string) => join(directory, name);
  const putBack = (from: string, ...names: readonly string[]) => putFilesBack(directory, from, ...names);
  const without = (name: string) => putBack('/nowhere', name);
  const noted: string[] = [];
  const open = () => openStore(directory, { noted: (sentence) => void noted.push(sentence) });
  const notes = (sql: string) => {
    const db = new DatabaseSync(file('keys.sqlite'));
    db.exec(sql);
    db.close();
  };

  beforeAll(async () => {
    store = await written();
  });
  afterAll(() => away(store));
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-keys-'));
    cpSync(store.late, directory, { recursive: true });
    noted.length = 0;
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  describe('with another signing-key.pem than it was opened with', () => {
    const another = String(
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    it('is refused by name, with the way to another key, and opened with its own', async () => {
      await (await open()).close();
      const own = readFileSync(file('signing-key.pem'));
      writeFileSync(file('signing-key.pem'), another);
      await expect(open()).rejects.toThrow(/signing-key\.pem is not the key .* take it away/);
      expect(readFileSync(file('signing-key.pem'), 'utf8')).toBe(another);
      writeFileSync(file('signing-key.pem'), own);
      await (await open()).close();
    });

    it('is opened where its own was taken away and it made the other itself: tokens of before are refused', async () => {
      const book = await open();
      const token = await book.issuer.issue({ person: 'per_1', organisation: 'org_1', roles: [] });
      await book.close();
      without('signing-key.pem');
      for (let times = 0; times < 2; times++) {
        const again = await open();
        await expect(again.verifier.verify(token)).rejects.toThrow('token');
        await again.close();
      }
    });

    it('is opened where no key was noted before, and holds that one from then on', async () => {
      notes(`DELETE FROM notes WHERE name = 'signing key'`);
      writeFileSync(file('signing-key.pem'), another);
      await (await open()).close();
      putBack(store.late, 'signing-key.pem');
      await expect(open()).rejects.toThrow(/signing-key\.pem is not the key/);
    });
  });

  it('is refused with a keys.sqlite that is older than what was sealed since, by name', async () => {
    putBack(store.latest, 'events.sqlite', 'keys.sqlite');
    await (await open()).close();
    putBack(store.late, 'keys.sqlite');
    await expect(open()).rejects.toThrow(/keys\.sqlite is older than what is sealed here/);
    putBack(store.latest, 'keys.sqlite');
    const book = await open();
    await forget(book, 'disclosure', store.last);
    await book.close();
    // What it lacks was forgotten since.
    putBack(store.late, 'keys.sqlite');
    await (await open()).close();
  });

  it('whose keys were lost before, and in which something was sealed since, is opened', async () => {
    putBack(store.latest, 'events.sqlite', 'keys.sqlite');
    const served = await ServedBook.open(undefined, { directory });
    const owner = await served.party('Owner');
    const says = { text: 'Quiet', audience: { to: 'participants' } };
    await owner.done(`${store.base}/disclose-interest`, says);
    await served.server.close();
    await served.book.close();
    const held = keyIds(store.late);
    const lost = keyIds(store.latest).filter((id) => !held.includes(id));
    expect(lost).toHaveLength(1);
    notes(`DELETE FROM keys WHERE id = '${lost[0]}'`);
    await (await open()).close();
  });
  const keyIds = (from: string): string[] => {
    const db = new DatabaseSync(join(from, 'keys.sqlite'));
    const rows = db.prepare('SELECT id FROM keys').all() as unknown as { id: string }[];
    db.close();
    return rows.map(({ id }) => id);
  };

  it.each(['signing-key.pem', 'master.key'])(
    'is refused with a bad %s before anything is made or changed',
    async (name) => {
      const fresh = join(directory, 'fresh');
      mkdirSync(fresh);
      writeFileSync(join(fresh, name), 'none');
      await expect(openStore(fresh)).rejects.toThrow(name);
      expect(readdirSync(fresh)).toEqual([name]);
      putBack(store.early, 'events.sqlite');
      const before = readFileSync(file('views.sqlite'));
      writeFileSync(file(name), 'none');
      await expect(open()).rejects.toThrow(name);
      expect(readFileSync(file('views.sqlite')).equals(before)).toBe(true);
      expect(noted).toEqual([]);
    },
  );

  it('that has keys and lacks its events gets no other secret.key', async () => {
    without('events.sqlite');
    without('secret.key');
    await expect(open()).rejects.toThrow(/events\.sqlite is missing/);
    expect(existsSync(file('secret.key'))).toBe(false);
    const fresh = join(directory, 'fresh');
    await (await openStore(fresh)).close();
    rmSync(join(fresh, 'secret.key'));
    await expect(openStore(fresh)).rejects.toThrow(/secret\.key is missing/);
    expect(existsSync(join(fresh, 'secret.key'))).toBe(false);
  });
});
