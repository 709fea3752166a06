import { defineQuery } from '#cqrs';
import { disclosureUnknown, published, publishedStream } from '#disclosure';
import { START, type EventIndex, type EventStore } from '#event-store';
import { refuse, Refused } from '#kernel';
import { overview } from '#partnership';
import { IsIdOf } from '#vocabulary';
import type { Shown, Until } from '../query-context/disclosures.ts';
import type { Forgotten } from '../query-context/known-disclosures.ts';
import type { QueryContext } from '../query-context/context.ts';
import { instantIn, OfList, OfMoment } from '../query-context/moment.ts';
import { BOOK, positionIn, type AnswerCheckpoints } from '../query-context/snapshot-point.ts';
import { rowsOf } from '../query-context/pages.ts';
import { notInLog } from '../query-context/log-positions.ts';
import { partnershipIn } from '../query-context/snapshots.ts';
import { numbered, revisionAt } from '../query-context/revisions.ts';
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

/** The name of the checkpoint of what is sealed: nothing shown, an instant, or the last record that was. */
const SEALED_RECORDS = 'disclosures';

/** Up to when records count, as the query says it. */
async function untilOf(
  { stored }: QueryContext,
  { asOf }: OfMoment,
  checkpoints: AnswerCheckpoints,
): Promise<Until> {
  const checkpoint = checkpoints.asOf(SEALED_RECORDS);
  const instant = asOf === undefined ? undefined : (instantIn(asOf)?.toISOString() ?? instantOf(checkpoint));
  if (instant !== undefined) {
    checkpoints.set(SEALED_RECORDS, `@${instant}`);
    return { instant };
  }
  if (asOf === undefined) return {};
  if (checkpoint !== undefined)
    return { position: checkpoint === '' ? START : await positionOfRecord(stored, checkpoint) };
  const ofBook = checkpoints.asOf(BOOK);
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
const instantOf = (checkpoint: string | undefined): string | undefined =>
  checkpoint?.startsWith('@') ? checkpoint.slice(1) : undefined;

/** The checkpoint tells of nothing but what the answer shows. */
function setCheckpoint(shown: readonly Shown[], asked: OfMoment, checkpoints: AnswerCheckpoints): void {
  if (asked.asOf !== undefined) return;
  const last = shown.map((one) => one.last).sort((a, b) => (a.position < b.position ? 1 : -1))[0];
  checkpoints.set(SEALED_RECORDS, last?.event ?? '');
}

/** What is left of one that was forgotten, for its owner. */
const forgottenRow = ({ disclosure, organisation, at }: Forgotten) => ({
  disclosure,
  organisation,
  forgotten: { at, says: `sealed content destroyed on ${at.slice(0, 10)}` },
});

type Cursor = readonly [partnership: string, after: string, position: string];

function cursorOf(
  { tokens }: QueryContext,
  { cursor, partnership, asOf }: ListDisclosures,
): Cursor | undefined {
  if (cursor === undefined) return undefined;
  const opened = JSON.parse(tokens.open(SEALED_RECORDS, cursor) ?? '[]') as Partial<Cursor>;
  if (opened[0] === partnership && (asOf === undefined || asOf === opened[2])) return opened as Cursor;
  throw new Refused(
    refuse('invalid-cursor', 'Go on with the `next` of the page before, of the same moment.', {
      field: 'cursor',
    }),
  );
}

export const listDisclosures = (context: QueryContext) =>
  defineQuery({
    name: 'ListDisclosures',
    path: '/v1/partnerships/:partnership/disclosures',
    summary: 'What was disclosed to the asker, without what it says; all pages are of one moment.',
    input: ListDisclosures,
    reads: 'page',
    allow: ALLOW,
    answer: async (asked, { actor }) => {
      const { partnership, limit = '100' } = asked;
      const cursor = cursorOf(context, asked);
      const reader = await context.sealed.readerOf(partnership, actor);
      const at = cursor ? { ...asked, asOf: cursor[2] } : asked;
      const answer = await context.snapshots.answer(
        at,
        [overview, published],
        async (snapshot, checkpoints) => {
          await partnershipIn(snapshot, partnership);
          const until = await untilOf(context, at, checkpoints);
          const quiet = await context.disclosures.all(reader, until, snapshot.date);
          setCheckpoint(quiet, at, checkpoints);
          const gone = await context.disclosures.forgottenOf(reader);
          const told = toldBy(quiet, await publicIn(snapshot, reader));
          const rows = [...told.map((one) => headOf(one, reader)), ...gone.map(forgottenRow)];
          const sorted = rows.sort((a, b) => (a.disclosure < b.disclosure ? -1 : 1));
          const rest = cursor ? sorted.filter(({ disclosure }) => disclosure > cursor[1]) : sorted;
          return { rows: rest.slice(0, Number(limit)), more: rest.length > Number(limit) };
        },
      );
      const { more, ...page } = answer;
      if (!more) return page;
      const last = page.rows.at(-1)?.disclosure ?? '';
      const next = context.tokens.seal(
        SEALED_RECORDS,
        JSON.stringify([partnership, last, page.asOf.position]),
      );
      return { ...page, next };
    },
    rows: rowsOf,
  });

/** Of what everybody hears: the revision of the stream in which the book tells it. */
const publicRevision = (
  { store }: QueryContext,
  { partnership, disclosure }: ShowDisclosure,
  { point }: AnswerCheckpoints,
): Promise<number | undefined> =>
  revisionAt(store, publishedStream(partnership, disclosure), positionIn(point, published.name));

export const showDisclosure = (context: QueryContext) =>
  defineQuery({
    name: 'ShowDisclosure',
    path: '/v1/partnerships/:partnership/disclosures/:disclosure',
    summary:
      'What a disclosure says, with the answers to it; its owner is shown who else has read it, and since when; the revision is told of one that is public, and else to its owner.',
    input: ShowDisclosure,
    numbered: true,
    reads: 'documents',
    allow: ALLOW,
    answer: async (asked, { actor }) => {
      const { partnership, disclosure } = asked;
      const { disclosures } = context;
      const reader = await context.sealed.readerOf(partnership, actor);
      let revision: number | undefined;
      const answer = await context.snapshots.answer(
        asked,
        [overview, published],
        async (snapshot, checkpoints) => {
          const until = await untilOf(context, asked, checkpoints);
          const quiet = await disclosures.one(disclosure, reader, { until, date: snapshot.date });
          const open = await snapshot.get(published, disclosure, { category: partnership });
          const told = { quiet, open: open && isOpenTo(open, reader, snapshot.date) ? open : undefined };
          if (!isTold(told)) {
            const gone = (await disclosures.forgottenOf(reader)).find((one) => one.disclosure === disclosure);
            if (gone) return forgottenRow(gone);
            throw new Refused(disclosureUnknown());
          }
          setCheckpoint(quiet ? [quiet] : [], asked, checkpoints);
          if (quiet) await disclosures.noteReading(quiet, actor);
          if (asked.asOf === undefined)
            revision = told.open ? await publicRevision(context, asked, checkpoints) : quiet?.revision;
          return wholeOf(told, reader);
        },
      );
      return numbered(answer, revision);
    },
  });
