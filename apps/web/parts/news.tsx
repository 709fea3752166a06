import { createParser } from 'eventsource-parser';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { ask, Refused } from '../asking.ts';
import { useReader } from '../reader.tsx';

interface Feed {
  readonly events: readonly unknown[];
  readonly next: string;
}
/** So many seconds one request waits for news. */
const WAIT = 25;
/** A stream that shows nothing for so many milliseconds is held back by something on the way. */
const SILENCE = 60_000;
/** So many milliseconds pass after one that failed, twice as many after the next, and never more than the most. */
const [PAUSE, MOST] = [5_000, 300_000];
/** However much is recorded, it is asked again no sooner than after so many milliseconds. */
const BREATH = 2_000;

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/** Where one is in the public events. */
const LATEST = 'latest';
interface Place {
  next: string;
}
interface Following {
  readonly partnership: string | undefined;
  readonly place: Place;
  readonly tell: (events: number) => void;
}

const pathOf = ({ partnership, place: { next } }: Following): string =>
  `/v1/events?after=${encodeURIComponent(next)}${partnership === undefined ? '' : `&partnership=${partnership}`}`;

/** Tells of the public events of one page, once there are some. */
async function poll(following: Following, signal: AbortSignal): Promise<void> {
  const { place, tell } = following;
  const wait = place.next === LATEST ? 0 : WAIT;
  const page = (await (await ask(`${pathOf(following)}&wait=${wait}`, { signal })).json()) as Feed;
  place.next = page.next;
  if (page.events.length === 0) return;
  tell(page.events.length);
  await pause(BREATH, signal);
}

/** Tells of public events as they come, until the stream ends. @throws Error it shows nothing, or was broken off */
async function stream(following: Following, signal: AbortSignal): Promise<void> {
  const { place, tell } = following;
  const over = new AbortController();
  const stop = () => over.abort();
  signal.addEventListener('abort', stop, { once: true });
  let silent = setTimeout(stop, SILENCE);
  let came = 0;
  const parser = createParser({ onId: (id) => (place.next = id), onEvent: () => void came++ });
  try {
    const asked = { accept: 'text/event-stream', signal: over.signal };
    const { body } = await ask(pathOf(following), asked);
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
      clearTimeout(silent);
      silent = setTimeout(stop, SILENCE);
      parser.feed(read.value);
      if (came > 0) tell(came);
      came = 0;
    }
    await pause(BREATH, signal);
  } finally {
    clearTimeout(silent);
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Tells of public events as they come, until it is stopped: as a stream, and by polling where there is none to be had. It
 * goes on where it was, also when the book could not be reached; where its place is no longer known there, it begins anew.
 */
async function follow(following: Following, signal: AbortSignal): Promise<void> {
  let hear = stream;
  for (let failed = 0; !signal.aborted;) {
    try {
      await hear(following, signal);
      failed = 0;
    } catch (error) {
      if (signal.aborted) return;
      const status = error instanceof Refused ? error.problem.status : 0;
      if (status === 400 || status === 409) following.place.next = LATEST;
      // The other way at once, and either after a while.
      if (hear === poll) await pause(Math.min(MOST, PAUSE * 2 ** failed++), signal);
      hear = hear === poll ? stream : poll;
    }
  }
}

/** Whether anybody sees the page. */
function useVisible(): boolean {
  const [visible, setVisible] = useState(typeof document !== 'undefined' && !document.hidden);
  useEffect(() => {
    const onChange = () => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, []);
  return visible;
}

/** How many public events were recorded since the page was loaded, or since what they say was shown. */
function useNews(
  partnership: string | undefined,
  { edition, live }: { edition: number; live: boolean },
): number {
  const [news, setNews] = useState(0);
  const place = useMemo<Place>(() => ({ next: LATEST }), [partnership, edition]);
  useEffect(() => setNews(0), [place]);
  useEffect(() => {
    if (!live) return;
    const gone = new AbortController();
    const tell = (events: number) => setNews((before) => before + events);
    void follow({ partnership, place, tell }, gone.signal);
    return () => gone.abort();
  }, [place, live]);
  return news;
}

/** Says that something new was recorded, and shows it when asked. In the past nothing is new, and unseen nobody asks. */
export function News({ partnership }: { partnership?: string }) {
  const { asOf, edition, renew, words } = useReader();
  const visible = useVisible();
  const news = useNews(partnership, { edition, live: asOf === undefined && visible });
  return (
    <div class="news" role="status">
      {news > 0 && asOf === undefined ? (
        <>
          {words.count(news, words.texts.news.recorded)}{' '}
          <button type="button" onClick={renew}>
            {words.texts.news.show}
          </button>
        </>
      ) : null}
    </div>
  );
}
