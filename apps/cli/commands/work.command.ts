import { once } from 'node:events';
import { Command, CommandRunner, Option } from 'nest-commander';
import { kafkaIn } from '#kafka';
import { systemClock } from '#kernel';
import { nameOf, projectorStorageIn } from '#storage';
import { loggerOf } from '../../api/logging.ts';
import { telemetryOf } from '../../api/telemetry/telemetry.ts';
import { work } from '../../worker/worker.ts';
import { targetsIn } from '../../api/webhooks/targets.ts';
import { configurationOf, DATA } from '../options.ts';

@Command({
  name: 'work',
  description: 'Keep the views of shared storage up with its events, beside other workers, until interrupted',
})
export class WorkCommand extends CommandRunner {
  override async run(_: string[], { data }: { data?: string }): Promise<void> {
    const configuration = configurationOf({ data });
    const { data: directory, workerHost: host, workerPort: port, logLevel, publicUrl } = configuration;
    const logger = loggerOf(logLevel);
    const noted = (sentence: string, err?: unknown) => logger.warn({ err }, sentence);
    const storage = projectorStorageIn(directory, process.env);
    const working = await work({
      storage,
      host,
      port,
      publicUrl,
      kafka: kafkaIn(configuration),
      targets: targetsIn(configuration),
      noted,
      show: (opened) => telemetryOf(configuration, { opened: { ...opened, clock: systemClock } }),
    });
    process.stdout.write(`working on ${nameOf(storage.views)}, well or not at ${working.url}\n`);
    try {
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), working.failed]);
    } finally {
      await working.close();
    }
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}
