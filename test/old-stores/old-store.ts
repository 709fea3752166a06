import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A data directory as older code left it, in a folder of its own. @returns the folder */
export function unpacked(store: string): string {
  const packed = join(import.meta.dirname, store);
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-old-'));
  for (const name of readdirSync(packed)) {
    const content = readFileSync(join(packed, name));
    const [file, bytes] = name.endsWith('.gz') ? [name.slice(0, -3), gunzipSync(content)] : [name, content];
    writeFileSync(join(directory, file), bytes, { mode: 0o600 });
  }
  return directory;
}

/** What things in a store are called here, and their ids. */
export const namedIn = (store: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(import.meta.dirname, store, 'named.json'), 'utf8')) as Record<string, string>;
