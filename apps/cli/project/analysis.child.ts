import { Analysis } from './analysis.ts';
import type { Asked, Said } from './bounded.ts';

// The process in which an analyst's file runs. It is asked one thing after another.
let analysis: Analysis | undefined;

async function answer(asked: Asked): Promise<Said> {
  if (asked.of === 'load') analysis = await Analysis.from(asked.file);
  if (asked.of === 'fold') analysis?.fold(asked.events);
  return { rows: asked.of === 'read' ? (analysis?.read(asked.date) ?? []) : [] };
}

/** Where in the file it was, as the first line of its stack says. */
const placeOf = ({ cause }: Error): string[] =>
  cause instanceof Error ? (/^ +at .*$/m.exec(cause.stack ?? '') ?? []).slice(0, 1) : [];

process.on('message', async (asked: Asked) => {
  const failure = (error: Error): Said => ({ failure: [error.message, ...placeOf(error)].join('\n') });
  process.send?.(await answer(asked).catch(failure));
});
