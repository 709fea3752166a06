#!/usr/bin/env node
// `npx pledgebook …`: the command line, built when needed and run on the pinned Node.
process.argv.splice(2, 0, 'pledgebook');
await import('./run.mjs');
