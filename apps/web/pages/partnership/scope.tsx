import type { Scope } from '#partnership';
import { bySdg, sdgOf } from '../../parts/sdg.ts';
import { useWords } from '../../reader.tsx';

/** Where, and for which targets. */
export function ScopeTold({ places, sdgTargets }: Scope) {
  const words = useWords();
  const { story: texts } = words.texts.partnership;
  return (
    <dl class="told">
      <dt>{texts.places}</dt>
      <dd>{places.length === 0 ? words.texts.notStated : words.list(places.map(words.place))}</dd>
      <dt>{texts.targets}</dt>
      {sdgTargets.length === 0 ? <dd>{texts.noTargets}</dd> : null}
      {sdgTargets.toSorted(bySdg).map((target) => (
        <dd key={target}>{sdgOf(target, words.texts)}</dd>
      ))}
    </dl>
  );
}
