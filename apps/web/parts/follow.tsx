import { useReader } from '../reader.tsx';

/** Where what a page is of can be followed by a feed reader and a calendar. The server says the same in the head of the page. */
export function Follow({
  partnership,
  commitment,
  organisation,
}: {
  partnership?: string;
  commitment?: string;
  organisation?: string;
}) {
  const { feed, calendar } = useReader().words.texts.follow;
  const of = partnership === undefined ? `/organisations/${organisation}` : `/partnerships/${partnership}`;
  if (partnership === undefined && organisation === undefined) return null;
  const path = `/v1${of}${commitment === undefined ? '' : `/commitments/${commitment}`}`;
  return (
    <p>
      <a href={`${path}/events.atom`} type="application/atom+xml">
        {feed}
      </a>
      {commitment === undefined ? (
        <>
          {' · '}
          <a href={`${path}/calendar.ics`} type="text/calendar">
            {calendar}
          </a>
        </>
      ) : null}
    </p>
  );
}
