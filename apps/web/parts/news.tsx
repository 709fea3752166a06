import { useEffect, useMemo, useState } from 'preact/hooks';
import { ask, Refused } from '../asking.ts';
import { useReader } from '../reader.tsx';

interface Feed {
  readonly events: readonly unknown[];
  readonly next: string;
}
/** So many seconds one request waits for news. */
const WAIT = 25;
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

/**
 * Tells of each page of public events that came, until it is stopped. It goes on where it was, also when the book could
 * not be reached; where its place is no longer known there, it begins anew.
 */
async function follow({ partnership, place, tell }: Following, signal: AbortSignal): Promise<void> {
  const of = partnership === undefined ? '' : `&partnership=${partnership}`;
  for (let failed = 0; !signal.aborted;) {
    try {
      const wait = place.next === LATEST ? 0 : WAIT;
      const path = `/v1/events?after=${encodeURIComponent(place.next)}&wait=${wait}${of}`;
      const page = (await (await ask(path, { signal })).json()) as Feed;
      [place.next, failed] = [page.next, 0];
      if (page.events.length === 0) continue;
      tell(page.events.length);
      await pause(BREATH, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && error.problem.status === 400) place.next = LATEST;
      await pause(Math.min(MOST, PAUSE * 2 ** failed++), signal);
    }
  }
}

/** Whether anybody sees the page. */
function useVisible(): boolean {
  const [visible, setVisible] = useState(!document.hidden);
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
