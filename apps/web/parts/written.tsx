import { brief } from '../texts/brief.ts';

/** What somebody wrote, in whatever script: it turns nothing around it, and breaks anywhere (`text.css`). */
export function Written({ of }: { of: string | undefined }) {
  return of === undefined || of === '' ? null : <bdi>{of}</bdi>;
}

/** All of a text of which a heading tells only the beginning; nothing where the heading tells it all. */
export function Rest({ of }: { of: string }) {
  return brief(of) === of ? null : (
    <p class="lead" dir="auto">
      {of}
    </p>
  );
}
