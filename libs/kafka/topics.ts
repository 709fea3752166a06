import kafkajs, { type Admin, type ITopicConfig } from 'kafkajs';
import { CannotPublish } from './broker.ts';
import { refusalIn } from './errors.ts';
import { namesFor, type KafkaSettings } from './settings.ts';

type Wanted = Pick<KafkaSettings, 'topic' | 'partitions'>;
interface Topic {
  readonly topic: string;
  readonly numPartitions: number;
  readonly config: Readonly<Record<string, string>>;
}

/** What is published is kept: by time alone, nothing is ever removed. Positions stand in few and small files. */
const topicsOf = ({ topic, partitions }: Wanted): readonly Topic[] => [
  { topic, numPartitions: partitions, config: { 'retention.ms': '-1' } },
  {
    topic: namesFor(topic).positions,
    numPartitions: 1,
    config: { 'cleanup.policy': 'compact', 'segment.ms': '3600000' },
  },
];
/** What these must be, lest messages or the position be lost. */
const HELD = ['retention.ms', 'cleanup.policy'];

/** How to make a topic by hand. */
const creating = ({ topic, numPartitions, config }: Topic): string =>
  [
    `kafka-topics.sh --create --topic ${topic} --partitions ${numPartitions}`,
    ...Object.entries(config).map(([name, value]) => `--config ${name}=${value}`),
  ].join(' ');

/**
 * Makes the topics that are not there, and looks at those that are.
 *
 * @throws CannotPublish one may not be made from here, or is otherwise than configured
 */
export async function prepareTopics(admin: Admin, wanted: Wanted): Promise<void> {
  const known = new Set(await admin.listTopics());
  const topics = topicsOf(wanted);
  for (const topic of topics) if (!known.has(topic.topic)) await create(admin, topic);
  const names = topics.map(({ topic }) => topic);
  const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
  for (const { topic, numPartitions } of topics) {
    const is = found.find(({ name }) => name === topic)?.partitions.length;
    if (is !== numPartitions)
      throw new CannotPublish(
        `topic ${topic} has ${is} partitions, not ${numPartitions}: by their number it is told which one a message goes to, so it stays as it was at first (PLEDGEBOOK_KAFKA_PARTITIONS)`,
      );
  }
  await refuseOtherwise(admin, topics);
}

async function create(admin: Admin, topic: Topic): Promise<void> {
  const { config, ...rest } = topic;
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  const made: ITopicConfig = { ...rest, configEntries };
  await admin.createTopics({ topics: [made] }).catch((error: unknown) => {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    throw new CannotPublish(
      `topic ${topic.topic} is not there, or not to be seen, and may not be made from here (${refusal}). Make it, with as many replicas as you want: ${creating(topic)}`,
      { cause: error },
    );
  });
}

/** Whoever may not ask how topics are configured is believed to have made them as they should be. */
async function refuseOtherwise(admin: Admin, topics: readonly Topic[]): Promise<void> {
  const resources = topics.map(({ topic }) => ({
    type: kafkajs.ConfigResourceTypes.TOPIC,
    name: topic,
    configNames: HELD,
  }));
  const described = await admin.describeConfigs({ resources, includeSynonyms: false }).catch(notAllowed);
  for (const { resourceName, configEntries } of described?.resources ?? []) {
    const wanted = topics.find(({ topic }) => topic === resourceName);
    for (const { configName, configValue } of configEntries) {
      const value = wanted?.config[configName];
      if (value !== undefined && value !== configValue)
        throw new CannotPublish(
          `topic ${resourceName} has ${configName}=${configValue}, by which what stands in it is lost: kafka-configs.sh --alter --topic ${resourceName} --add-config ${configName}=${value}`,
        );
    }
  }
}

function notAllowed(error: unknown): undefined {
  if (refusalIn(error)?.endsWith('AUTHORIZATION_FAILED')) return undefined;
  throw error;
}
