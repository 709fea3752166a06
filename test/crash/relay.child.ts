import { KafkajsBroker, Relay, type Broker, type Session } from '#kafka';
import { PublicFeed } from '#outbox';
import { SqliteOutbox } from '#outbox-sqlite';

// Publishes until it is killed, and tells its parent how far it is. With `apart` it does what a relay must not: it commits
// messages without their place, and the place after them, once its parent says so.
const [, , file = '', brokers = '', topic = '', apart = ''] = process.argv;

const told = (session: Session): Session => ({
  place: session.place,
  isEmpty: session.isEmpty,
  close: () => session.close(),
  publish: async (messages, place) => {
    if (apart === 'apart' && messages.length > 0) {
      await session.publish(messages, session.place ?? { number: 0, id: '' });
      process.send?.({ between: place.number });
      await new Promise((resolve) => process.once('message', resolve));
      await session.publish([], place);
    } else await session.publish(messages, place);
    process.send?.({ published: place.number });
  },
});
const kafka = new KafkajsBroker({ brokers: brokers.split(','), topic, partitions: 4, mode: 'binary' });
const broker: Broker = { open: async () => told(await kafka.open()) };
const feed = new PublicFeed(await SqliteOutbox.open(file));
new Relay(feed, broker, { mode: 'binary', again: 200 }).start();
