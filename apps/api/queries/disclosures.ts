import { defineQuery } from '#cqrs';
import { disclosureUnknown, published } from '#disclosure';
import { START, type EventIndex, type EventStore } from '#event-store';
import { refuse, Refused } from '#kernel';
import { overview } from '#partnership';
import { IsIdOf } from '#vocabulary';
import type { Shown, Until } from '../reading/disclosures.ts';
import type { Forgotten } from '../reading/known-disclosures.ts';
import type { Means } from '../reading/means.ts';
import { BOOK, instantIn, OfList, OfMoment, type Beside } from '../reading/moment.ts';
import { rowsOf } from '../reading/pages.ts';
import { notInLog } from '../reading/places.ts';
import { partnershipIn } from '../reading/reader.ts';
import { numbered } from '../reading/revisions.ts';
import { headOf, isOpenTo, isTold, publicIn, toldBy, wholeOf } from './disclosed.ts';

class ListDisclosures extends OfList {
  @IsIdOf('ptn')
  partnership!: string;
}
class ShowDisclosure extends OfMoment {
  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('dsc')
  disclosure!: string;
}

const ALLOW = {
  scope: 'views',
  audience:
    'what is not public: to its owner, and to who is in the audience recorded by then and takes part now, or was named ' +
    'in the preliminary group. All others are answered as if it had never been',
} as const;

/** The mark in a moment: nothing shown, an instant, or the last record that was. */
const MARK = 'disclosures';

/** Up to when records count, as the question says it. */
async function untilOf({ stored }: Means, { asOf }: OfMoment, beside: Beside): Promise<Until> {
  const mark = beside.mark(MARK);
  const instant = asOf === undefined ? undefined : (instantIn(asOf)?.toISOString() ?? instantOf(mark));
  if (instant !== undefined) {
    beside.come(MARK, `@${instant}`);
    return { instant };
  }
  if (asOf === undefined) return {};
  if (mark !== undefined) return { position: mark === '' ? START : await positionOfRecord(stored, mark) };
  const ofBook = beside.mark(BOOK);
  if (ofBook !== undefined) return { instant: await recordedAt(stored, ofBook) };
  throw new Refused(
    refuse(
      'invalid-moment',
      'This position is of an answer to another question: ask by an instant instead.',
      { field: 'asOf' },
    ),
  );
}

/** Where a sealed record stands, whether it can be opened or was forgotten since. */
async function positionOfRecord(stored: EventIndex, record: string): Promise<string> {
  const found = await stored.readEvent(record);
  if (found) return found.position;
  throw new Refused(notInLog('asOf'));
}

/** When the event at a position was recorded: a moment of the book goes as far as that. */
async function recordedAt(
  stored: EventIndex & Pick<EventStore, 'eventAt'>,
  position: string,
): Promise<string> {
  const id = await stored.eventAt(position);
  const event = id === undefined || id === '' ? undefined : await stored.readEvent(id);
  return event?.metadata['recordedAt'] ?? '';
}
const instantOf = (mark: string | undefined): string | undefined =>
  mark?.startsWith('@') ? mark.slice(1) : undefined;

/** How far an answer had come tells nothing but what it shows. */
function come(shown: readonly Shown[], asked: OfMoment, beside: Beside): void {
  if (asked.asOf !== undefined) return;
  const last = shown.map((one) => one.last).sort((a, b) => (a.position < b.position ? 1 : -1))[0];
  beside.come(MARK, last?.event ?? '');
}

/** What is left of one that was forgotten, for its owner. */
const forgottenRow = ({ disclosure, organisation, at }: Forgotten) => ({
  disclosure,
  organisation,
  forgotten: { at, says: `sealed content destroyed on ${at.slice(0, 10)}` },
});

type Cursor = readonly [partnership: string, after: string, position: string];

function cursorOf({ tokens }: Means, { cursor, partnership, asOf }: ListDisclosures): Cursor | undefined {
  if (cursor === undefined) return undefined;
  const opened = JSON.parse(tokens.open(MARK, cursor) ?? '[]') as Partial<Cursor>;
  if (opened[0] === partnership && (asOf === undefined || asOf === opened[2])) return opened as Cursor;
  throw new Refused(
    refuse('invalid-cursor', 'Go on with the `next` of the page before, of the same moment.', {
      field: 'cursor',
    }),
  );
}

export const listDisclosures = (means: Means) =>
  defineQuery({
    name: 'ListDisclosures',
    path: '/v1/partnerships/:partnership/disclosures',
    summary: 'What was disclosed to the asker, without what it says; all pages are of one moment.',
    input: ListDisclosures,
    reads: 'page',
    allow: ALLOW,
    answer: async (asked, { actor }) => {
      const { partnership, limit = '100' } = asked;
      const cursor = cursorOf(means, asked);
      const reader = await means.sealed.readerOf(partnership, actor);
      const at = cursor ? { ...asked, asOf: cursor[2] } : asked;
      const answer = await means.reader.see(at, [overview, published], async (seen, beside) => {
        await partnershipIn(seen, partnership);
        const until = await untilOf(means, at, beside);
        const quiet = await means.disclosures.all(reader, until, seen.date);
        come(quiet, at, beside);
        const gone = await means.disclosures.forgottenOf(reader);
        const told = toldBy(quiet, await publicIn(seen, reader));
        const rows = [...told.map((one) => headOf(one, reader)), ...gone.map(forgottenRow)];
        const sorted = rows.sort((a, b) => (a.disclosure < b.disclosure ? -1 : 1));
        const rest = cursor ? sorted.filter(({ disclosure }) => disclosure > cursor[1]) : sorted;
        return { rows: rest.slice(0, Number(limit)), more: rest.length > Number(limit) };
      });
      const { more, ...page } = answer;
      if (!more) return page;
      const last = page.rows.at(-1)?.disclosure ?? '';
      const next = means.tokens.seal(MARK, JSON.stringify([partnership, last, page.asOf.position]));
      return { ...page, next };
    },
    rows: rowsOf,
  });

export const showDisclosure = (means: Means) =>
  defineQuery({
    name: 'ShowDisclosure',
    path: '/v1/partnerships/:partnership/disclosures/:disclosure',
    summary:
      'What a disclosure says, with the answers to it; its owner is shown who else has read it, and since when, and, of one that is not public, the revision.',
    input: ShowDisclosure,
    numbered: true,
    reads: 'documents',
    allow: ALLOW,
    answer: async (asked, { actor }) => {
      const { partnership, disclosure } = asked;
      const { disclosures } = means;
      const reader = await means.sealed.readerOf(partnership, actor);
      let revision: number | undefined;
      const answer = await means.reader.see(asked, [overview, published], async (seen, beside) => {
        const until = await untilOf(means, asked, beside);
        const quiet = await disclosures.one(disclosure, reader, { until, date: seen.date });
        const open = await seen.get(published, disclosure, { category: partnership });
        const told = { quiet, open: open && isOpenTo(open, reader, seen.date) ? open : undefined };
        if (!isTold(told)) {
          const gone = (await disclosures.forgottenOf(reader)).find((one) => one.disclosure === disclosure);
          if (gone) return forgottenRow(gone);
          throw new Refused(disclosureUnknown());
        }
        come(quiet ? [quiet] : [], asked, beside);
        if (quiet) await disclosures.noteReading(quiet, actor);
        // What everybody hears is told from the book beside, whose revisions no command expects.
        if (asked.asOf === undefined && told.open === undefined) revision = quiet?.revision;
        return wholeOf(told, reader);
      });
      return numbered(answer, revision);
    },
  });
