import { spawnSync } from 'node:child_process';
import { Analysis } from './analysis.ts';
import type { Asked, Said } from './bounded.ts';

// The process in which an analyst's file runs. It is asked one thing after another.
let analysis: Analysis | undefined;

async function answer(asked: Asked): Promise<Said> {
  if (asked.of === 'load') analysis = await Analysis.from(asked.file);
  if (asked.of === 'fold') analysis?.fold(asked.events);
  return { rows: asked.of === 'read' ? (analysis?.read(asked.date) ?? []) : [] };
}

/** Where a file that cannot be read goes wrong: file, line and column, as Node draws them above its message. */
function placeOfSyntax({ stack = '' }: SyntaxError, file: string): string[] {
  // Of JavaScript, Node tells it only where nobody catches the error.
  const told = stack.includes('\n\n')
    ? stack
    : spawnSync(process.execPath, ['--check', file]).stderr.toString();
  return told.includes('\n\n') ? [told.slice(0, told.indexOf('\n\n'))] : [];
}

/** Where in the file it was, as the first line of its stack says. */
function placeOf({ cause }: Error, asked: Asked): string[] {
  if (cause instanceof SyntaxError && asked.of === 'load') return placeOfSyntax(cause, asked.file);
  return cause instanceof Error ? (/^ +at .*$/m.exec(cause.stack ?? '') ?? []).slice(0, 1) : [];
}

process.on('message', async (asked: Asked) => {
  const failure = (error: Error): Said => ({ failure: [error.message, ...placeOf(error, asked)].join('\n') });
  process.send?.(await answer(asked).catch(failure));
});
