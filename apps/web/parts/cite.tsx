import type { OfMoment } from '../answers.ts';
import { textOf } from '../address.ts';
import { useReader } from '../reader.tsx';
import { tellMoment } from '../said/moment.ts';
import { brief } from '../texts/brief.ts';
import { filled } from '../texts/filled.ts';

/**
 * How what is seen is cited: an address that shows the same for ever, since it names the place in the book up to which the
 * answer was read.
 */
export function Cite({ of: { position, effective }, title }: { of: OfMoment['asOf']; title: string }) {
  const { address, asOf, origin, words } = useReader();
  const { cite: texts } = words.texts;
  const cited = origin + textOf({ path: address.path, query: new URLSearchParams({ asOf: position }) });
  const known = asOf === undefined ? '' : tellMoment(asOf, words);
  const facts: readonly (readonly [name: string, fact: string])[] = [
    [texts.address, cited],
    [texts.known, known === '' ? texts.upTo : known],
    [texts.stood, words.day(effective)],
    [texts.position, position],
  ];
  return (
    <details class="cite">
      <summary>{texts.title}</summary>
      <p class="cited">
        {filled(texts.text, { title: brief(title), day: words.day(effective), address: cited })}
      </p>
      <dl class="known">
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{texts.hint}</p>
    </details>
  );
}
