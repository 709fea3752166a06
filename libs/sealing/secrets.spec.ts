import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keyFor, secretFile } from './index.ts';

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('A secret file', () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-secrets-'));
    path = join(directory, 'keys', 'secret');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is made of random bytes, for its owner alone, folder and all', () => {
    expect(secretFile(path)).toHaveLength(32);
    expect(secretFile(join(directory, 'other'), 64)).toHaveLength(64);
    expect([mode(path), mode(dirname(path))]).toEqual(['600', '700']);
  });

  it('stays as it is, and is another elsewhere', () => {
    const secret = secretFile(path);
    expect(secretFile(path)).toEqual(secret);
    expect(secretFile(join(directory, 'other'))).not.toEqual(secret);
  });

  it('is closed to others where it stood open', () => {
    secretFile(path);
    chmodSync(path, 0o644);
    secretFile(path);
    expect(mode(path)).toBe('600');
  });

  it('may have been put there by the operator', () => {
    const own = join(directory, 'own');
    writeFileSync(own, 'given by hand');
    expect(secretFile(own).toString()).toBe('given by hand');
    expect(mode(own)).toBe('600');
  });
});

describe('A key', () => {
  it('is of 256 bits, and one for each purpose', () => {
    const secret = Buffer.from('a secret');
    expect(keyFor(secret, 'tokens')).toHaveLength(32);
    expect(keyFor(secret, 'tokens')).toEqual(keyFor(secret, 'tokens'));
    expect(keyFor(secret, 'tokens')).not.toEqual(keyFor(secret, 'markers'));
    expect(keyFor(Buffer.from('another'), 'tokens')).not.toEqual(keyFor(secret, 'tokens'));
  });
});
