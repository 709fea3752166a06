// Makes the page's files out of apps/web: one script and one style sheet, named by what is in them, so that browsers may
// keep them for ever; the page that names them; and its program for the server, which shows the first view.
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const [from, to] = [join(root, 'apps/web'), join(root, 'dist/page')];
const jsx = { jsx: 'automatic', jsxImportSource: 'preact' };

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
  ...jsx,
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

// What is sent as it is, is compressed once and for all, and as well as it can be.
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
for (const file of [...made, 'book.svg'].filter((name) => /\.(js|css|svg)$/.test(name))) {
  const path = join(to, file);
  const text = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(text, best));
  writeFileSync(`${path}.gz`, gzipSync(text, { level: constants.Z_BEST_COMPRESSION }));
}

const forServer = join(root, 'dist/page-server');
rmSync(forServer, { recursive: true, force: true });
await build({
  entryPoints: [join(from, 'server/view.tsx')],
  outdir: forServer,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  ...jsx,
  logLevel: 'warning',
});
