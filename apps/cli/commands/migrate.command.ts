import { Command, CommandRunner, Option } from 'nest-commander';
import { migrate, type Step } from '../migrate/migrate.ts';
import { sourceOf, targetOf, type Said } from '../migrate/places.ts';
import { untilInterrupted } from '../options.ts';
import { Progress } from '../progress.ts';

const COUNTED: Readonly<Record<Step, string>> = {
  moving: 'positions',
  comparing: 'positions',
  'moving keys': 'keys',
};

@Command({
  name: 'migrate',
  description:
    'Move a store to another place, on whichever engine, as it is; the source is read and not changed',
})
export class MigrateCommand extends CommandRunner {
  override async run(_: string[], said: Said): Promise<void> {
    const [source, target] = [sourceOf(said), targetOf(said, process.env)];
    const signal = untilInterrupted();
    let bar: Progress | undefined;
    const onProgress = (step: Step) => {
      bar?.stop();
      const progress = new Progress(step, COUNTED[step]);
      bar = progress;
      return (done: number, of: number) => progress.at(done, of);
    };
    try {
      const { events, records, keys, sha256 } = await migrate({ source, target, signal, onProgress }).finally(
        () => bar?.stop(),
      );
      process.stdout.write(
        `moved: ${events} events, ${records} sealed records and ${keys} keys, the same there as here\nfingerprint of all events ${sha256}\n`,
      );
    } catch (error) {
      if (!signal.aborted) throw error;
      process.exitCode = 130;
      process.stdout.write('interrupted; run it again to go on where it was\n');
    }
  }

  @Option({
    flags: '--from <url>',
    description: 'where the events are: sqlite:<file> or postgres://…',
    required: true,
  })
  from(url: string): string {
    return url;
  }

  @Option({ flags: '--from-keys <url>', description: 'where the keys are; else keys.sqlite beside a file' })
  fromKeys(url: string): string {
    return url;
  }

  @Option({ flags: '--to <url>', description: 'where the events go, an empty place', required: true })
  to(url: string): string {
    return url;
  }

  @Option({ flags: '--to-keys <url>', description: 'where the keys go; else keys.sqlite beside a file' })
  toKeys(url: string): string {
    return url;
  }
}
