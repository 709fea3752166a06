import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { BEGINNING, type OutboxPage, type Place, type PublicFeed } from '#outbox';
import { EventReader } from './event-reader.ts';
import { LiveFeed } from './live-feed.ts';

const ONE: Place = { number: 1, id: 'evt_1' };
const text = JSON.stringify({ type: 't', dataschema: '/s', data: {} });
const NOTHING: OutboxPage = { messages: [], last: BEGINNING, end: true };
const THE_FIRST: OutboxPage = {
  messages: [{ place: ONE, source: '/', type: 't', text }],
  last: ONE,
  end: true,
};

/** A feed in which each read and each wait is answered when the test says so, in the order in which they came. */
function given() {
  const reads: ((page: OutboxPage) => void)[] = [];
  const waits: (() => void)[] = [];
  const feed = {
    read: () => new Promise<OutboxPage>((resolve) => reads.push(resolve)),
    wait: () => new Promise<boolean>((resolve) => waits.push(() => resolve(true))),
  } as Pick<PublicFeed, 'read' | 'wait'>;
  const live = new LiveFeed({ feed, tokens: { seal: (_, place) => place }, patience: 1 });
  /** A reader that has been told nothing. @returns how many events it was told */
  const reader = (): (() => number) => {
    const told: string[] = [];
    const response = new PassThrough().on('data', (block) => told.push(String(block)));
    const terms = { place: BEGINNING, filter: {}, origin: 'http://here', expires: undefined };
    live.follow(new EventReader(response as unknown as ServerResponse, terms));
    return () => told.join('').split('data: ').length - 1;
  };
  /** Once whatever goes on has come to where it waits. */
  const answer = async <A>(waiting: ((answered: A) => void)[], by: A): Promise<void> => {
    await turn();
    const [first] = waiting.splice(0, 1);
    if (!first) throw new Error('nobody waits');
    first(by);
    await turn();
  };
  const read = (page: OutboxPage) => answer(reads, page);
  const comes = () => answer(waits, undefined);
  return { reader, read, comes };
}

describe('Who joins the others at the head', () => {
  it('ahead of them is told nothing twice', async () => {
    const { reader, read, comes } = given();
    const first = reader();
    await read(NOTHING);
    const ahead = reader();
    await comes();
    await read(THE_FIRST);
    await read(THE_FIRST);
    expect([first(), ahead()]).toEqual([1, 1]);
  });

  it('with a page that was read before the last of theirs misses nothing', async () => {
    const { reader, read, comes } = given();
    const first = reader();
    await read(NOTHING);
    await comes();
    const behind = reader();
    await read(THE_FIRST);
    await read(NOTHING);
    await read(THE_FIRST);
    expect([first(), behind()]).toEqual([1, 1]);
  });
});
