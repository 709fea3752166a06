import { Command, CommandRunner, Option } from 'nest-commander';
import { join } from 'node:path';
import { backUp, type Hearing } from '../back-up/back-up.ts';
import { restore } from '../back-up/restore.ts';
import { DATA, storageOf } from '../options.ts';
import { Progress } from '../progress.ts';

/** Does something, with a bar for each part of it. */
async function showing<A>(work: (hearing: Hearing) => Promise<A>): Promise<A> {
  let bar: Progress | undefined;
  const hearing: Hearing = (what) => {
    bar?.stop();
    const progress = new Progress(what, 'parts');
    bar = progress;
    return (done, of) => progress.at(done, of);
  };
  try {
    return await work(hearing);
  } finally {
    bar?.stop();
  }
}

@Command({
  name: 'backup',
  arguments: '<folder>',
  argsDescription: { folder: 'a new one, which gets three: keep events, keys and secrets apart' },
  description: 'Copy a data directory while it is served, and look through the copy',
})
export class BackUpCommand extends CommandRunner {
  override async run([folder = '']: string[], options: { data?: string }): Promise<void> {
    const files = await showing((hearing) => backUp(storageOf(options), folder, hearing));
    process.stdout.write(`${files.join('\n')}\n`);
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}

@Command({
  name: 'restore',
  arguments: '<folder>',
  argsDescription: { folder: 'of the back-up' },
  description: 'Put a back-up back where no store is',
})
export class RestoreCommand extends CommandRunner {
  override async run([folder = '']: string[], options: Said): Promise<void> {
    const { events, keys, secrets } = options;
    const from = {
      events: events ?? join(folder, 'events'),
      keys: keys ?? join(folder, 'keys'),
      secrets: secrets ?? join(folder, 'secrets'),
    };
    const made = await showing((hearing) => restore({ storage: storageOf(options), from, hearing }));
    process.stdout.write(`put back as of ${made}\n`);
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }

  @Option({ flags: '--events <folder>', description: 'where those of the back-up are, if kept elsewhere' })
  events(folder: string): string {
    return folder;
  }

  @Option({ flags: '--keys <folder>', description: 'likewise, its keys' })
  keys(folder: string): string {
    return folder;
  }

  @Option({ flags: '--secrets <folder>', description: 'likewise, its secrets' })
  secrets(folder: string): string {
    return folder;
  }
}
interface Said {
  readonly data?: string;
  readonly events?: string;
  readonly keys?: string;
  readonly secrets?: string;
}
