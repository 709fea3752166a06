import type { Scope } from '#partnership';
import { bySdg, sdgOf } from '../../parts/sdg.ts';
import { useWords } from '../../reader.tsx';

/** The same in a line. */
export function ScopeInLine({ places, sdgTargets }: Scope) {
  const words = useWords();
  const targets = sdgTargets.toSorted(bySdg).map((code) => sdgOf(code, words.texts));
  const parts = [...places.map((place) => words.place(place)), ...targets];
  return <>{parts.length === 0 ? words.texts.notStated : words.list(parts)}</>;
}

/** Where, and for which targets. */
export function ScopeTold({ places, sdgTargets }: Scope) {
  const words = useWords();
  const { story: texts } = words.texts.partnership;
  return (
    <dl class="known">
      <div>
        <dt>{texts.places}</dt>
        <dd>{places.length === 0 ? words.texts.notStated : words.list(places.map(words.place))}</dd>
      </div>
      <div>
        <dt>{texts.targets}</dt>
        {sdgTargets.length === 0 ? <dd>{texts.noTargets}</dd> : null}
        {sdgTargets.toSorted(bySdg).map((target) => (
          <dd key={target}>{sdgOf(target, words.texts)}</dd>
        ))}
      </div>
    </dl>
  );
}
