import { Command, CommandRunner, Option } from 'nest-commander';
import type { OpenedStore } from '../../api/opened-store.ts';
import { openStore } from '../../api/opened-store.ts';
import { projections } from '#domain';
import { retry, setAside, statusesOf } from '../../api/operations.ts';
import type { ProjectionStatus } from '#projection';
import { DATA, storageOf } from '../options.ts';

export interface Options {
  readonly data?: string;
  readonly reason?: string;
}

/** What all of them are told: on which store. */
export abstract class OperationsCommand extends CommandRunner {
  protected async on(
    options: Options,
    work: (opened: OpenedStore) => Promise<readonly string[]>,
  ): Promise<void> {
    const opened = await openStore(storageOf(options));
    try {
      process.stdout.write(`${(await work(opened)).join('\n')}\n`);
    } finally {
      await opened.close();
    }
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}

function lineOf({ name, version, position, failed, skipped: left }: ProjectionStatus, head: string): string {
  const standing =
    position === undefined ? 'is being built' : position >= head ? 'is up to date' : 'is behind the log';
  return [
    `${name.padEnd(18)} version ${version}  ${failed ? `stopped at ${failed.eventId}: ${failed.message}` : standing}`,
    ...left.map((event) => `${''.padEnd(18)} without ${event}, which was set aside`),
  ].join('\n');
}

@Command({
  name: 'projections',
  description:
    'Where each view and the outbox stand, and what stopped them; ends with 1 where one has stopped',
})
export class ProjectionsCommand extends OperationsCommand {
  override run(_: string[], options: Options): Promise<void> {
    return this.on(options, async (opened) => {
      const [statuses, head] = [await statusesOf(opened), await opened.store.head()];
      if (statuses.some(({ failed }) => failed)) process.exitCode = 1;
      return statuses.map((status) => lineOf(status, head));
    });
  }
}

@Command({
  name: 'retry',
  arguments: '<view>',
  description: 'Have a view that stopped try its event again; whoever projects goes on by itself',
})
export class RetryCommand extends OperationsCommand {
  override run([view = '']: string[], options: Options): Promise<void> {
    return this.on(options, async (opened) => {
      const { failed } = await retry(opened, view);
      return [`${view} tries ${failed?.eventId} again`];
    });
  }
}

@Command({
  name: 'set-aside',
  arguments: '<view> <event>',
  argsDescription: { event: 'the event at which it stopped' },
  description: 'Have a view that stopped go on without its event, for good; every answer says so',
})
export class SetAsideCommand extends OperationsCommand {
  override run([view = '', event = '']: string[], options: Options): Promise<void> {
    return this.on(options, async (opened) => {
      const version = projections.find(({ name }) => name === view)?.version ?? 1;
      await setAside(opened, { projection: view, version, event, reason: options.reason ?? '' });
      return [`${view} goes on without ${event}`];
    });
  }

  @Option({ flags: '--reason <text>', description: 'why; everybody is shown it', required: true })
  reason(text: string): string {
    return text;
  }
}
