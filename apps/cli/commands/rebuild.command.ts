import { Command, CommandRunner, Option } from 'nest-commander';
import { openStore } from '../../api/opened-store.ts';
import { projections } from '#domain';
import { DATA, storageOf, untilInterrupted } from '../options.ts';
import { Progress } from '../progress.ts';

@Command({
  name: 'rebuild',
  arguments: '[view]',
  description: 'Build a view (or all) anew from the events, while the old one is served',
})
export class RebuildCommand extends CommandRunner {
  override async run([view]: string[], options: { data?: string }): Promise<void> {
    const names = projections.map(({ name }) => name);
    if (view !== undefined && !names.includes(view))
      throw new Error(`no view "${view}": there are ${names.join(', ')}`);
    const signal = untilInterrupted();
    const opened = await openStore(storageOf(options));
    try {
      const wanted = view === undefined ? names : [view];
      const progress = new Progress(wanted.length === 1 ? (view ?? '') : 'all views', 'positions');
      const onProgress = ({ position, head }: { position: string; head: string }) =>
        progress.at(Number(position), Number(head));
      await opened.projections.rebuild(wanted, { signal, onProgress }).finally(() => progress.stop());
      for (const name of wanted) process.stdout.write(`${name}: built anew\n`);
    } catch (error) {
      if (!signal.aborted) throw error;
      process.exitCode = 130;
      process.stdout.write('interrupted; run it again to go on where it was\n');
    } finally {
      await opened.close();
    }
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}
