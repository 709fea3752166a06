import type { Names } from '../../answers.ts';
import type { Asked } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { Link } from '../../parts/link.tsx';
import { Part } from '../../parts/part.tsx';
import { Table } from '../../parts/table.tsx';
import { useReader } from '../../reader.tsx';
import { Telling } from '../../said/said.tsx';
import { tellMoment } from '../../said/moment.ts';
import { Written } from '../../parts/written.tsx';
import { filled } from '../../texts/filled.ts';
import type { CommitmentAnswer } from './answer.ts';
import { besideEachOther, type Beside } from './differences.ts';
import { useDossier } from './dossier.tsx';
import { factsOf } from './facts.ts';
import { lookedAt, yearBefore } from './moments.ts';

/** Ways to another moment, and back from comparing two. */
export function OtherMoments() {
  const { address, asOf, words } = useReader();
  const { compare: texts } = words.texts.commitment;
  const { dossier } = useDossier();
  const earlier = yearBefore(lookedAt(asOf, dossier.changedAt));
  const stood = earlier !== undefined && earlier >= dossier.recordedAt.slice(0, 10);
  const order = address.query.get('order') ?? undefined;
  const comparing = address.query.get('since') !== null;
  const now = asOf === undefined ? texts.now : tellMoment(asOf, words);
  return (
    <nav class="moments" aria-label={texts.title}>
      <ul class="links">
        {earlier !== undefined && !stood ? (
          <li>{filled(texts.notYetPromised, { day: words.day(earlier) })}</li>
        ) : null}
        {earlier === undefined || !stood ? null : (
          <>
            <li>
              <Link to={address.path} said={{ order, asOf: earlier }}>
                {filled(texts.yearEarlier, { day: words.day(earlier) })}
              </Link>
            </li>
            <li>
              <Link to={address.path} said={{ order, since: earlier }}>
                {filled(texts.besideYearEarlier, { now })}
              </Link>
            </li>
          </>
        )}
        {comparing ? (
          <li>
            <Link to={address.path} said={{ order }}>
              {texts.stop}
            </Link>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** Facts of two moments beside each other. */
function Facts({
  caption,
  of,
  since,
  names,
}: {
  caption: string;
  of: readonly Beside[];
  since: string;
  names: Names;
}) {
  const { asOf, words } = useReader();
  const { compare: texts } = words.texts.commitment;
  const { around } = useDossier();
  const cell = (told: Beside['now']) =>
    told ? <Telling of={told} around={{ ...around, names }} /> : texts.nothing;
  const head = (moment: string | undefined, else_: string) =>
    (moment === undefined ? '' : tellMoment(moment, words)) || else_;
  return (
    <Table
      caption={caption}
      rows={of}
      keyOf={({ name }) => name}
      columns={[
        { head: texts.fact, names: true, cell: ({ label }) => <Written of={label} /> },
        { head: head(since, texts.then), cell: ({ then }) => cell(then) },
        { head: head(asOf, texts.now), cell: ({ now }) => cell(now) },
      ]}
    />
  );
}

/** What is different, and what is the same, each beside what it was. */
function TwoMoments({ since, then }: { since: string; then: CommitmentAnswer }) {
  const { words } = useReader();
  const { compare: texts } = words.texts.commitment;
  const { dossier, around, known } = useDossier();
  const rows = besideEachOther(factsOf(then, words), factsOf(dossier, words));
  const [different, same] = [rows.filter(({ differs }) => differs), rows.filter(({ differs }) => !differs)];
  const came = dossier.history.filter(({ event }) => known?.has(event) === false).length;
  const names = { ...then.names, ...around.names };
  return (
    <>
      <p>
        {words.count(different.length, texts.differ)} {words.count(came, texts.came)}
      </p>
      {different.length > 0 ? (
        <Facts caption={texts.different} of={different} since={since} names={names} />
      ) : null}
      {same.length > 0 ? (
        <details>
          <summary>{words.count(same.length, texts.same)}</summary>
          <Facts caption={texts.unchanged} of={same} since={since} names={names} />
        </details>
      ) : null}
    </>
  );
}

/** What was known at another moment, beside what is known at the one that is looked at. */
export function ThenAndNow({ since, asked }: { since: string; asked: Asked<CommitmentAnswer> }) {
  const { words } = useReader();
  const { compare: texts } = words.texts.commitment;
  return (
    <Part id="moments" title={texts.heading}>
      {asked.state === 'refused' && asked.problem.status === 404 ? (
        <p>{texts.notYet}</p>
      ) : (
        <Answered asked={asked}>{(then) => <TwoMoments since={since} then={then} />}</Answered>
      )}
    </Part>
  );
}
