import { useEffect, useState } from 'preact/hooks';
import { useReader, useWords } from '../../reader.tsx';
import { receiptFor, type Receipt } from './receipt.ts';
import type { Stored } from './stored.ts';

/** What turns the direction of what follows it; in JSON, the same is said by its number. */
const TURNS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const numbered = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16)}`;

/** A text for programs, to be read, selected and scrolled. */
export function Code({ label, children }: { label: string; children: string }) {
  return (
    <pre class="code" role="region" aria-label={label} tabIndex={0}>
      <code dir="ltr">{children.replace(TURNS, numbered)}</code>
    </pre>
  );
}

const COMMAND = (book: string) => `npx pledgebook verify receipt.json --server ${book}`;

function HowToCheck({ receipt }: { receipt: Receipt }) {
  const { origin, words } = useReader();
  const { receipt: texts } = words.texts.event;
  return (
    <>
      <h3>{texts.how}</h3>
      <p>{texts.given}</p>
      <ol>
        {texts.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Code label={texts.json}>{JSON.stringify(receipt, undefined, 2)}</Code>
      <Code label={texts.command}>{COMMAND(origin)}</Code>
      <p class="hint">{texts.withoutUs}</p>
    </>
  );
}

/** The event's receipt, worked out by the reader's own browser, and how anybody can check it. */
export function Proof({ of }: { of: Stored }) {
  const { receipt: texts } = useWords().texts.event;
  const [receipt, setReceipt] = useState<Receipt | 'working' | 'cannot'>('working');
  useEffect(() => {
    let gone = false;
    receiptFor(of)
      .then((worked) => gone || setReceipt(worked ?? 'cannot'))
      .catch(() => gone || setReceipt('cannot'));
    return () => {
      gone = true;
    };
  }, [of]);
  if (receipt === 'cannot')
    return (
      <section>
        <h2>{texts.title}</h2>
        <p class="state refused">{texts.cannot}</p>
        <p class="hint">{texts.withoutUs}</p>
      </section>
    );
  return (
    <section>
      <h2>{texts.title}</h2>
      <p>{texts.lead}</p>
      <p>
        <strong>{texts.fingerprint}</strong>
      </p>
      <p class="fingerprint" role="status">
        {receipt === 'working' ? texts.working : <code>{receipt.sha256}</code>}
      </p>
      {receipt === 'working' ? null : <HowToCheck receipt={receipt} />}
    </section>
  );
}
