import { Command, CommandRunner, Option } from 'nest-commander';
import { isShared, nameOf } from '#storage';
import { check, type Part } from '../check/check.ts';
import { DATA, storageOf } from '../options.ts';
import { Progress } from '../progress.ts';

@Command({
  name: 'check',
  description:
    'Look a store through for damage, and change nothing: each finding by its place; ends with 1 where there is any. Nobody may write to it meanwhile',
})
export class CheckCommand extends CommandRunner {
  override async run(_: string[], options: { data?: string }): Promise<void> {
    const storage = storageOf(options);
    let bar: Progress | undefined;
    const hearing = (part: Part) => {
      bar?.stop();
      const progress = new Progress(part, 'positions');
      bar = progress;
      return (done: number, of: number) => progress.at(done, of);
    };
    let count = 0;
    try {
      for await (const { in: file, at, what } of check(storage, hearing)) {
        process.stdout.write(`${[file, ...(at === '' ? [] : [at])].join(': ')}: ${what}\n`);
        count++;
      }
    } finally {
      bar?.stop();
    }
    const kept = isShared(storage) ? nameOf(storage.events) : storage.directory;
    if (count === 0) process.stdout.write(`${kept} is sound\n`);
    else process.exitCode = 1;
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}
