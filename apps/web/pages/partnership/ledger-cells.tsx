import type { Names } from '../../answers.ts';
import { Link } from '../../parts/link.tsx';
import { Basis, Mark } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { sdgOf } from '../../parts/sdg.ts';
import { useWords } from '../../reader.tsx';
import { filled, isolated } from '../../texts/filled.ts';
import { Written } from '../../parts/written.tsx';
import { brief } from '../../texts/brief.ts';
import { changeOf } from './ledger-money.ts';
import type { Row } from './ledger-row.ts';
import { Time } from './time.tsx';
import { shareOf } from './share.ts';

/** Whose promise it is, and who recorded it where that is another. */
export function Who({ of, names }: { of: Row; names: Names }) {
  const { ledger: texts } = useWords().texts;
  const { organisation, recordedBy, named = {} } = of;
  const then = named[organisation];
  return (
    <>
      <Organisation of={organisation} names={names} />
      {then === undefined || then === names[organisation] ? null : (
        <p class="hint">{filled(texts.nameThen, { name: then })}</p>
      )}
      {recordedBy === organisation ? null : (
        <p class="hint">{filled(texts.recordedBy, { name: names[recordedBy] ?? recordedBy })}</p>
      )}
    </>
  );
}

/** How it stands, and whose word it is: each by word and sign. */
function RowMarks({ of: { promise, status, standing, voice, basis } }: { of: Row }) {
  const { promises } = useWords().texts;
  return (
    <p class="fact">
      <span class="mark">{promises[promise]}</span> <Mark of={status} /> <Mark of={standing} />{' '}
      {voice === standing || voice === 'self-reported' ? null : <Mark of={voice} />} <Basis of={basis} />
    </p>
  );
}

/** What it belongs to: another promise, before it, after it or around it. */
function Relatives({ of: { partnership, partOf, transferOf, supersededBy, resumedBy } }: { of: Row }) {
  const replacedBy = supersededBy ?? resumedBy;
  const { ledger: texts } = useWords().texts;
  const leading = (commitment: string, text: string, book = partnership) => (
    <p class="hint">
      <Link to={`/partnerships/${book}/commitments/${commitment}`}>{text}</Link>
    </p>
  );
  return (
    <>
      {partOf?.contained && partOf.commitment
        ? leading(partOf.commitment, texts.partOf, partOf.partnership)
        : null}
      {transferOf ? leading(transferOf.commitment, texts.takenOver) : null}
      {replacedBy ? leading(replacedBy, texts.takesItsPlace) : null}
    </>
  );
}

/** What was promised, in its own words, leading to all that was ever said of it. */
export function What({ of, title }: { of: Row; title: string | undefined }) {
  const words = useWords();
  const { kinds, ledger: texts } = words.texts;
  const { partnership, commitment, statement, first, kind, theme, places = [], sdgTargets = [] } = of;
  const facts = [
    ...(kind === undefined ? [] : [kinds[kind]]),
    ...(theme === undefined ? [] : [isolated(theme)]),
    ...(places.length === 0 ? [] : [words.list(places.map(({ place }) => words.place(place)))]),
    ...sdgTargets.map((code) => sdgOf(code, words.texts)),
  ];
  return (
    <>
      <Link to={`/partnerships/${partnership}/commitments/${commitment}`}>
        <Written of={brief(statement ?? commitment)} />
      </Link>
      {first.statement === undefined ? null : (
        <p class="hint">
          {texts.firstWords}{' '}
          <q>
            <Written of={brief(first.statement)} />
          </q>
        </p>
      )}
      {title === undefined ? null : (
        <p class="hint">
          <Link to={`/partnerships/${partnership}`}>{filled(texts.partnership, { title })}</Link>
        </p>
      )}
      <p class="hint">{facts.join(' · ')}</p>
      <RowMarks of={of} />
      <p class="fact">
        <Time of={of} />
      </p>
      <Relatives of={of} />
    </>
  );
}

/** What is promised now, and beside it what was promised at first. */
export function Promised({ of: { money, first } }: { of: Row }) {
  const words = useWords();
  const { ledger: texts } = words.texts;
  const { promised } = money;
  const before = first.money;
  const change = before && promised ? changeOf(before, promised) : undefined;
  const share = before && change ? shareOf(change.amount, before.amount) : undefined;
  const sign = change?.amount.startsWith('-') ? '' : '+';
  const said = {
    money: change ? sign + words.money(change) : '',
    share: share === undefined ? '' : sign + words.percent(share),
  };
  return (
    <>
      {promised === undefined ? <span class="hint none">{texts.noMoney}</span> : words.money(promised)}
      {before ? <p class="hint">{filled(texts.atFirst, { money: words.money(before) })}</p> : null}
      {change ? (
        <p class="fact change">{filled(share === undefined ? texts.change : texts.changeShare, said)}</p>
      ) : null}
    </>
  );
}

/** A part of a whole as a bar; the same stands beside it in words. */
function Bar({ share }: { share: string }) {
  return (
    <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="whole" width="100" height="8" />
      <rect class="part" width={100 * Math.min(1, Number(share))} height="8" />
    </svg>
  );
}

/** What was paid of it, and what of that was spent. */
export function Paid({ of: { money } }: { of: Row }) {
  const words = useWords();
  const { ledger: texts } = words.texts;
  const { promised, disbursed, spent, overDisbursed, returned } = money;
  const own = disbursed.find(({ currency }) => currency === promised?.currency);
  const share = promised ? shareOf(own?.amount ?? '0', promised.amount) : undefined;
  if (!promised && disbursed.length + spent.length === 0)
    return <span class="hint none">{texts.noMoney}</span>;
  return (
    <>
      {disbursed.length === 0 ? texts.nothingPaid : words.sums(disbursed)}
      {share === undefined ? null : (
        <>
          {share === '0' ? null : (
            <p class="fact">{filled(texts.paidShare, { share: words.percent(share) })}</p>
          )}
          <Bar share={share} />
        </>
      )}
      {returned?.disbursed.length ? (
        <p class="hint">
          {filled(words.texts.commitment.returned, { money: words.sums(returned.disbursed) })}
        </p>
      ) : null}
      {overDisbursed ? <p class="fact over">▲ {texts.moreThanPromised}</p> : null}
      {spent.length === 0 ? null : <p class="hint">{filled(texts.spent, { money: words.sums(spent) })}</p>}
    </>
  );
}

export function Milestones({ of: { milestones } }: { of: Row }) {
  const words = useWords();
  const { ledger: texts } = words.texts;
  const { planned, reached, late, next } = milestones;
  if (planned === 0) return <span class="hint none">{texts.noMilestones}</span>;
  return (
    <>
      {filled(texts.reached, { n: words.number(reached), planned: words.number(planned) })}
      {late === 0 ? null : (
        <p class="fact">
          <span class="mark late">◧ {filled(texts.late, { n: words.number(late) })}</span>
        </p>
      )}
      {next === undefined ? null : <p class="hint">{filled(texts.next, { day: words.day(next) })}</p>}
    </>
  );
}

/** When its owner last reported, and how that stands. */
export function LastReport({ of: { lastSelfReport, staleness, reporting, lateReports } }: { of: Row }) {
  const words = useWords();
  const { ledger: texts } = words.texts;
  return (
    <>
      {lastSelfReport === undefined ? texts.noReport : words.day(lastSelfReport)}
      {staleness === undefined ? null : (
        <p class="fact">
          <Mark of={staleness} />
        </p>
      )}
      {lateReports === 0 ? null : <p class="hint">{words.count(lateReports, texts.lateReports)}</p>}
      {reporting?.stretched ? <p class="hint">{words.count(reporting.stretched, texts.stretched)}</p> : null}
      {reporting?.nextOn === undefined ? null : (
        <p class="hint">{filled(texts.reportDue, { day: words.day(reporting.nextOn) })}</p>
      )}
    </>
  );
}
