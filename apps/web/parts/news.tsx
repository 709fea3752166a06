import { useEffect, useState } from 'preact/hooks';
import { ask, Refused } from '../asking.ts';
import { useReader } from '../reader.tsx';

interface Feed {
  readonly events: readonly unknown[];
  readonly next: string;
}
/** So many seconds one request waits for news; so many milliseconds pass after one that failed. */
const [WAIT, PAUSE] = [25, 10_000];

/** How many public events were recorded since the page was loaded, or since what they say was shown. */
function useNews(partnership: string | undefined, edition: number): number {
  const [news, setNews] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const of = partnership === undefined ? '' : `&partnership=${partnership}`;
    const read = async (after: string, wait: number): Promise<Feed> =>
      (
        await ask(`/v1/events?after=${encodeURIComponent(after)}&wait=${wait}${of}`, { signal })
      ).json() as Promise<Feed>;
    const follow = async () => {
      let { next } = await read('latest', 0);
      while (!signal.aborted) {
        const page = await read(next, WAIT);
        next = page.next;
        if (page.events.length > 0) setNews((before) => before + page.events.length);
      }
    };
    const keepOn = () => {
      follow().catch((error: unknown) => {
        if (!signal.aborted && error instanceof Refused) setTimeout(keepOn, PAUSE);
      });
    };
    setNews(0);
    keepOn();
    return () => gone.abort();
  }, [partnership, edition]);
  return news;
}

/** Says that something new was recorded, and shows it when asked. */
export function News({ partnership }: { partnership?: string }) {
  const { asOf, edition, renew, words } = useReader();
  const news = useNews(partnership, edition);
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
