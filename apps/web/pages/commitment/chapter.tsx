import { Link } from '../../parts/link.tsx';
import { Basis, Mark } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { useReader, useWords } from '../../reader.tsx';
import { Changed } from '../../said/changed.tsx';
import { changesIn } from '../../said/changes.ts';
import { Parts } from '../../said/said.tsx';
import { partsOf } from '../../said/tell.ts';
import { filled } from '../../texts/filled.ts';
import type { Chapter } from './answer.ts';
import { useDossier } from './dossier.tsx';
import { yearBefore } from './moments.ts';
import { saidOfBy, voiceOf } from './voices.ts';

/** What marks, heads and links tell already, or a short name that nobody needs here. */
const UNTOLD = [
  'recordedBy',
  'attributed',
  'selfReport',
  'observation',
  'naming',
  'observer',
  'entryVersion',
  'claimVersion',
  'namingVersion',
  'source',
  'joint',
  'offer',
];
/** Statements that make an entry: its short name is not told; those that come back to it say which. */
const MAKES =
  /^(MilestonePlanned|BudgetSet|DisbursementRecorded|ExpenditureRecorded|ReturnRecorded|ProgressReported|EvidenceAttached)$/;
const MENDS = /^Entry(Corrected|Restated|Voided)$/;

const untoldIn = ({ type }: Chapter, told: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([
    ...UNTOLD,
    ...told,
    ...(MAKES.test(type) ? ['entry'] : []),
    ...(MENDS.test(type) ? ['kind'] : []),
  ]);

/** What a chapter says, in parts; what only wraps others is opened. */
function Said({ of }: { of: Chapter }) {
  const words = useWords();
  const { commitment: texts } = words.texts;
  const { telling, around } = useDossier();
  const { details, ...rest } = of.said as { details?: Record<string, unknown> };
  const said = { ...details, ...rest };
  const { changes, told } = changesIn(of.type, said, telling);
  const parts = partsOf(said, telling, untoldIn(of, told));
  return (
    <>
      <Changed label={words.instant(of.recordedAt)} of={changes} around={around} />
      {parts.length > 0 ? <Parts of={parts} around={around} /> : null}
      {parts.length + changes.length > 0 ? null : <p class="hint">{texts.chapter.nothing}</p>}
    </>
  );
}

function Marks({ of }: { of: Chapter }) {
  const { commitment: texts } = useWords().texts;
  const { dossier, known } = useDossier();
  const voice = voiceOf(of, dossier.organisation);
  return (
    <p class="marks">
      {known?.has(of.event) === false ? (
        <strong class="mark new">
          <span aria-hidden="true">✱ </span>
          {texts.compare.new}
        </strong>
      ) : null}{' '}
      <Basis of={of.basis} /> {voice === undefined ? null : <Mark of={voice} />}{' '}
      {saidOfBy(of, dossier).map((one) => (
        <Mark key={one} of={one} />
      ))}
    </p>
  );
}

/** Who said it, for whom, when the book learned it, and from when on it applies. */
function Who({ of: { by, onBehalfOf, recordedAt, effectiveOn, named } }: { of: Chapter }) {
  const words = useWords();
  const { chapter: texts } = words.texts.commitment;
  const { names } = useDossier().around;
  const then = named?.[by];
  return (
    <p>
      <Organisation of={by} names={names} />
      {then === undefined || then === names[by] ? null : `, ${filled(texts.then, { name: then })}`}
      {onBehalfOf === undefined ? null : (
        <>
          {` ${texts.onBehalfOf} `}
          <Organisation of={onBehalfOf} names={names} />
        </>
      )}
      {`; ${texts.recorded} `}
      <time dateTime={recordedAt}>{words.instant(recordedAt)}</time>
      {`; ${texts.applies} `}
      <time dateTime={effectiveOn}>{words.day(effectiveOn)}</time>
    </p>
  );
}

/** One statement, with the way to its event and to the book as it stood then. */
export function ChapterOf({ of }: { of: Chapter }) {
  const { address, words } = useReader();
  const { dossier } = useDossier();
  const { events, commitment } = words.texts;
  const { chapter: texts } = commitment;
  const { event, type, recordedAt } = of;
  const earlier = yearBefore(recordedAt);
  const order = address.query.get('order') ?? undefined;
  const called = (events as Readonly<Record<string, string>>)[type] ?? type;
  const about = <span class="aside">{`${words.texts.colon}${called}, ${words.instant(recordedAt)}`}</span>;
  return (
    <li class="chapter" id={event}>
      <div class="chapter-head">
        <h3>{called}</h3>
        <Marks of={of} />
      </div>
      <Who of={of} />
      <Said of={of} />
      <p class="ways">
        <Link to={`/events/${event}`}>
          {texts.receipt}
          {about}
        </Link>
        <Link to={address.path} said={{ order, asOf: recordedAt }}>
          {texts.asThen}
          {about}
        </Link>
        {earlier === undefined || earlier < dossier.recordedAt.slice(0, 10) ? null : (
          <Link to={address.path} said={{ order, asOf: recordedAt, since: earlier }}>
            {texts.yearBefore}
            {about}
          </Link>
        )}
      </p>
    </li>
  );
}
