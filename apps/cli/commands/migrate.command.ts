import { Command, CommandRunner, Option } from 'nest-commander';
import { nameOf } from '#storage';
import { migrate, type Migrated, type Step } from '../migrate/migrate.ts';
import { sourceOf, targetOf, type Said } from '../migrate/locations.ts';
import { untilInterrupted } from '../options.ts';
import { Progress } from '../progress.ts';

const COUNTED: Readonly<Record<Step, string>> = {
  moving: 'positions',
  comparing: 'positions',
  'moving what was told': 'messages',
  'moving keys': 'keys',
};

/** What was moved, in two lines. */
const saying = ({ events, records, keys, messages, webhooks, sha256 }: Migrated): string =>
  `moved: ${events} events, ${records} sealed records, ${keys} keys, ${messages ?? 'no'} messages of the outbox and ${webhooks ?? 'no'} webhooks, the same there as here\nfingerprint of all events ${sha256}`;

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
      const moved = await migrate({ source, target, signal, onProgress }).finally(() => bar?.stop());
      // Servers have to be told the same place.
      process.stdout.write(`${saying(moved)}\noutbox in ${nameOf(target.outbox)}\n`);
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

  @Option({
    flags: '--from-outbox <url>',
    description: 'where the outbox is; else beside the events: outbox.sqlite, or their database',
  })
  fromOutbox(url: string): string {
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

  @Option({
    flags: '--to-outbox <url>',
    description:
      'where the outbox goes; else as PLEDGEBOOK_OUTBOX and PLEDGEBOOK_VIEWS say it to servers there',
  })
  toOutbox(url: string): string {
    return url;
  }
}
