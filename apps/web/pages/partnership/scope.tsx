import type { Scope } from '#partnership';
import { bySdg, sdgOf } from '../../parts/sdg.ts';
import { ToLedger } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';

/** The same in a line. */
export function ScopeInLine({ places, sdgTargets }: Scope) {
  const words = useWords();
  const targets = sdgTargets.toSorted(bySdg).map((code) => sdgOf(code, words.texts));
  const parts = [...places.map((place) => words.place(place)), ...targets];
  return <>{parts.length === 0 ? words.texts.notStated : words.list(parts)}</>;
}

/** Where, and for which targets; each leads to the promises for it. */
export function ScopeTold({ of: { places, sdgTargets }, partnership }: { of: Scope; partnership: string }) {
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
        {sdgTargets.length === 0 ? null : (
          <dd class="tiles">
            {sdgTargets.toSorted(bySdg).map((target) => (
              <ToLedger key={target} partnership={partnership} ledger={`?sdg=${target}`}>
                {sdgOf(target, words.texts)}
              </ToLedger>
            ))}
          </dd>
        )}
      </div>
    </dl>
  );
}
