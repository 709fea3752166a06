import type { ComponentChildren } from 'preact';
import { Link } from '../../parts/link.tsx';
import { Part } from '../../parts/part.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useWords } from '../../reader.tsx';
import { Telling } from '../../said/said.tsx';
import { labelOf, placeOf, tell } from '../../said/tell.ts';
import { Written } from '../../parts/written.tsx';
import { brief } from '../../texts/brief.ts';
import { useDossier } from './dossier.tsx';
import { promisedIn, type Promised } from './promise.ts';

/** First promise against present promise, field by field, with why it was changed. */
export function PromisedFirstAndNow() {
  const words = useWords();
  const { commitment: texts } = words.texts;
  const { dossier, telling, around } = useDossier();
  const place = placeOf(words);
  const rows = promisedIn(dossier).sort((a, b) => place(a.field) - place(b.field));
  const told = (field: string, value: unknown) => (
    <Telling of={tell(field, value, telling)} around={around} />
  );
  const first: Column<Promised> = {
    head: texts.first,
    cell: (row) => (row.first ? told(row.field, row.first.value) : texts.unchanged),
  };
  const why: Column<Promised> = {
    head: texts.why,
    cell: (row) =>
      row.why ? (
        <Link to={`/events/${row.why.event}`}>
          <Written of={brief(row.why.reason)} />
        </Link>
      ) : null,
  };
  const changed = rows.some((row) => row.first);
  return (
    <Part id="promise" title={changed ? texts.promisedTitle : texts.promised}>
      {changed ? null : <p>{texts.asFirst}</p>}
      <Table
        caption={texts.promisedTable}
        stacks
        rows={rows}
        keyOf={({ field }) => field}
        columns={[
          { head: texts.field, names: true, cell: ({ field }) => labelOf(field, words) },
          ...(changed ? [first] : []),
          { head: texts.present, cell: (row) => <Now of={row}>{told(row.field, row.now)}</Now> },
          { head: texts.from, cell: ({ since }) => words.day(since) },
          ...(changed ? [why] : []),
        ]}
      />
    </Part>
  );
}

/** What is promised now; what was said otherwise at first is marked. */
function Now({ of: { first }, children }: { of: Promised; children: ComponentChildren }) {
  const { commitment: texts } = useWords().texts;
  if (!first) return <>{children}</>;
  return (
    <>
      <strong>{children}</strong>{' '}
      <span class="mark changed">
        <span aria-hidden="true">≠ </span>
        {texts.changedMark}
      </span>
    </>
  );
}
