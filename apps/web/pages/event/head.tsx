import type { ComponentChildren } from 'preact';
import { Link } from '../../parts/link.tsx';
import { Basis, Mark } from '../../parts/marks.tsx';
import { useWords } from '../../reader.tsx';
import { AskedOrganisation } from '../../said/asked-organisation.tsx';
import { PartnershipLink } from '../../said/partnership-link.tsx';
import { Written } from '../../parts/written.tsx';
import { sourceOf, type Source, type Stored } from './stored.ts';

/** The name of a source; its address is shown, and leads nowhere from here: the page never opens another host by itself. */
function SourceName({ of }: { of: Source }) {
  if (typeof of === 'string') return <Written of={of} />;
  const { system, record, url } = of;
  return (
    <>
      <Written of={system} />: <Written of={record} />
      {url !== undefined && /^https?:/.test(url) ? (
        <>
          {' '}
          <a href={url} rel="noreferrer noopener external">
            <Written of={url} />
          </a>
        </>
      ) : null}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Who said it, for whom, when the book learned it, and from when on it applies. */
export function About({ of }: { of: Stored }) {
  const words = useWords();
  const { event: texts } = words.texts;
  const { organisation, onBehalfOf, recordedAt, effectiveOn, basis } = of.metadata;
  const source = sourceOf(of);
  return (
    <dl class="facts" aria-label={texts.about}>
      {organisation === undefined ? null : (
        <Fact label={texts.who}>
          {organisation.startsWith('org_') ? <AskedOrganisation of={organisation} /> : organisation}{' '}
          {of.data['attributed'] === true ? <Mark of="attributed" /> : null}
        </Fact>
      )}
      {onBehalfOf === undefined ? null : (
        <Fact label={texts.onBehalfOf}>
          <AskedOrganisation of={onBehalfOf} />
        </Fact>
      )}
      {recordedAt === undefined ? null : <Fact label={texts.recorded}>{words.instant(recordedAt)}</Fact>}
      {effectiveOn === undefined ? null : <Fact label={texts.effective}>{words.day(effectiveOn)}</Fact>}
      {source === undefined ? null : (
        <Fact label={texts.source}>
          <SourceName of={source} />
        </Fact>
      )}
      {basis === undefined ? null : (
        <Fact label={texts.basis}>
          <Basis of={basis} />
        </Fact>
      )}
    </dl>
  );
}

const idIn = (data: Stored['data'], name: string): string | undefined =>
  typeof data[name] === 'string' ? data[name] : undefined;

/** What the event belongs to. */
export function Where({ of: { data, metadata } }: { of: Stored }) {
  const { event: texts, colon } = useWords().texts;
  const [partnership, commitment, organisation] = ['partnership', 'commitment', 'organisation'].map((name) =>
    idIn(data, name),
  );
  if (partnership === undefined && organisation === undefined) return null;
  const story = `/partnerships/${partnership}/commitments/${commitment}`;
  return (
    <nav aria-label={texts.where}>
      <ul class="links">
        {partnership === undefined ? null : (
          <li>
            <PartnershipLink of={partnership} />
          </li>
        )}
        {partnership === undefined || commitment === undefined ? null : (
          <>
            <li>
              <Link to={story}>{texts.commitment}</Link>
            </li>
            <li>
              <Link to={story} said={{ asOf: metadata['recordedAt'] }}>
                {texts.then}
              </Link>
            </li>
          </>
        )}
        {organisation === undefined || !organisation.startsWith('org_') ? null : (
          <li>
            {texts.organisation}
            {colon}
            <AskedOrganisation of={organisation} />
          </li>
        )}
      </ul>
    </nav>
  );
}
