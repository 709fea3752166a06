import type { Adoption, Scope, TimelineItem } from '#partnership';
import type { ComponentChildren } from 'preact';
import type { Listed, Names } from '../../answers.ts';
import { Csv } from '../../parts/csv.tsx';
import { Known } from '../../parts/known.tsx';
import { Link } from '../../parts/link.tsx';
import { Pages } from '../../parts/listed.tsx';
import { Basis } from '../../parts/marks.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import type { Texts } from '../../texts/index.ts';
import { Written } from '../../parts/written.tsx';
import { Named, With } from './named.tsx';
import { ScopeInLine } from './scope.tsx';

/** What changes the problem, the scope, the goal, or who leads to it. */
const TYPES = [
  'PartnershipConvened',
  'ProblemRefined',
  'ScopeRefined',
  'GoalAdopted',
  'ExpansionAdopted',
  'LeadHandedOver',
  'PartnershipClosed',
  'PartnershipReopened',
] as const satisfies readonly (keyof Texts['events'])[];

type Type = (typeof TYPES)[number];
interface Change extends Omit<TimelineItem, 'type' | 'said'> {
  readonly type: Type;
  readonly said: Partial<Adoption> & {
    readonly problem?: string;
    readonly scope?: Scope;
    readonly goal?: string;
    readonly text?: string;
    readonly from?: string | Scope;
    readonly to?: string | Scope;
    readonly reason?: string;
  };
  /** Names on the day it is of, where they are others now. */
  readonly named?: Names;
}

/** A text, a scope or an organisation. */
function Value({ of, names }: { of: string | Scope; names: Names }) {
  if (typeof of !== 'string') return <ScopeInLine places={of.places} sdgTargets={of.sdgTargets} />;
  return of.startsWith('org_') ? <Named all={[of]} names={names} /> : <Written of={of} />;
}

/** What was, what is from then on, and why. */
function Said({ of, names }: { of: Change; names: Names }) {
  const { story: texts } = useWords().texts.partnership;
  const { type, said, organisation } = of;
  const { problem, scope, from, to, goal, text, reason, consented = [], stoodAside = [], silent = [] } = said;
  const after = to ?? goal ?? (type === 'LeadHandedOver' ? organisation : undefined);
  const parts: readonly (readonly [string, ComponentChildren])[] = [
    [texts.problemWas, problem],
    [texts.scope, scope && <ScopeInLine places={scope.places} sdgTargets={scope.sdgTargets} />],
    [texts.before, from && <Value of={from} names={names} />],
    [from === undefined && goal ? texts.goal : texts.after, after && <Value of={after} names={names} />],
    [texts.why, reason ?? text],
    [texts.consented, consented.length > 0 && <Named all={consented} names={names} />],
    [texts.stoodAside, stoodAside.length > 0 && <Named all={stoodAside} names={names} />],
    [texts.silent, silent.length > 0 && <Named all={silent} names={names} />],
  ];
  return <Known facts={parts} />;
}

function OneChange({ of, names }: { of: Change; names: Names }) {
  const words = useWords();
  const { partnership, events } = words.texts;
  const { story: texts } = partnership;
  const { event, type, by, effectiveOn, recordedAt, basis, said, named } = of;
  const then = { ...names, ...named };
  const recorded = recordedAt.slice(0, 10);
  return (
    <li>
      <h4>
        <time datetime={effectiveOn}>{words.day(effectiveOn)}</time>
        {words.texts.colon}
        {events[type]}
      </h4>
      <p class="hint">
        <With text={said.consented ? texts.completed : texts.said} organisation={by} names={then} />
        {recorded === effectiveOn ? null : `, ${filled(texts.recorded, { day: words.day(recorded) })}`}{' '}
        <Basis of={basis} />
      </p>
      <Said of={of} names={then} />
      <Link to={`/events/${event}`}>
        {texts.open}
        <span class="aside">
          {words.texts.colon}
          {events[type]}, {words.day(effectiveOn)}
        </span>
      </Link>
    </li>
  );
}

/** How problem, scope and goal came about, in the order in which it was recorded. */
export function Changes({ partnership }: { partnership: string }) {
  const { story: texts } = useWords().texts.partnership;
  const path = `/v1/partnerships/${partnership}/timeline?${TYPES.map((type) => `type=${type}`).join('&')}`;
  return (
    <>
      <Pages<Listed<Change>> path={path}>
        {({ rows, names }) => (
          <ol class="changes">
            {rows.map((row) => (
              <OneChange key={row.event} of={row} names={names} />
            ))}
          </ol>
        )}
      </Pages>
      <Csv pages path={path} name={texts.file} />
    </>
  );
}
