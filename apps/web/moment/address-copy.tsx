import { useEffect, useState } from 'preact/hooks';
import { saying, textOf } from '../address.ts';
import { useReader } from '../reader.tsx';
import { citable, type Moments } from './moments.ts';

/** Copies the address of what is seen, with its moment, so that whoever opens it sees the same. */
export function AddressCopy({ moments }: { moments: Moments }) {
  const { address, asOf, words } = useReader();
  const { moment: texts } = words.texts;
  const [copied, setCopied] = useState<{ readonly address: string; readonly how: 'copied' | 'shown' }>();
  useEffect(() => setCopied(undefined), [address]);
  const copy = async () => {
    const query = saying(address.query, { asOf: asOf ?? citable(moments) });
    const whole = new URL(textOf({ path: address.path, query }), location.href).href;
    // Where the browser keeps its clipboard to itself, the address is there to be copied by hand.
    const how = await navigator.clipboard?.writeText(whole).then(
      () => 'copied' as const,
      () => 'shown' as const,
    );
    setCopied({ address: whole, how: how ?? 'shown' });
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {texts.copy}
      </button>
      <div class="copied" role="status">
        {copied?.how === 'copied' ? texts.copied : null}
        {copied?.how === 'shown' ? (
          <label>
            {texts.copyByHand}
            <input readOnly value={copied.address} onFocus={(event) => event.currentTarget.select()} />
          </label>
        ) : null}
      </div>
    </>
  );
}
