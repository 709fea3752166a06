import { Partitioners, type ICustomPartitioner } from 'kafkajs';
import { CannotPublish } from './broker.ts';

/**
 * The partition that Java's own client would take, by the key. Where partitions were added since the topic was looked at,
 * nothing more is sent: messages of one key would stand in two of them, in no order.
 */
export const FixedPartitions =
  (topic: string, partitions: number): ICustomPartitioner =>
  () => {
    const byKey = Partitioners.DefaultPartitioner();
    return (given) => {
      const is = given.partitionMetadata.length;
      if (given.topic === topic && is !== partitions)
        throw new CannotPublish(`topic ${topic} was given ${is} partitions, in place of ${partitions}`);
      return byKey(given);
    };
  };
