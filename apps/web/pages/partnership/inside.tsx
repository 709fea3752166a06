import type { ComponentChildren } from 'preact';
import { Organisation } from '../../parts/organisation.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { Written } from '../../parts/written.tsx';
import { Named, With } from './named.tsx';
import { Proposals } from './proposals.tsx';
import { useCode, type Shown } from './shown.ts';

/** What is shown to those inside alone; undefined for all others. */
const insideOf = ({
  proposals,
  invitations,
  interests,
  missingVoices,
  meetings,
  nextSteps,
  workingGroups,
}: Shown) => [proposals, invitations, interests, missingVoices, meetings, nextSteps, workingGroups];
export const isShownInside = (of: Shown): boolean => insideOf(of).some((list) => (list?.length ?? 0) > 0);

function Some({ title, children }: { title: string; children: readonly ComponentChildren[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="apart">{children}</ul>
    </>
  );
}

function Coming({ of: { invitations = [], interests = [], names } }: { of: Shown }) {
  const { quiet, colon } = useWords().texts;
  const { inside: texts } = quiet;
  const answerOf = ({ accepted, declined, lapsed }: (typeof invitations)[number]) =>
    accepted ? texts.accepted : declined ? texts.declined : lapsed ? texts.lapsed : texts.waiting;
  return (
    <>
      <Some title={texts.invitations}>
        {invitations.map((one) => (
          <li key={one.invitation}>
            <Organisation of={one.organisation} names={names} />
            {colon}
            {answerOf(one)}
            <span class="beside">
              {texts.canActOn}
              {colon}
              <Written of={one.canActOn} />
            </span>
          </li>
        ))}
      </Some>
      <Some title={texts.interests}>
        {interests.map(({ organisation, statement }) => (
          <li key={organisation}>
            <Organisation of={organisation} names={names} />
            {colon}
            <Written of={statement} />
          </li>
        ))}
      </Some>
    </>
  );
}

function Voices({ of: { missingVoices = [], names } }: { of: Shown }) {
  const words = useWords();
  const code = useCode();
  const { inside: texts } = words.texts.quiet;
  return (
    <Some title={texts.voices}>
      {missingVoices.map(({ voice, who, why, flaggedBy, on, resolved }) => (
        <li key={voice}>
          <Written of={who} />
          <span class="beside">
            <With
              text={texts.flagged}
              said={{ day: words.day(on), why }}
              organisation={flaggedBy}
              names={names}
            />
          </span>
          <span class="beside">
            {resolved === undefined
              ? texts.unresolved
              : filled(texts.resolved, {
                  day: words.day(resolved.on),
                  how: [code(resolved.how), resolved.note ?? ''].filter(Boolean).join(words.texts.semicolon),
                })}
          </span>
        </li>
      ))}
    </Some>
  );
}

function Meetings({ of: { meetings = [], names } }: { of: Shown }) {
  const words = useWords();
  const code = useCode();
  const { inside: texts } = words.texts.quiet;
  const [before, after] = texts.attended.split('{names}');
  return (
    <Some title={texts.meetings}>
      {meetings.map(({ meeting, kind, heldOn, attendees, agreed }) => (
        <li key={meeting}>
          {words.day(heldOn)}
          {words.texts.colon}
          {code(kind)}
          <span class="beside">
            {before}
            <Named all={attendees} names={names} />
            {after}
          </span>
          {agreed.length === 0 ? null : (
            <span class="beside">
              {texts.agreed}
              {words.texts.colon}
              {words.list(agreed)}
            </span>
          )}
        </li>
      ))}
    </Some>
  );
}

function NextSteps({ of: { nextSteps = [], names } }: { of: Shown }) {
  const words = useWords();
  const { inside: texts } = words.texts.quiet;
  if (nextSteps.length === 0) return null;
  return (
    <Table
      caption={texts.steps}
      rows={nextSteps}
      keyOf={({ step }) => step}
      columns={[
        { head: texts.step, names: true, cell: ({ text }) => <Written of={text} /> },
        { head: texts.by, cell: ({ by }) => <Organisation of={by} names={names} /> },
        { head: texts.due, cell: ({ due }) => words.day(due) },
        {
          head: texts.status,
          cell: ({ status, overdue, endedOn, note }) => (
            <>
              {texts.statuses[overdue ? 'overdue' : status]}
              {endedOn === undefined ? null : `, ${words.day(endedOn)}`}
              {note === undefined ? null : (
                <span class="beside" dir="auto">
                  {note}
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

function Groups({ of: { workingGroups = [], names } }: { of: Shown }) {
  const words = useWords();
  const { inside: texts } = words.texts.quiet;
  const [before, after] = texts.members.split('{names}');
  return (
    <Some title={texts.groups}>
      {workingGroups.map(({ group, purpose, members, closed }) => (
        <li key={group}>
          <Written of={purpose} />
          <span class="beside">
            {before}
            <Named all={members} names={names} />
            {after}
          </span>
          {closed === undefined ? null : (
            <span class="beside">
              {filled(texts.closed, { day: words.day(closed.on) })}
              {closed.reason === undefined ? null : (
                <>
                  {words.texts.colon}
                  <Written of={closed.reason} />
                </>
              )}
            </span>
          )}
        </li>
      ))}
    </Some>
  );
}

/** What only concerns those who take part. */
export function Inside({ of }: { of: Shown }) {
  const { inside: texts } = useWords().texts.quiet;
  return (
    <>
      <p>{texts.lead}</p>
      <Proposals of={of} />
      <NextSteps of={of} />
      <Coming of={of} />
      <Voices of={of} />
      <Meetings of={of} />
      <Groups of={of} />
    </>
  );
}
