// Puts what the command line, and with it the servers, are made of into few files: reading 2,000 modules one by one takes
// longer than most commands do. What is compiled is bundled, so that it is what the compiler checked.
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const compiled = (path) => join(root, 'dist/apps', path);
const outdir = join(root, 'dist/bundle');

/** What packages would load if it were there, what has native parts, and what finds its own files beside it. */
const APART = [
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/platform-express',
  'class-transformer/storage',
  '@fastify/compress',
  '@fastify/csrf-protection',
  '@fastify/multipart',
  '@fastify/static',
  '@fastify/view',
  '@kurrent/kurrentdb-client',
  '@resvg/resvg-js',
  'pg-native',
  'pino',
  'prettier',
  'swagger-ui-dist',
  'typescript',
];

rmSync(outdir, { recursive: true, force: true });
await build({
  // A thread and a child process beside the command line, each found by its name in the same folder.
  entryPoints: ['cli/main.js', 'api/projections.thread.js', 'cli/project/analysis.child.js'].map(compiled),
  outdir,
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Nest finds what is injected by its class, and tells which one by its name.
  keepNames: true,
  external: APART.flatMap((name) => [name, `${name}/*`]),
  banner: {
    js: "import { createRequire as requiring } from 'node:module'; const require = requiring(import.meta.url);",
  },
  logLevel: 'warning',
});
