import type { DirectoryEntry, ShownIdentifier } from '#organisation';
import type { ComponentChildren } from 'preact';
import type { OfMoment } from '../../answers.ts';
import { Basis } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Title } from '../../parts/title.tsx';
import { Written } from '../../parts/written.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import type { Texts } from '../../texts/index.ts';
import { With } from '../partnership/named.tsx';

/** An organisation as it is listed, with who came before it and who goes on for it. */
export interface Listed extends DirectoryEntry, OfMoment {
  readonly goesOnAs?: string;
  readonly looksLike: readonly { readonly organisation: string; readonly name: string }[];
  readonly predecessors: readonly {
    readonly organisation: string;
    readonly name: string;
    readonly how?: 'merged' | 'dissolved';
    readonly on?: string;
    readonly accepted?: boolean;
  }[];
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      {children}
    </div>
  );
}

/** How an operator knows. */
function Because({ of }: { of: string }) {
  const { organisation: texts } = useWords().texts;
  return (
    <p class="hint">
      {texts.because} <Written of={of} />
    </p>
  );
}

/** What became of it, where it is no more. */
function Ended({ of: { ended, goesOnAs, names } }: { of: Listed }) {
  const words = useWords();
  const { organisation: texts } = words.texts;
  if (!ended) return null;
  const { how, on, successor, accepted } = ended;
  return (
    <div class="state ended">
      <p>{filled(texts.ended[how as keyof typeof texts.ended], { day: words.day(on) })}</p>
      {successor === undefined ? null : (
        <p>
          {texts.successor} <Organisation of={successor} names={names} />
          {accepted ? null : <span class="hint"> ({texts.unaccepted})</span>}
        </p>
      )}
      {goesOnAs === undefined || goesOnAs === successor ? null : (
        <p>
          {texts.goesOnAs} <Organisation of={goesOnAs} names={names} />
        </p>
      )}
    </div>
  );
}

/** Whom it named to go on in its place, who has not answered yet. */
function Waiting({ of: { succession, names } }: { of: Listed }) {
  const words = useWords();
  const { organisation: texts } = words.texts;
  if (!succession) return null;
  const { how, successor, since } = succession;
  const text = texts.succession[how as keyof typeof texts.succession];
  return (
    <p class="state">
      <With text={text} said={{ day: words.day(since) }} organisation={successor} names={names} />
    </p>
  );
}

/** The listing that it is a duplicate of. */
function Joined({ of: { joinedTo, names } }: { of: Listed }) {
  const words = useWords();
  const { organisation: texts } = words.texts;
  if (!joinedTo) return null;
  const { organisation, on, reason } = joinedTo;
  return (
    <div class="state ended">
      <p>
        <With text={texts.joinedTo} said={{ day: words.day(on) }} organisation={organisation} names={names} />
      </p>
      <Because of={reason} />
    </div>
  );
}

/** Other listings of it: its duplicates, and what it says of others that no operator has joined. */
function Duplicates({ of: { alsoListedAs = [], saysDuplicates = [], names } }: { of: Listed }) {
  const { organisation: texts } = useWords().texts;
  if (alsoListedAs.length + saysDuplicates.length === 0) return null;
  return (
    <Fact name={texts.alsoListedAs}>
      {alsoListedAs.map(({ organisation, reason }) => (
        <dd key={organisation}>
          <Organisation of={organisation} names={names} />
          <Because of={reason} />
        </dd>
      ))}
      {saysDuplicates.map(({ organisation }) => (
        <dd key={organisation} class="hint">
          <With text={texts.saysDuplicate} organisation={organisation} names={names} />
        </dd>
      ))}
    </Fact>
  );
}

function Before({ of: { formerNames, predecessors, names } }: { of: Listed }) {
  const words = useWords();
  const { organisation: texts } = words.texts;
  return (
    <>
      {formerNames.length === 0 ? null : (
        <Fact name={texts.formerly}>
          {formerNames.map(({ name, until }) => (
            <dd key={until}>{filled(texts.until, { name, day: words.day(until) })}</dd>
          ))}
        </Fact>
      )}
      {predecessors.length === 0 ? null : (
        <Fact name={texts.predecessors}>
          {predecessors.map(({ organisation, name, how = 'merged', on = '', accepted }) => (
            <dd key={organisation}>
              <With
                text={texts.predecessor[how]}
                said={{ day: words.day(on) }}
                organisation={organisation}
                names={{ ...names, [organisation]: name }}
              />
              {accepted ? null : <span class="hint"> ({texts.unaccepted})</span>}
            </dd>
          ))}
        </Fact>
      )}
    </>
  );
}

/** One number that it is known by, and whether that is more than its own word. */
function OneIdentifier({ of, names }: { of: ShownIdentifier; names: Listed['names'] }) {
  const { organisation: texts } = useWords().texts;
  const { agency, number, proven, reason, renamedSince, provenFor } = of;
  return (
    <dd>
      {filled(texts.identified, { agency, number })}{' '}
      <span class="hint">
        ({proven ? texts.proven : texts.claimed}
        {renamedSince ? `; ${texts.renamedSince}` : ''})
      </span>
      {provenFor === undefined ? null : (
        <p class="hint">
          <With text={texts.provenFor} organisation={provenFor} names={names} />
        </p>
      )}
      {reason === undefined ? null : <Because of={reason} />}
    </dd>
  );
}

/** By which numbers it is known where. */
function Identified({
  of: { identifier, identifiers = identifier ? [identifier] : [], names },
}: {
  of: Listed;
}) {
  const { organisation: texts } = useWords().texts;
  if (identifiers.length === 0) return null;
  return (
    <Fact name={texts.identifier}>
      {identifiers.map((one) => (
        <OneIdentifier key={`${one.agency}:${one.number}`} of={one} names={names} />
      ))}
    </Fact>
  );
}

/** Others that cannot be told from it by their names. */
function Alike({ of: { looksLike, names } }: { of: Listed }) {
  const { organisation: texts } = useWords().texts;
  if (looksLike.length === 0) return null;
  return (
    <Fact name={texts.looksLike}>
      {looksLike.map(({ organisation, name }) => (
        <dd key={organisation}>
          <Organisation of={organisation} names={{ ...names, [organisation]: name }} />
        </dd>
      ))}
    </Fact>
  );
}

/** Who the organisation is. */
export function Head({ of }: { of: Listed }) {
  const words = useWords();
  const { organisation: texts, organisationTypes } = words.texts;
  const { name, type = 'unsaid', country, listedOn, basis } = of;
  return (
    <header>
      <Title of={name} />
      <p class="facts">
        <Basis of={basis} />
      </p>
      <Joined of={of} />
      <Ended of={of} />
      <Waiting of={of} />
      <dl class="known">
        <Fact name={texts.type}>
          <dd>{organisationTypes[type as keyof Texts['organisationTypes']] ?? type}</dd>
        </Fact>
        {country === undefined ? null : (
          <Fact name={texts.country}>
            <dd>{words.place(country)}</dd>
          </Fact>
        )}
        <Identified of={of} />
        <Duplicates of={of} />
        <Alike of={of} />
        <Fact name={texts.listedOn}>
          <dd>{words.day(listedOn)}</dd>
        </Fact>
        <Before of={of} />
      </dl>
    </header>
  );
}
