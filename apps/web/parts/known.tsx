import type { ComponentChildren } from 'preact';

/** What is known of something, each with what it is called; what is not known is left out. */
export function Known({ facts }: { facts: readonly (readonly [head: string, value: ComponentChildren])[] }) {
  return (
    <dl class="known">
      {facts.map(([head, value]) =>
        value ? (
          <div key={head}>
            <dt>{head}</dt>
            <dd dir={typeof value === 'string' ? 'auto' : undefined}>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
