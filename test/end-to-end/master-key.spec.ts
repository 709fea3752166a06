import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactDecrypt } from 'jose';
import { openStore } from '../../apps/api/opened-store.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { SqliteKeyStore } from '#sealing';
import { aside, killed, pledgebook, serving, type Running } from '../support/command-line.ts';
import { Party } from '../support/served-book.ts';

const text = 'We cannot pay before March';

describe('the master key', () => {
  let directory: string;
  let server: Running;
  let owner: Party;
  let reader: Party;
  let base: string;
  const disclosures: string[] = [];
  const file = (name: string) => join(directory, name);
  const masterKey = () => readFileSync(file('master.key'), 'utf8');
  const hashes = () =>
    readdirSync(directory)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(file(name)))
          .digest('hex'),
      ]);

  async function partiesAt(url: string): Promise<Party[]> {
    const book = await openStore(directory);
    const parties = ['Owner', 'Reader'].map(async (name) => {
      const organisation = await organisationFor(book, name);
      const token = await book.issuer.issue({ person: `per_${name}`, organisation, roles: ['participant'] });
      return new Party(url, organisation, token);
    });
    const found = await Promise.all(parties);
    await book.close();
    return found;
  }

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-master-'));
    server = await serving(directory);
    [owner, reader] = (await partiesAt(server.url)) as [Party, Party];
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await owner.done(`${base}/open-call`, { call: 'c', text: 'Come' });
    await reader.done(`${base}/join-partnership`, { priorities: ['P'] });
    // Views are built in a thread of their own; before that nothing is shown.
    while ((await reader.ask('/readyz')).status !== 200);
  });
  afterAll(async () => {
    await server.end('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  const disclose = async () => {
    const says = { text, audience: { to: 'participants' } };
    disclosures.push((await owner.done(`${base}/disclose-incentive`, says)).body.ids.disclosure);
  };
  const textOf = async (disclosure: string) =>
    (await reader.ask(`${base}/disclosures/${disclosure}`)).body.text as string;
  const allRead = async () => {
    const read = [];
    for (const disclosure of disclosures) read.push(await textOf(disclosure));
    return read;
  };
  const everyText = () => disclosures.map(() => text);

  it('is turned while the book is written and read: nothing fails, and the old one opens nothing', async () => {
    await disclose();
    const old = Buffer.from(masterKey(), 'base64');
    const turning = new Set(['turning']);
    const written = async () => {
      while (turning.size > 0) await disclose();
    };
    const read = async () => {
      for (let n = 0; turning.size > 0; n++)
        expect(await textOf(disclosures[n % disclosures.length] ?? '')).toBe(text);
    };
    const load = Promise.all([written(), read(), read()]);
    const ends = [await aside(['rotate', '--data', directory]), await aside(['rotate', '--data', directory])];
    turning.clear();
    await load;
    expect(ends).toEqual([0, 0]);
    expect(await allRead()).toEqual(everyText());
    const keys = new SqliteKeyStore(file('keys.sqlite'));
    expect((await keys.all()).length).toBeGreaterThanOrEqual(disclosures.length);
    for (const { wrapped } of await keys.all())
      await expect(compactDecrypt(wrapped, old)).rejects.toThrow('decryption operation failed');
    await keys.close();
  });

  it('is turned to the end by whoever opens the book next, where that was killed', async () => {
    const before = masterKey();
    await killed(['rotate', '--data', directory], () => masterKey() !== before);
    expect(await allRead()).toEqual(everyText());
    await (await openStore(directory)).close();
    expect(masterKey().trim().split('\n')).toHaveLength(1);
    expect(masterKey()).not.toBe(before);
    expect(await allRead()).toEqual(everyText());
  });

  it('is refused where it is a wrong one, by where it is said; no byte of the directory is another', async () => {
    await server.end('SIGTERM');
    const right = masterKey();
    const wrong = Buffer.alloc(32, 7).toString('base64');
    const other = `${directory}-other.key`;
    writeFileSync(other, wrong);
    const before = hashes();
    const said = (...env: readonly [Record<string, string>?]) =>
      pledgebook(['serve', '--data', directory, '--port', '0'], ...env);
    for (const [from, { status, stdout, stderr }] of [
      ['PLEDGEBOOK_MASTER_KEY', said({ PLEDGEBOOK_MASTER_KEY: wrong })],
      [`${other} (PLEDGEBOOK_MASTER_KEY_FILE)`, said({ PLEDGEBOOK_MASTER_KEY_FILE: other })],
    ] as const) {
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toBe(
        `${from} is not the master key that wraps the data keys here: give the right one; nothing was changed\n`,
      );
    }
    expect(hashes()).toEqual(before);
    rmSync(file('master.key'));
    expect(said()).toMatchObject({ status: 1, stderr: expect.stringContaining(file('master.key')) });
    writeFileSync(file('master.key'), right);
    expect(hashes()).toEqual(before);
    rmSync(other);
    const book = await openStore(directory);
    for (const disclosure of disclosures) expect(await book.sealer.holds(disclosure)).toBe(true);
    const { events } = await book.store.readStream(`sealed-disclosure-${disclosures[0]}`);
    expect(events).toMatchObject([{ data: { text } }]);
    await book.close();
  });
});
