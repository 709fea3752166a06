// Makes the page's files out of apps/web: one script and one style sheet, named by what is in them, so that browsers may
// keep them for ever; and the page that names them.
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [from, to] = [join(root, 'apps/web'), join(root, 'dist/page')];

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
const { metafile } = await build({
  entryPoints: [join(from, 'main.tsx'), join(from, 'main.css')],
  outdir: to,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  // What few need, such as signing in, is a file of its own and fetched when it is needed.
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  sourcemap: 'linked',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
});
cpSync(join(from, 'book.svg'), join(to, 'book.svg'));
const made = Object.keys(metafile.outputs).map((path) => basename(path));
const named = (name) => made.find((file) => new RegExp(`^main-\\w+\\.${name}$`).test(file));
const page = readFileSync(join(from, 'index.html'), 'utf8')
  .replace('main.css', named('css'))
  .replace('main.js', named('js'));
writeFileSync(join(to, 'index.html'), page);
