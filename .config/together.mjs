import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** What loads alike, and in how many parts it is run: what it is all made of is loaded once a part, not once a file. */
const KINDS = {
  parts: { folders: ['libs', 'apps'], parts: 6 },
  servers: { folders: ['test/end-to-end', 'test/outbox', 'test/webhooks', 'test/doors'], parts: 8 },
  pages: { folders: ['test/browser'], parts: 2 },
  laws: { folders: ['test/laws', 'test/projection', 'test/reconciliation', 'test/policy'], parts: 4 },
};
/** What goes on for long by itself. */
const APART =
  /(browser\/everything(-inside)?|laws\/(engines|views|quiet|commands)|projection\/runner|\/(readme|command-line|project|importer|aged-fts|migrate))\.spec\.ts$/;

const specsIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((path) => path.endsWith('.spec.ts') && !APART.test(path))
    .sort();

/**
 * Writes files that import many specifications each.
 *
 * @returns patterns of what is not to be run apart any more
 */
export function grouped() {
  const into = join(root, '.together');
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into);
  return Object.entries(KINDS).flatMap(([kind, { folders, parts }]) => {
    const specs = folders.flatMap(specsIn);
    for (let part = 0; part < parts; part++) {
      const imports = specs.filter((_, i) => i % parts === part).map((path) => `import '../${path}';\n`);
      writeFileSync(join(into, `${kind}-${part + 1}.spec.ts`), imports.join(''));
    }
    return specs.map((path) => `/${path.replaceAll('.', '\\.')}$`);
  });
}
