import type { ComponentChildren } from 'preact';
import { Basis, Mark } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { useWords } from '../../reader.tsx';
import { Time } from '../partnership/time.tsx';
import { Written } from '../../parts/written.tsx';
import { filled } from '../../texts/filled.ts';
import { useDossier } from './dossier.tsx';

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whose word it is: its owner's own, or another's about it. */
function Voice() {
  const words = useWords();
  const { commitment: texts } = words.texts;
  const { dossier } = useDossier();
  const { voice, organisation, recordedBy, confirmedOn } = dossier;
  return (
    <>
      <Mark of={voice} />{' '}
      {recordedBy === organisation ? null : (
        <>
          {texts.recordedBy} <Organisation of={recordedBy} names={dossier.names} />
        </>
      )}{' '}
      {confirmedOn === undefined ? null : filled(texts.confirmedOn, { day: words.day(confirmedOn) })}
    </>
  );
}

function Source() {
  const { dossier } = useDossier();
  const { source } = dossier;
  const { commitment: texts } = useWords().texts;
  if (!source) return null;
  const { system, record, url } = source;
  return (
    <Fact label={texts.source}>
      <Written of={system} />: <Written of={record} />
      {url !== undefined && /^https?:/.test(url) ? (
        <>
          {' '}
          <a href={url} rel="noreferrer noopener external">
            <Written of={url} />
          </a>
        </>
      ) : null}
    </Fact>
  );
}

/** What of its reports was not in time, and how often their rhythm was stretched. */
function Reports() {
  const words = useWords();
  const { ledger: texts } = words.texts;
  const { lateReports, reporting } = useDossier().dossier;
  const stretched = reporting?.stretched ?? 0;
  const facts = [
    ...(lateReports === 0 ? [] : [words.count(lateReports, texts.lateReports)]),
    ...(stretched === 0 ? [] : [words.count(stretched, texts.stretched)]),
  ];
  return facts.length === 0 ? null : <span class="hint">({facts.join('; ')})</span>;
}

/** Who promised it, whose word it is, and how it stands. */
export function Head() {
  const words = useWords();
  const { commitment: texts, marks, promises } = words.texts;
  const { dossier } = useDossier();
  const { organisation, names, status, standing, staleness, promise, firmOn, endedOn, effectiveOn } = dossier;
  const since = (day: string) => filled(texts.since, { day: words.day(day) });
  return (
    <dl class="facts">
      <Fact label={texts.by}>
        <strong>
          <Organisation of={organisation} names={names} />
        </strong>
      </Fact>
      <Fact label={texts.promise}>
        {promises[promise]}, {since(firmOn ?? effectiveOn)} <Basis of={dossier.basis} />
      </Fact>
      <Fact label={texts.status}>
        <Mark of={status} /> {endedOn === undefined ? null : since(endedOn)}
      </Fact>
      <Fact label={texts.delivery}>
        <Time of={dossier} always />
      </Fact>
      <Fact label={texts.whose}>
        <Voice />
      </Fact>
      {standing === 'corroborated' || standing === 'disputed' ? (
        <Fact label={texts.standing}>
          <Mark of={standing} />
        </Fact>
      ) : null}
      <Fact label={texts.lastReport}>
        {dossier.lastSelfReport === undefined ? texts.noReport : words.day(dossier.lastSelfReport)}{' '}
        {staleness === undefined ? null : (
          <>
            <Mark of={staleness} /> <span class="hint">{marks[staleness].means}</span> <Reports />
          </>
        )}
      </Fact>
      <Source />
      <Fact label={texts.firstRecorded}>{words.instant(dossier.recordedAt)}</Fact>
      <Fact label={texts.lastRecorded}>{words.instant(dossier.changedAt)}</Fact>
    </dl>
  );
}
