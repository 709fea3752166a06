import { useState } from 'preact/hooks';
import type { Asked } from '../../asking.ts';
import type { Listed, Names } from '../../answers.ts';
import { Csv } from '../../parts/csv.tsx';
import { Pages } from '../../parts/listed.tsx';
import { useReader, useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { DisclosureText } from './disclosure-text.tsx';
import { Named, With } from './named.tsx';
import { useCode } from './shown.ts';

/** What is shown of a disclosure before it is read; of one that was forgotten, its owner sees that there was one. */
export interface DisclosureHead {
  readonly disclosure: string;
  readonly organisation: string;
  readonly kind?: string;
  readonly speaksFor?: string;
  readonly bearsOn?: readonly { readonly on: string }[];
  readonly effectiveOn?: string;
  readonly audience?: {
    readonly public: boolean;
    readonly named?: readonly string[];
    readonly participants?: readonly string[];
  };
  /** Under which id everybody was told since. */
  readonly published?: string;
  readonly retracted?: unknown;
  readonly forgotten?: { readonly at: string };
  readonly named?: Names;
}
export const disclosuresOf = (partnership: string): string => `/v1/partnerships/${partnership}/disclosures`;
/** Whether there is anything that this reader may know of. */
export const someDisclosed = (asked: Asked<Listed<DisclosureHead>>): boolean =>
  'answer' in asked && asked.answer !== undefined && asked.answer.rows.length > 0;

function Audience({ of: { audience }, names }: { of: DisclosureHead; names: Names }) {
  const { disclosures: texts } = useWords().texts.quiet;
  if (!audience) return null;
  if (audience.public) return <span class="beside">{texts.everybody}</span>;
  const all = [...new Set([...(audience.named ?? []), ...(audience.participants ?? [])])];
  const [before, after] = texts.sharedWith.split('{names}');
  return (
    <span class="beside">
      {before}
      <Named all={all} names={names} />
      {after}
    </span>
  );
}

function OneDisclosure({ of, names: today, path }: { of: DisclosureHead; names: Names; path: string }) {
  const words = useWords();
  const code = useCode();
  const [read, setRead] = useState(false);
  const { disclosures: texts } = words.texts.quiet;
  const { disclosure, organisation, kind = '', speaksFor, bearsOn = [], effectiveOn = '', forgotten } = of;
  const names = { ...today, ...of.named };
  if (forgotten) return <li>{filled(texts.forgotten, { day: words.day(forgotten.at.slice(0, 10)) })}</li>;
  const called = kind === 'talk' ? texts.talk : code(kind);
  const subjects = bearsOn.map(({ on }) => code(on));
  return (
    <li>
      <With
        text={texts.of}
        said={{ kind: called, day: words.day(effectiveOn) }}
        organisation={organisation}
        names={names}
      />
      {speaksFor === 'person' ? <span class="beside">{texts.person}</span> : null}
      {subjects.length === 0 ? null : (
        <span class="beside">{filled(texts.bearsOn, { what: words.list(subjects) })}</span>
      )}
      <Audience of={of} names={names} />
      {of.published ? <span class="beside">{texts.published}</span> : null}
      {of.retracted ? <span class="beside">{texts.retracted}</span> : null}
      {read ? (
        <DisclosureText path={`${path}/${disclosure}`} />
      ) : (
        <button type="button" onClick={() => setRead(true)}>
          {texts.read}
        </button>
      )}
    </li>
  );
}

/** What organisations told this reader, or everybody, about what drives and limits them. */
export function Disclosures({ partnership }: { partnership: string }) {
  const { token } = useReader();
  const { disclosures: texts } = useWords().texts.quiet;
  const path = disclosuresOf(partnership);
  return (
    <>
      <p>{token === undefined ? texts.leadPublic : texts.lead}</p>
      <Pages<Listed<DisclosureHead>> path={path}>
        {({ rows, names }) => (
          <ul class="apart">
            {rows.map((row) => (
              <OneDisclosure key={row.disclosure} of={row} names={names} path={path} />
            ))}
          </ul>
        )}
      </Pages>
      <Csv pages path={path} name={texts.file} />
    </>
  );
}
